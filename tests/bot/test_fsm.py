from typing import Any

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select

from bot import fsm
from bot.fsm import Conversations
from services.storage.database import Database
from services.storage.tables import conversations
from tests.shop import Watch


class Waiting(StatesGroup):
    receipt = State()


def key(user_id: int = 1001) -> StorageKey:
    return StorageKey(bot_id=42, chat_id=user_id, user_id=user_id)


async def rows(db: Database) -> list[Any]:
    async with db.read() as reading:
        return list(await reading.connection.execute(select(conversations)))


async def test_a_conversation_survives_the_process(db: Database, real: Watch) -> None:
    before = FSMContext(Conversations(db, real), key())
    await before.set_state(Waiting.receipt)
    await before.set_data({"order": "7KQ2-M9XF"})

    after = FSMContext(Conversations(db, real), key())

    assert (await after.get_state(), await after.get_data()) == ("Waiting:receipt", {"order": "7KQ2-M9XF"})


async def test_people_do_not_mix(db: Database, real: Watch) -> None:
    storage = Conversations(db, real)
    await storage.set_state(key(1001), Waiting.receipt)

    assert (await storage.get_state(key(1001)), await storage.get_state(key(1002))) == ("Waiting:receipt", None)


async def test_what_is_over_leaves_no_row(db: Database, real: Watch) -> None:
    context = FSMContext(Conversations(db, real), key())
    await context.set_state(Waiting.receipt)
    await context.set_data({"order": "1"})

    await context.clear()

    assert (await context.get_state(), await context.get_data(), await rows(db)) == (None, {}, [])


async def test_what_was_gathered_is_kept_in_cipher(db: Database, real: Watch) -> None:
    await Conversations(db, real).set_data(key(), {"said": "CANARY-7"})

    (row,) = await rows(db)

    assert b"CANARY" not in bytes(row.data)
    assert row.updated_at == real()


async def test_who_waits_for_nothing_costs_nothing(db: Database, real: Watch) -> None:
    storage = Conversations(db, real)
    await storage.set_state(key(), None)
    await storage.set_data(key(), {})

    assert await rows(db) == []


async def test_what_is_handed_out_is_a_copy(db: Database, real: Watch) -> None:
    storage = Conversations(db, real)
    await storage.set_data(key(), {"order": "1"})

    (await storage.get_data(key()))["order"] = "2"

    assert await storage.get_data(key()) == {"order": "1"}


async def test_memory_is_bounded_and_what_is_forgotten_is_read_again(
    db: Database, real: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fsm, "REMEMBERED", 2)
    storage = Conversations(db, real)
    for user_id in range(1001, 1005):
        await storage.set_data(key(user_id), {"id": user_id})

    assert len(storage._known) == 2
    assert await storage.get_data(key(1001)) == {"id": 1001}
