"""A PostgreSQL that goes silent, as behind a cut wire: nobody waits for ever, and all goes on when it is back."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from services.storage import update_listener
from services.storage.database import Database
from services.storage.postgres import engine
from services.storage.postgres.engine import PostgresPool
from services.storage.schema.bootstrap import open_database, open_without_keys
from services.storage.update_listener import listen
from tests.support import databases
from tests.support.relay import Relay, relay_to

LONG = 60.0
"""Seconds after which a test says that something waits for ever."""


@pytest.fixture
async def relay() -> AsyncIterator[Relay]:
    async with relay_to(databases.SERVER.host or "", databases.SERVER.port or 5432) as relay:
        yield relay


@pytest.fixture
async def db(postgres_url: str, relay: Relay, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(engine, "STATEMENT_TIMEOUT", 1.0)
    monkeypatch.setattr(engine, "PING_TIMEOUT", 1.0)
    monkeypatch.setattr(engine, "CONNECT_TIMEOUT", 1.0)
    monkeypatch.setattr(engine, "CLOSE_TIMEOUT", 0.5)
    through = make_url(postgres_url).set(host="127.0.0.1", port=relay.port)
    db = await open_database(through.render_as_string(hide_password=False), [databases.KEY])
    yield db
    await db.close()
    await databases.empty(postgres_url)


async def looks(db: Database) -> None:
    async with db.read() as reading:
        await reading.key_values.get("a word")


async def writes(db: Database) -> None:
    async with db.begin() as tx:
        await tx.key_values.put("a word", b"")


async def ends(work: Awaitable[object]) -> BaseException | None:
    """Return the end of something that must not wait for ever."""
    task = asyncio.ensure_future(work)
    await asyncio.wait([task], timeout=LONG)
    assert task.done(), "it waits for ever"
    return task.exception()


@pytest.mark.parametrize("work", [looks, writes])
async def test_nobody_waits_for_ever_for_a_server_that_went_silent(
    db: Database, relay: Relay, work: Callable[[Database], Awaitable[None]]
) -> None:
    await work(db)
    relay.fall_silent()

    ended = [await ends(work(db)), await ends(work(db))]

    assert [isinstance(error, OSError) for error in ended] == [True, True]


async def test_nor_do_those_who_have_begun(db: Database, relay: Relay) -> None:
    begun, silent = asyncio.Barrier(3), asyncio.Event()

    async def write(*, more: bool) -> None:
        async with db.begin() as tx:
            await tx.key_values.put(f"a word {more}", b"")
            await begun.wait()
            await silent.wait()
            if more:
                await tx.key_values.put("another word", b"")

    writers = [asyncio.ensure_future(write(more=more)) for more in (True, False)]
    await begun.wait()
    relay.fall_silent()
    silent.set()

    ended = [await ends(writer) for writer in writers]

    assert [isinstance(error, OSError) for error in ended] == [True, True]


async def test_however_many_they_are(db: Database, relay: Relay) -> None:
    await asyncio.gather(*(looks(db) for _ in range(4)))
    relay.fall_silent()

    ended = await asyncio.gather(*(ends(looks(db)) for _ in range(30)))

    assert all(isinstance(error, OSError | SQLAlchemyError) for error in ended)


async def test_all_goes_on_when_it_speaks_again(db: Database, relay: Relay) -> None:
    relay.fall_silent()
    await ends(writes(db))

    relay.speak()

    assert [await ends(work(db)) for work in (looks, writes)] == [None, None]


async def test_the_end_waits_for_no_goodbye(db: Database, relay: Relay) -> None:
    await writes(db)
    relay.fall_silent()

    assert await ends(db.close()) is None


async def test_who_lets_go_of_a_database_fails_at_once_and_begins_nothing(
    db: Database, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    await looks(db)
    monkeypatch.setattr(engine, "PING_TIMEOUT", 10 * LONG)
    relay.fall_silent()
    waiting = asyncio.ensure_future(looks(db))
    await asyncio.wait([waiting], timeout=0.1)

    db.abandon()

    assert [await ends(waiting) is None, await ends(looks(db)) is None] == [False, False]


async def test_a_statement_may_take_longer_where_no_customer_waits(db: Database, postgres_url: str) -> None:
    patient = open_without_keys(postgres_url)
    nap = text("SELECT pg_sleep(1.5)")

    async def naps(where: Database) -> None:
        async with where.read() as reading:
            await reading.connection.execute(nap)

    ended = [await ends(naps(where)) for where in (db, patient)]
    await patient.close()

    assert isinstance(ended[0], TimeoutError)
    assert ended[1] is None


async def test_notifications_arrive_again_after_a_silence(
    db: Database, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(engine, "PING_TIMEOUT", 0.2)
    monkeypatch.setattr(update_listener, "PAUSE", 0.05)
    on_notify = asyncio.Event()
    listening = asyncio.ensure_future(listen(db, "me", on_notify.set))

    async def ring() -> None:
        while not on_notify.is_set():
            async with db.begin() as tx:
                await tx.user_owners.notify(["me"])
            with suppress(TimeoutError):
                await asyncio.wait_for(on_notify.wait(), 0.1)

    assert await ends(ring()) is None
    relay.fall_silent()
    await ends(looks(db))
    assert isinstance(db.engine, PostgresPool)
    relay.speak()
    on_notify.clear()

    assert await ends(ring()) is None
    listening.cancel()
    await asyncio.wait([listening])
