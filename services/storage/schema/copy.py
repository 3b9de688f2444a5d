"""Everything of one database into another, whole or not at all, and believed only when both were counted afterwards.

Rows are copied as they are: ciphertext stays ciphertext, evidence keeps its links, ids stay what they are. The
target is written in one transaction. Before it ends, both databases are read once more, table by table: a row that was
changed on the way, or came into the source meanwhile, undoes it all.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiosqlite
from sqlalchemy import Table, func, select, text

from services.storage import tables
from services.storage.connection.connection import Connection, batches
from services.storage.database import Database
from services.storage.schema import upgrade
from services.storage.sqlite.lock import is_locked
from services.storage.transaction import ReadTransaction

BATCH = 1_000
HASH_MODULUS = 1 << 256
"""One more than the greatest sum of hashes."""

Progress = Callable[[str, int], None]
"""Told after each batch: the table, and how many of its rows are copied."""


class CopyRefused(Exception):
    """Nothing was copied. Its text is for a person."""


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The digest of a table: its rows, and the sum of their hashes, the same in whatever order they lie."""

    rows: int = 0
    digest: int = 0

    def with_rows(self, rows: Sequence[Sequence[object]]) -> "TableDigest":
        """Return the digest of these rows too."""
        hashes = (hashlib.sha256(repr(tuple(row)).encode()).digest() for row in rows)
        total = self.digest + sum(int.from_bytes(one, "big") for one in hashes)
        return TableDigest(self.rows + len(rows), total % HASH_MODULUS)


async def is_open_elsewhere(db: Database) -> bool:
    """Return whether any other process, a running shop for one, has this database open now."""
    if db.url.file:
        return await _is_held(db.url.file)
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    async with db.read() as reading:
        return bool(await reading.connection.scalar(others))


async def _is_held(file: Path) -> bool:
    """Every connection in WAL mode keeps a shared lock for as long as it lives: so nobody gets this one beside it."""
    async with aiosqlite.connect(file, timeout=0, isolation_level=None) as connection:
        try:
            await connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            await connection.execute("BEGIN IMMEDIATE")
        except aiosqlite.OperationalError as error:
            if not is_locked(error):
                raise
            return True
        return False


async def copy_all(source: Database, target: Database, progress: Progress) -> dict[str, TableDigest]:
    """Copy every row into an empty database of the same schema; returns what each table holds. Raises CopyRefused."""
    async with target.begin() as tx:
        await _require_empty(tx.connection)
        async with source.read(frozen=True) as reading:
            for table in tables.metadata.sorted_tables:
                await _copy(reading.connection, tx.connection, table, progress)
        if not target.is_sqlite:
            await _restore_counters(tx.connection)
        copied = await table_digests(tx)
        async with source.read(frozen=True) as reading:
            _compare(await table_digests(reading), copied)
        return copied


async def _require_empty(connection: Connection) -> None:
    """Single values are made when a database is first opened, and give way; anything else is somebody's shop."""
    for table in tables.metadata.sorted_tables:
        if table is not tables.key_values and await connection.scalar(select(1).select_from(table).limit(1)):
            msg = f"TO is not empty: its table {table.name} has rows"
            raise CopyRefused(msg)
    await connection.execute(tables.key_values.delete())


async def _copy(source: Connection, target: Connection, table: Table, progress: Progress) -> None:
    done, names = 0, table.c.keys()
    async for batch in batches(source, select(table), BATCH):
        await target.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in batch])
        done += len(batch)
        progress(table.name, done)


async def _restore_counters(connection: Connection) -> None:
    """PostgreSQL counts ids apart from the rows, and rows that bring their ids along do not move its counters."""
    for table in tables.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            counter = func.pg_get_serial_sequence(table.name, column.name)
            greatest = func.max(column)
            await connection.execute(select(func.setval(counter, func.coalesce(greatest, 1), greatest.is_not(None))))


async def table_digests(reading: ReadTransaction) -> dict[str, TableDigest]:
    """Return the digest of each table."""
    found = {}
    for table in tables.metadata.sorted_tables:
        table_digest = TableDigest()
        async for batch in batches(reading.connection, select(table), BATCH):
            table_digest = table_digest.with_rows(batch)
        found[table.name] = table_digest
    return found


def _compare(source: dict[str, TableDigest], target: dict[str, TableDigest]) -> None:
    different = [name for name, table_digest in source.items() if target[name] != table_digest]
    if different:
        msg = f"the copy is not the same in {', '.join(different)}: was the shop running? Nothing was kept"
        raise CopyRefused(msg)


async def refuse_other_schema(db: Database, name: str, *, may_be_bare: bool = False) -> None:
    """Refuse a database of another version than this program's, or without any. Raises CopyRefused."""
    found = await upgrade.current(db)
    if found != upgrade.newest() and not (found is None and may_be_bare):
        known = "holds no shop" if found is None else f"has schema {found}"
        msg = f"{name} {known}; this version copies schema {upgrade.newest()}"
        raise CopyRefused(msg)
