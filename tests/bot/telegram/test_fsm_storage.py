import asyncio
from typing import Any

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select

from bot.telegram import fsm_storage
from bot.telegram.fsm_storage import DatabaseFsmStorage
from services.storage.database import Database
from services.storage.tables import conversations
from tests.support.service_harness import ManualClock


class Waiting(StatesGroup):
    receipt = State()


def key(user_id: int = 1001) -> StorageKey:
    return StorageKey(bot_id=42, chat_id=user_id, user_id=user_id)


async def rows(db: Database) -> list[Any]:
    async with db.read() as reading:
        return list(await reading.connection.execute(select(conversations)))


async def test_a_conversation_survives_the_process(db: Database, real: ManualClock) -> None:
    before = FSMContext(DatabaseFsmStorage(db, real), key())
    await before.set_state(Waiting.receipt)
    await before.set_data({"order": "7KQ2-M9XF"})

    after = FSMContext(DatabaseFsmStorage(db, real), key())

    assert (await after.get_state(), await after.get_data()) == ("Waiting:receipt", {"order": "7KQ2-M9XF"})


async def test_people_do_not_mix(db: Database, real: ManualClock) -> None:
    storage = DatabaseFsmStorage(db, real)
    await storage.set_state(key(1001), Waiting.receipt)

    assert (await storage.get_state(key(1001)), await storage.get_state(key(1002))) == ("Waiting:receipt", None)


async def test_what_is_over_leaves_no_row(db: Database, real: ManualClock) -> None:
    context = FSMContext(DatabaseFsmStorage(db, real), key())
    await context.set_state(Waiting.receipt)
    await context.set_data({"order": "1"})

    await context.clear()

    assert (await context.get_state(), await context.get_data(), await rows(db)) == (None, {}, [])


async def test_what_was_gathered_is_kept_in_cipher(db: Database, real: ManualClock) -> None:
    await DatabaseFsmStorage(db, real).set_data(key(), {"said": "CANARY-7"})

    (row,) = await rows(db)

    assert b"CANARY" not in bytes(row.data)
    assert row.updated_at == real()


async def test_who_waits_for_nothing_costs_nothing(db: Database, real: ManualClock) -> None:
    storage = DatabaseFsmStorage(db, real)
    await storage.set_state(key(), None)
    await storage.set_data(key(), {})

    assert await rows(db) == []


async def test_what_is_handed_out_is_a_copy(db: Database, real: ManualClock) -> None:
    storage = DatabaseFsmStorage(db, real)
    await storage.set_data(key(), {"order": "1"})

    (await storage.get_data(key()))["order"] = "2"

    assert await storage.get_data(key()) == {"order": "1"}


async def test_memory_is_bounded_and_what_is_forgotten_is_read_again(
    db: Database, real: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fsm_storage, "CACHE_SIZE", 2)
    storage = DatabaseFsmStorage(db, real)
    for user_id in range(1001, 1005):
        await storage.set_data(key(user_id), {"id": user_id})

    assert len(storage._known) == 2
    assert await storage.get_data(key(1001)) == {"id": 1001}


async def test_what_an_update_writes_is_seen_in_it_at_once_and_by_everybody_after_it(
    db: Database, real: ManualClock
) -> None:
    storage = DatabaseFsmStorage(db, real)

    async with storage.written_last():
        await storage.set_state(key(), Waiting.receipt)
        await storage.set_data(key(), {"order": "1"})
        inside = (await storage.get_state(key()), await storage.get_data(key()))
        outside = await rows(db)
    after = FSMContext(DatabaseFsmStorage(db, real), key())

    assert (inside, outside) == (("Waiting:receipt", {"order": "1"}), [])
    assert (await after.get_state(), await after.get_data()) == inside


async def test_what_an_update_that_fails_has_written_is_gone(db: Database, real: ManualClock) -> None:
    storage = DatabaseFsmStorage(db, real)
    await storage.set_data(key(), {"order": "1"})

    async def fail() -> None:
        async with storage.written_last():
            await FSMContext(storage, key()).clear()
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await fail()

    assert await storage.get_data(key()) == await DatabaseFsmStorage(db, real).get_data(key()) == {"order": "1"}


async def test_two_updates_side_by_side_do_not_see_what_the_other_has_not_finished(
    db: Database, real: ManualClock
) -> None:
    storage, written, looked = DatabaseFsmStorage(db, real), asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with storage.written_last():
            await storage.set_state(key(), Waiting.receipt)
            written.set()
            await looked.wait()

    async def look() -> str | None:
        await written.wait()
        async with storage.written_last():
            seen = await storage.get_state(key())
        looked.set()
        return seen

    _, seen = await asyncio.gather(write(), look())

    assert (seen, await storage.get_state(key())) == (None, "Waiting:receipt")
