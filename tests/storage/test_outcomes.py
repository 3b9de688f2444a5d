import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from services.domain.idempotency import ActKey
from services.storage.database import Database
from services.storage.system.outcomes import CLEAR_BATCH
from services.storage.tables import outcomes
from tests.support.service_harness import ManualClock

KEY = ActKey(42, 7).to("close-ticket")


async def test_an_act_is_found_by_its_key_with_what_it_led_to(db: Database) -> None:
    async with db.begin() as tx:
        before = await tx.outcomes.find(KEY)
        await tx.outcomes.put(KEY, {})
        await tx.outcomes.put(ActKey(42, 8).to("close-ticket"), {"count": 3})

    async with db.read() as reading:
        found = [await reading.outcomes.find(ActKey(42, number).to("close-ticket")) for number in (7, 8, 9)]

    assert (before, found) == (None, [{}, {"count": 3}, None])


async def test_an_act_without_a_key_leaves_no_row(db: Database) -> None:
    async with db.begin() as tx:
        await tx.outcomes.put(None, {"count": 3})
        found = await tx.outcomes.find(None)
        rows = list(await tx.connection.execute(select(outcomes)))

    assert (found, rows) == (None, [])


async def test_an_act_has_one_outcome(db: Database) -> None:
    async with db.begin() as tx:
        await tx.outcomes.put(KEY, {"count": 3})

    with pytest.raises(IntegrityError):
        async with db.begin() as tx:
            await tx.outcomes.put(KEY, {"count": 4})

    async with db.read() as reading:
        assert await reading.outcomes.find(KEY) == {"count": 3}


async def test_what_an_act_led_to_is_cipher(db: Database) -> None:
    async with db.begin() as tx:
        await tx.outcomes.put(KEY, {"said": "CANARY-7"})
        [row] = list(await tx.connection.execute(select(outcomes)))

    assert b"CANARY" not in bytes(row.outcome)


async def test_old_outcomes_are_cleared_a_batch_at_a_time(db: Database, real: ManualClock) -> None:
    async with db.begin() as tx:
        for number in range(CLEAR_BATCH + 1):
            await tx.outcomes.put(f"old:{number}", {})
    real.forward(1)
    async with db.begin() as tx:
        await tx.outcomes.put("new", {})

    cleared = []
    for _ in range(3):
        async with db.begin() as tx:
            cleared.append(await tx.outcomes.clear(real()))

    assert cleared == [CLEAR_BATCH, 1, 0]
    async with db.read() as reading:
        assert await reading.outcomes.find("new") == {}
