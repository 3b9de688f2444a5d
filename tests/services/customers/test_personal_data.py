"""A copy of everything, and an erasure that leaves what the law asks for without the person."""

import json

import pytest
from sqlalchemy import select

from handlers.customers.personal_data_file import as_json
from services.customers.personal_data import PersonalData
from services.domain.customers.personal_data import Matter, OpenMatter, is_stand_in
from services.domain.errors import NotErasable, TooManyCopies
from services.domain.messaging.notice import ERASED
from services.domain.orders.order import Order
from services.domain.support.ticket import Topic
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import DAY, HOUR
from services.domain.values.language import Language
from services.storage import tables
from services.support.tickets import SupportDesk
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, BOT, ShopHarness


@pytest.fixture
async def data(shop: ShopHarness) -> PersonalData:
    return PersonalData(shop.db, shop.clock, shop.policy)


async def buys(shop: ShopHarness, ann: CustomerDriver) -> Order:
    await shop.stocks("windows", "GOODS-OF-ANN")
    order = await ann.buys("windows")
    await shop.arrives(order)
    return await shop.order(order.id)


async def is_erased(shop: ShopHarness, data: PersonalData, ann: CustomerDriver) -> None:
    await data.ask_erasure(ann.customer)
    shop.clock.forward(DAY)
    assert await data.erase_due() == [ann.id]


async def test_a_copy_has_what_was_bought_and_said_and_no_goods(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    order = await buys(shop, ann)
    desk = SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox)
    async with shop.db.begin() as tx:
        await tx.inbox.store([InboxUpdate(BOT, 7, ann.id, "message", {"text": "A word of mine"}, 0)], 0)
    await say(desk, ann, "Where is it?")

    copy = await data.copy(ann.customer, None)

    written = json.dumps(copy, ensure_ascii=False)
    assert copy["orders"][0]["number"] == order.number
    assert {"customers", "payments", "consents", "ticket_posts", "stock_items", "inbox"} <= copy.keys()
    assert all(word in written for word in (ann.customer.name, "Where is it?", "A word of mine"))
    assert "GOODS-OF-ANN" not in written
    assert json.loads(as_json(copy)) == copy


async def say(desk: SupportDesk, ann: CustomerDriver, words: str) -> None:
    await desk.ask(ann.customer, Topic.SUPPORT, words)


async def test_a_copy_is_made_once_an_hour_and_again_for_the_same_press(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    await data.copy(ann.customer, "42:1:copy")

    assert await data.copy(ann.customer, "42:1:copy")
    with pytest.raises(TooManyCopies):
        await data.copy(ann.customer, "42:2:copy")
    shop.clock.forward(HOUR)
    assert await data.copy(ann.customer, "42:2:copy")


async def test_who_is_erased_leaves_orders_payments_and_consents_under_a_pseudonym(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    order = await buys(shop, ann)
    links = await shop.consents.verify()

    await is_erased(shop, data, ann)

    kept = await shop.order(order.id)
    async with shop.db.read() as reading:
        gone, stands = await reading.customers.find(ann.id), await reading.customers.find(kept.customer_id)
    assert (gone, is_stand_in(kept.customer_id)) == (None, True)
    assert stands is not None
    assert (stands.pseudonym, stands.name) == (ann.customer.pseudonym, "")
    assert [one.customer_id for one in await shop.payments(order)] == [kept.customer_id]
    assert await shop.consents.verify() == links > 0


async def test_no_column_names_who_was_erased(shop: ShopHarness, data: PersonalData, ann: CustomerDriver) -> None:
    await buys(shop, ann)

    await is_erased(shop, data, ann)

    (receipt,) = [one for one in await shop.claimed() if one.kind == ERASED]
    async with shop.db.begin() as tx:
        await tx.notices.forget(receipt.id)
    assert receipt.recipient_id == ann.id
    assert receipt.params["kept"] == 1
    assert await rows_with(shop, ann.id) == []


async def rows_with(shop: ShopHarness, who: int) -> list[str]:
    """The columns of the whole schema that hold a Telegram id."""
    found = []
    async with shop.db.read() as reading:
        for table in tables.metadata.sorted_tables:
            for row in (await reading.connection.execute(select(table))).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if str(who) in str(value)]
    return found


async def test_an_erasure_can_be_taken_back_until_its_time(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    await data.ask_erasure(ann.customer)
    await data.withdraw_erasure(ann.customer)
    shop.clock.forward(DAY)

    assert await data.erase_due() == []
    async with shop.db.read() as reading:
        assert await reading.customers.find(ann.id) is not None


async def test_an_erasure_waits_for_its_time_and_for_who_is_pressing_right_now(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    await data.ask_erasure(ann.customer)
    shop.clock.forward(DAY - 1)
    early = await data.erase_due()
    async with shop.db.begin() as tx:
        await tx.inbox.store([InboxUpdate(BOT, 7, ann.id, "message", {"text": "?"}, 0)], 0)
    shop.clock.forward(1)
    busy = await data.erase_due()
    async with shop.db.begin() as tx:
        await tx.connection.execute(tables.inbox.delete())

    assert (early, busy, await data.erase_due()) == ([], [], [ann.id])


async def test_what_is_open_comes_first(shop: ShopHarness, data: PersonalData, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "ONE")
    order = await ann.opens("windows")

    with pytest.raises(NotErasable):
        await data.ask_erasure(ann.customer)

    assert (await data.erasure(ann.customer)).open_matters == [OpenMatter(Matter.ORDER, order.number)]
    await ann.cancels(order)
    await is_erased(shop, data, ann)


async def test_what_was_opened_after_the_request_puts_it_off(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    await data.ask_erasure(ann.customer)
    await shop.stocks("windows", "ONE")
    order = await ann.opens("windows")
    shop.clock.forward(DAY)

    assert await data.erase_due() == []
    await ann.cancels(order)
    shop.clock.forward(HOUR)
    assert await data.erase_due() == [ann.id]


async def test_admins_are_not_erased(shop: ShopHarness, data: PersonalData) -> None:
    admin = await arrives(shop, ADMIN, "Olivia", Language.EN)

    with pytest.raises(NotErasable):
        await data.ask_erasure(admin.customer)


async def test_who_comes_back_is_somebody_new_and_is_not_erased_again(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver
) -> None:
    order = await buys(shop, ann)
    await is_erased(shop, data, ann)

    again = await arrives(shop, ann.id, "Ann", Language.EN)
    await data.erase_brought_back([])

    async with shop.db.read() as reading:
        found = await reading.customers.find(ann.id)
    assert found == again.customer
    assert again.customer.pseudonym != ann.customer.pseudonym
    assert (await shop.order(order.id)).customer_id != ann.id


async def test_a_tombstone_from_elsewhere_erases_whom_an_older_backup_brings_back(
    shop: ShopHarness, data: PersonalData, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    tombstone = (ann.customer.pseudonym, "7KQ2-M9XF", shop.clock())

    assert await data.erase_brought_back([tombstone]) == [tombstone]

    async with shop.db.read() as reading:
        left = [await reading.customers.find(one.id) is not None for one in (ann, bob)]
    assert left == [False, True]
