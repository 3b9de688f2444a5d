from asyncio import create_task, gather, wait
from traceback import format_exception

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.storage.tables import key_values
from tests.support.customer_driver import CustomerDriver
from tests.support.databases import KEY, empty
from tests.support.service_harness import ShopHarness

PUT = insert(key_values)


async def value(db: Database, key: str) -> bytes | None:
    async with db.read() as reading:
        return await reading.key_values.get(key)


async def put_twice(db: Database, key: str) -> None:
    async with db.begin() as tx:
        for _ in range(2):
            await tx.connection.execute(PUT, {"key": key, "value": b""})


async def write_and_fail(db: Database) -> None:
    async with db.begin() as tx:
        await tx.key_values.put("key", b"written")
        raise RuntimeError("power")


async def test_what_a_block_wrote_is_there_after_it(db: Database) -> None:
    async with db.begin() as tx:
        await tx.key_values.put("key", b"first")
        await tx.key_values.put("key", b"second")
        await tx.key_values.put_once("key", b"third")

    assert await value(db, "key") == b"second"


async def test_a_block_that_fails_leaves_nothing(db: Database) -> None:
    with pytest.raises(RuntimeError, match="power"):
        await write_and_fail(db)

    assert await value(db, "key") is None


@pytest.mark.parametrize("secret", ["CANARY", "CANARY\x00"], ids=["twice", "unfit"])
async def test_an_error_says_nothing_of_the_values_that_were_written(db: Database, secret: str) -> None:
    told = []
    for _ in ("met for the first time", "prepared", "prepared before"):
        with pytest.raises(DBAPIError) as error:
            await put_twice(db, secret)
        told.append("".join(format_exception(error.value)))

    assert [one for one in told if "CANARY" in one] == []
    assert all("INSERT INTO meta" in one for one in told)


async def test_a_read_does_not_see_what_is_not_committed_and_does_not_wait_for_it(db: Database) -> None:
    async with db.begin() as tx:
        await tx.key_values.put("key", b"written")
        meanwhile = await value(db, "key")

    assert (meanwhile, await value(db, "key")) == (None, b"written")


async def test_sqlite_refuses_to_write_while_reading(db: Database) -> None:
    async with db.read() as reading:
        if db.is_sqlite:
            with pytest.raises(DBAPIError, match="readonly"):
                await reading.key_values.put("key", b"written")

    assert await value(db, "key") is None


async def test_writers_take_turns_and_none_is_turned_away(db: Database) -> None:
    async def note(number: int) -> None:
        async with db.begin() as tx:
            await tx.key_values.put(f"note {number}", b"")

    await gather(*(note(number) for number in range(40)))

    assert [await value(db, f"note {number}") for number in range(40)] == [b""] * 40


async def test_the_doctor_can_tell_that_the_database_takes_writes(db: Database) -> None:
    assert (await db.can_write(), await value(db, "probe")) == (True, None)


async def test_goods_that_a_rival_only_touches_are_not_sold_out(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    given_up = await ann.opens("windows")
    await ann.cancels(given_up)
    replica = ShopHarness(await open_database(shop.db.url, [KEY]))
    request = await shop.request("windows")

    async with shop.db.begin() as rival:
        await rival.stock.hold(request.product_id, given_up.id, 1)
        purchase = create_task(replica.checkout.open(bob.customer, request))
        decided, _ = await wait([purchase], timeout=0.3)
        await rival.stock.release(given_up.id)
    order = await purchase
    await replica.db.close()

    assert (decided, order.state, await shop.free("windows")) == (set(), "PENDING", 0)


async def test_postgres_plans_for_the_values_at_hand_whatever_a_transaction_came_to(postgres_url: str) -> None:
    db = await open_database(postgres_url, [KEY])
    with pytest.raises(RuntimeError, match="power"):
        await write_and_fail(db)

    async with db.begin() as tx:
        mode = await tx.connection.scalar(text("SHOW plan_cache_mode"))
    await db.close()
    await empty(postgres_url)

    assert mode == "force_custom_plan"
