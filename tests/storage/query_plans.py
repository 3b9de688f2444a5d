"""The plan of a statement in a database: whether it walks through a whole table, and how much it looks at."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, make_url

from services.storage.database import Database
from services.storage.tables import metadata
from tests.support.databases import listen

SMALL = {
    "categories": "a few shelves",
    "products": "what an owner has written into one file",
    "prices": "at most four a product",
    "documents": "two documents, two languages, a few versions",
    "audit_head": "one row",
    "consent_head": "one row",
    "meta": "single values",
    "incidents": "a few a year",
    "incident_products": "no more than products for each",
    "incident_updates": "a few for each",
    "lanes": "customers who are being served, cleared when they are idle",
    "leases": "a few rows a process",
    "stock_drafts": "imports of the admins of the last eight days",
    "stock_draft_parts": "their messages, without goods once they are imported",
    "staff": "the people who run the shop",
    "staff_invitations": "offers of the last month",
    "turns": "what a version before may have left there",
    "alembic_version": "one row",
}
"""Tables that do not grow with customers, orders or goods, and why."""
GROWING = frozenset(metadata.tables) - SMALL.keys()
PARTS = frozenset(
    str(index.name)
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
)
"""Indexes of a part of a table."""
ALIAS = re.compile(r"\b(\w+) AS (\w+)")
WALK = re.compile(r"SCAN (?:TABLE )?(\w+)")
ANALYZE = "EXPLAIN (ANALYZE, FORMAT JSON)"
TRIED_OUT = 6
"""So often PostgreSQL makes a plan for the values at hand before it may settle on one for all values."""
TICK, STEPS = 100, 5
"""Instructions of SQLite's machine between two looks at the counter, and about how many one row costs."""

Values = Sequence[Any]


@dataclass
class StatementRecorder:
    """Hears every statement of a database, and keeps the values that it came with first."""

    db: Database
    heard: dict[str, Values] = field(default_factory=dict)

    def listen(self) -> None:
        listen(self.db, "before_cursor_execute", self._hear)

    def _hear(self, _c: Connection, _cursor: object, statement: str, values: Any, _x: object, many: bool) -> None:  # noqa: FBT001
        self.heard.setdefault(statement, values[0] if many else values)

    def questions(self) -> dict[str, Values]:
        """All that has to find rows: what only adds them has nothing to search for."""
        searches = ("SELECT", "UPDATE", "DELETE", "WITH")
        return {one: values for one, values in self.heard.items() if one.lstrip().upper().startswith(searches)}


@dataclass(frozen=True)
class Plan:
    """The execution of a statement. `work` is the number of rows looked at: counted (PostgreSQL), guessed (SQLite)."""

    statement: str
    walks: frozenset[str]
    work: int


async def plans_of(db: Database, questions: dict[str, Values]) -> list[Plan]:
    """The plans of all statements; what they change is rolled back."""
    if db.is_sqlite:
        return [_sqlite(str(make_url(db.url).database), *one) for one in questions.items()]
    return [await _postgres(db, *one) for one in questions.items()]


def _sqlite(file: str, statement: str, values: Values) -> Plan:
    work = 0

    def tick() -> None:
        nonlocal work
        work += TICK // STEPS

    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        told = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", tuple(values))]
        connection.execute("BEGIN")
        connection.set_progress_handler(tick, TICK)
        connection.execute(statement, tuple(values)).fetchall()
    names = {alias: table for table, alias in ALIAS.findall(statement)}
    walked = (match[1] for line in told if (match := WALK.match(line)) and not _is_part(line.split()))
    return Plan(statement, frozenset(names.get(name, name) for name in walked) & GROWING, work)


async def _postgres(db: Database, statement: str, values: Values) -> Plan:
    """The worse of two plans: that for these values, and that on which PostgreSQL settles when it is asked often."""
    async with db.read() as reading:
        run = reading.connection.exec_driver_sql
        first = (await run(f"{ANALYZE} {statement}", tuple(values))).scalar_one()
    async with db.read() as reading:
        run = reading.connection.exec_driver_sql
        given = f"({', '.join(map(_literal, values))})" if values else ""
        await run(f"PREPARE asked AS {statement}")
        for _ in range(TRIED_OUT):
            await run(f"EXPLAIN EXECUTE asked{given}")
        settled = (await run(f"{ANALYZE} EXECUTE asked{given}")).scalar_one()
        await run("DEALLOCATE asked")
    plans = [
        list(_nodes((json.loads(told) if isinstance(told, str) else told)[0]["Plan"])) for told in (first, settled)
    ]
    walks = {name for nodes in plans for node in nodes if (name := _walked(node)) in GROWING}
    return Plan(statement, frozenset(walks), max(sum(map(_looked_at, nodes)) for nodes in plans))


def _literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case bool() | int():
            return str(value)
        case bytes():
            return f"'\\x{value.hex()}'"
        case list() | tuple():
            return f"ARRAY[{', '.join(map(_literal, value))}]"
        case _:
            return "'" + str(value).replace("'", "''") + "'"


def _nodes(node: dict[str, Any], relation: str = "") -> Iterator[dict[str, Any]]:
    """All nodes of a plan; the index scan below a bitmap belongs to the table above it."""
    name = node.get("Relation Name", relation)
    yield {**node, "Relation Name": name}
    for below in node.get("Plans", []):
        yield from _nodes(below, name if "Bitmap" in node["Node Type"] else "")


def _walked(node: dict[str, Any]) -> str:
    """The table that a node walks through from end to end: row by row, or along a whole index."""
    kind = node["Node Type"]
    along = kind in {"Index Scan", "Index Only Scan", "Bitmap Index Scan"} and "Index Cond" not in node
    along = along and not _is_part([node["Index Name"]])
    return str(node["Relation Name"]) if kind == "Seq Scan" or along else ""


def _is_part(words: list[str]) -> bool:
    """Return whether an index is walked that has few rows: those in a state that they soon leave."""
    return bool(PARTS.intersection(words))


def _looked_at(node: dict[str, Any]) -> int:
    if "Scan" not in node["Node Type"] or node["Relation Name"] not in GROWING:
        return 0
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + removed) * node["Actual Loops"])
