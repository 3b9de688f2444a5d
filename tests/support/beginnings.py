"""The databases that tests begin with: empty, or a shop that is furnished already, with the people who are known there.

What a shop and its people write when they come is the same in each test, so it is written once in a process, by them;
afterwards SQLite's file is copied, and PostgreSQL's rows are copied from a schema in which they are kept.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg

from services.domain.values.language import Language
from services.storage.database import Database
from services.storage.schema.bootstrap import load_fingerprint_key
from services.storage.tables import metadata
from services.storage.vault import Vault
from tests.support import databases
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness

People = tuple[str, ...]
KNOWN = {"ann": (1001, "Ann", Language.EN), "bob": (1002, "Bob", Language.ZH)}
"""Two customers who have accepted the terms: one reads English, one Chinese."""


async def comes(shop: ShopHarness, name: str) -> CustomerDriver:
    """Somebody comes to the shop for the first time and accepts the terms."""
    driver = await arrives(shop, *KNOWN[name])
    await driver.accepts(version=1)
    return driver


async def finds(shop: ShopHarness, name: str) -> CustomerDriver:
    """Somebody who has come before."""
    async with shop.db.read() as reading:
        customer = await reading.customers.find(KNOWN[name][0])
    assert customer is not None
    return CustomerDriver(shop, customer)


async def furnish(url: str, people: People) -> None:
    """Write what a furnished shop begins with, and these people."""
    shop = ShopHarness(Database(url, Vault([databases.KEY])))
    shop.db.real = shop.real
    await load_fingerprint_key(shop.db)
    await shop.furnish()
    for name in people:
        await comes(shop, name)
    await shop.db.close()


class SqliteFiles:
    """A file for each beginning, to be copied."""

    def __init__(self, folder: Path) -> None:
        self.empty = folder / "shop.sqlite3"
        self._furnished: dict[People, Path] = {}
        databases.run(databases.make(databases.sqlite_url(self.empty)))

    def furnished(self, people: People) -> Path:
        """The file of a furnished shop."""
        if people not in self._furnished:
            made = self.empty.with_name(f"{'-'.join(('shop', *people))}-furnished.sqlite3")
            databases.run(furnish(databases.copy_of(self.empty, made), people))
            self._furnished[people] = made
        return self._furnished[people]


class PostgresRows:
    """One database, and a connection to it on a loop of its own, by which it is emptied and filled."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._open: asyncpg.Connection[asyncpg.Record] | None = None
        self._furnished: dict[People, str] = {}

    def fill(self, people: People) -> None:
        """A furnished shop, in a database that is empty."""
        if people in self._furnished:
            self._runner.run(self._line.execute(self._furnished[people]))
        else:
            databases.run(furnish(self.url, people))
            self._furnished[people] = self._runner.run(self._keep(self._line, "_".join(("furnished", *people))))

    async def _keep(self, line: "asyncpg.Connection[asyncpg.Record]", schema: str) -> str:
        """Copy all rows into a schema; returns the statements that bring them back."""
        names = [
            table.name
            for table in metadata.sorted_tables
            if await line.fetchval(f"SELECT EXISTS (SELECT FROM {table.name})")
        ]
        kept = [f"CREATE TABLE {schema}.{name} AS TABLE {name}" for name in names]
        await line.execute(";".join([f"CREATE SCHEMA {schema}", *kept]))
        return ";".join(f"INSERT INTO {name} OVERRIDING SYSTEM VALUE TABLE {schema}.{name}" for name in names)

    @property
    def _line(self) -> "asyncpg.Connection[asyncpg.Record]":
        if self._open is None:
            self._open = self._runner.run(asyncpg.connect(self.url.replace("+asyncpg", "")))
        return self._open

    def empty(self) -> None:
        """Remove all rows."""
        self._runner.run(databases.empty_by(self._line))

    def rest(self) -> None:
        """Let go of the server until there is something to be done again."""
        if self._open is not None:
            self._runner.run(self._open.close())
            self._open = None

    def close(self) -> None:
        """Let go of the server."""
        self.rest()
        self._runner.close()


class PostgresLines:
    """The pool of connections of a database, lent to one test after the other as long as it is as good as new.

    A server makes a process for each connection, and knows nothing of tables and statements when it begins.
    """

    def __init__(self) -> None:
        self._idle: dict[str, Any] = {}

    @asynccontextmanager
    async def lent(self, database: Database) -> AsyncIterator[None]:
        """Let a database use what the one before has left."""
        if database.is_sqlite:
            yield
            await database.close()
            return
        database.engine = self._idle.pop(database.url, database.engine)
        yield
        if _is_as_new(database.engine):
            self._idle[database.url] = database.engine
        else:
            await database.close()

    async def close(self) -> None:
        """Let go of the server, which may have been told to drop the database already: without goodbye."""
        for engine in self._idle.values():
            engine.abandon()
            await engine.close()


def _is_as_new(engine: Any) -> bool:
    """Return whether nobody has let go of a pool, listens to it, or has one of its connections."""
    return engine._is_open and engine not in databases.OVERHEARD and not engine.pool.pool.checkedout()


def people_of(names: Sequence[str]) -> People:
    """Return who is known where these fixtures are asked for."""
    return tuple(name for name in KNOWN if f"{name}_is_known" in names)
