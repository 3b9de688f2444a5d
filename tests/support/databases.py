"""Databases for tests, of both kinds: bare ones, and empty ones of the newest schema that cost almost nothing."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

import asyncpg
import pytest
from sqlalchemy import event, make_url

from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.storage.sqlite.engine import SqliteEngine
from services.storage.tables import metadata
from services.storage.transaction import Transaction

KEY = b"b2NlYW5tYXJ0LXRlc3RzLWtleS0zMi1ieXRlcy1sb24="
SERVER = make_url(os.environ.get("TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"))
CI = os.environ.get("CI") == "1"
EVIDENCE = ("consents", "documents", "audit_log")
OVERHEARD: "WeakSet[object]" = WeakSet()
"""Engines with a listener of a test, which no other test may get."""
MUCH = 5_000_000
"""Bytes above which a database is emptied table by table: that takes longer, whatever there is in them."""


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end on a loop of its own, without touching the loop of the tests."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(work)


async def make(url: str) -> None:
    """Give a bare database the newest schema."""
    await (await open_database(url, [KEY])).close()


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def listen(db: Database, name: str, heard: Callable[..., object], *, dedup_key: bool = False) -> None:
    """Hear of every event of a name, whoever writes or reads."""
    OVERHEARD.add(db.engine)
    engines = (db.engine.writer, db.engine.readers) if isinstance(db.engine, SqliteEngine) else (db.engine.pool,)
    for engine in engines:
        event.listen(engine.sync_engine, name, heard, dedup_key=dedup_key)


def begin_writes_with(db: Database, work: Callable[[Transaction], Awaitable[None]]) -> None:
    """From now on every write transaction does this first, and fails if it does."""
    begin = db.begin

    @asynccontextmanager
    async def begin_with() -> AsyncIterator[Transaction]:
        async with begin() as tx:
            await work(tx)
            yield tx

    db.begin = begin_with  # type: ignore[method-assign]


def copy_of(template: Path, path: Path) -> str:
    shutil.copyfile(template, path)
    return sqlite_url(path)


async def server(*statements: str) -> None:
    connection = await asyncpg.connect(SERVER.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def postgres_database(purpose: str) -> Iterator[str]:
    """A bare PostgreSQL database, dropped afterwards; without a server the test is skipped, but fails under CI=1.

    No test cuts the server's power, so a commit there need not wait for the disk.
    """
    name = f"oceanmart_{purpose}_{os.getpid()}"
    try:
        made = f"CREATE DATABASE {name}", f"ALTER DATABASE {name} SET synchronous_commit = off"
        run(server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", *made))
    except OSError as error:
        (pytest.fail if CI else pytest.skip)(f"no PostgreSQL at {SERVER.host}:{SERVER.port} ({error})")
    yield SERVER.set(database=name).render_as_string(hide_password=False)
    run(server(f"DROP DATABASE {name} WITH (FORCE)"))


async def empty(url: str) -> None:
    """Remove all rows; the triggers that protect evidence are asked to look away."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await empty_by(connection)
    await connection.close()


async def empty_by(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """The same on a connection that is open already."""
    asleep, awake = (
        [f"ALTER TABLE {table} {verb} TRIGGER USER" for table in EVIDENCE] for verb in ("DISABLE", "ENABLE")
    )
    names = [table.name for table in reversed(metadata.sorted_tables)]
    size = await connection.fetchval("SELECT sum(pg_table_size(to_regclass(one))) FROM unnest($1::text[]) one", names)
    rows = [f"DELETE FROM {name}" for name in names] if size < MUCH else [f"TRUNCATE {','.join(names)}"]
    await connection.execute(";".join([*asleep, *rows, *awake]))
