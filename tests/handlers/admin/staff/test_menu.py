"""The menu: what waits, the lists behind it, and who may see them."""

from dataclasses import replace

import pytest

from handlers.admin.permissions import commands_of
from handlers.admin.staff import menu
from handlers.admin.ui.callbacks import MarkRefundPaid, RetryRefund, ShowWorkList, WorkList
from handlers.ui.text.translations import Texts
from services.domain.messaging.send_outcome import Rejected, Sent
from services.domain.orders.order import OrderState
from services.domain.payments.payment import Refund, RefundState
from services.domain.staff.member import Member
from services.domain.staff.role import Role
from services.domain.system.update import DeadLetter, InboxUpdate
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from services.staff.work_queue import ManualRefund, WorkCounts
from tests.handlers.admin.admin_fixture import ADMIN, AdminFixture
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ORDER, data, fits, labels, said
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN as SHOP_ADMIN
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
REFUND = Refund(5, 7, "stars", "charge", 1001, Money(250, Currency.XTR), RefundState.PERSON, "paid-twice", 1)
OWNER = Member(ADMIN, Role.OWNER)
LETTER = InboxUpdate(42, 7001, 1001, "message", {"text": "hello"}, AFTERNOON)


@both
def test_the_menu_shows_what_waits_and_leaves_out_what_does_not(t: Texts) -> None:
    calm = menu.render_menu(WorkCounts(0, 0, 0, 0, 0, 0), (), (), t)
    busy = menu.render_menu(WorkCounts(1, 2, 3, 4, 5, 100), (), (), t)

    assert fits(calm)
    assert fits(busy)
    assert len(labels(busy)) == len(labels(calm)) + 6
    assert any("100+" in label for label in labels(busy))


@both
@pytest.mark.parametrize("waiting", [0, 3])
def test_what_is_sold_out_is_named_and_nothing_is_said_to_wait_beside_it(t: Texts, waiting: int) -> None:
    titles = [LocalizedText(f"<{number}>", f"<{number}>") for number in range(12)]
    load = WorkCounts(waiting, 0, 0, 0, 0, 0)

    few, many = menu.render_menu(load, titles[:2], (), t), menu.render_menu(load, titles, (), t)

    assert fits(many)
    assert ("<0>" in said(few), "<1>" in said(few), "<9>" in said(many)) == (True, True, False)
    assert t("admin-more", count="4") in many.text
    assert not any(t("admin-nothing-waits") in outgoing.text for outgoing in (few, many))
    assert (t("admin-waits") in few.text) == bool(waiting)


@both
def test_each_command_of_an_admin_is_explained(t: Texts) -> None:
    outgoing = menu.render_menu(WorkCounts(0, 0, 0, 0, 0, 0), (), commands_of(Role.OWNER), t)
    told = [line for line in said(outgoing).splitlines() if line[:1] == "/"]
    commands = ("/stock", "/pending", "/order", "/resend", "/refund", "/catalog", "/hide", "/publish_terms")

    assert [line.startswith(command) for line, command in zip(told, commands, strict=True)] == [True] * len(commands)


async def test_only_what_is_on_sale_and_bare_is_sold_out(shop: ShopHarness, ann: CustomerDriver) -> None:
    before = await shop.work_queue.sold_out()
    await shop.stocks("windows", "A", "B")
    stocked = await shop.work_queue.sold_out()
    await ann.buys("windows", quantity=2)

    assert (len(before) - len(stocked), await shop.work_queue.sold_out()) == (1, before)
    assert not any("hidden" in title.en for title in before)


@both
@pytest.mark.parametrize("work_list", [WorkList.WAITING, WorkList.ATTENTION])
def test_lists_of_orders_open_each(t: Texts, work_list: WorkList) -> None:
    paid = replace(ORDER, state=OrderState.WAITING, paid_at=AFTERNOON)

    outgoing = menu.render_orders(work_list, [paid] * 10, t)

    assert fits(outgoing)
    assert data(outgoing).count("a-order:7K2M-94QD") == 10
    assert fits(menu.render_orders(work_list, [], t))


@both
def test_refunds_for_a_person(t: Texts) -> None:
    by_hand = replace(REFUND, provider="manual", reason="<it> " * 100)

    outgoing = menu.render_refunds([ManualRefund(REFUND, None), *[ManualRefund(by_hand, ORDER)] * 9], t)

    assert fits(outgoing)
    assert data(outgoing).count("a-rtry:5") == 1
    assert t.plain("notice-reason-paid-twice") in said(outgoing)
    assert fits(menu.render_refunds([], t))


@both
def test_dead_letters_do_not_show_what_they_say(t: Texts) -> None:
    letters = [DeadLetter(number, "message", AFTERNOON, "KeyError <x> " * 50) for number in range(10)]

    assert fits(menu.render_dead_letters(letters, t))
    assert fits(menu.render_dead_letters([], t))


async def test_what_could_not_be_handled_is_tried_again_or_forgotten(shop: ShopHarness) -> None:
    admin = AdminFixture()
    async with shop.db.begin() as tx:
        await tx.inbox.store([LETTER, replace(LETTER, update_id=7002)], 0)
        await tx.inbox.mark_dead(LETTER, "KeyError")
    assert (await shop.work_queue.counts()).dead == 1

    await menu.show_dead_letters(None, shop.work_queue, admin.screen, EN)
    assert "KeyError" in said(admin.screen.shown[-1])
    await menu.retry_dead(None, shop.work_queue, OWNER, (), admin.context)
    async with shop.db.begin() as tx:
        claimed = await tx.inbox.claim(42, 10, 2**60)
        await tx.inbox.mark_dead(LETTER, "KeyError again")
    await menu.discard_dead_letters(None, shop.work_queue, OWNER, (), admin.context)

    assert [one.update_id for one in claimed] == [7001, 7002]
    assert (await shop.work_queue.counts()).dead == 0
    assert len(admin.screen.toasts) == 2


async def test_the_menu_counts_what_waits(shop: ShopHarness, ann: CustomerDriver) -> None:
    admin = AdminFixture()
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = Rejected("no")
    await shop.refunds.request(order.number, "fault", SHOP_ADMIN)

    await menu.show_menu(None, shop.work_queue, OWNER, (), admin.screen, EN)

    assert (await shop.work_queue.counts()) == WorkCounts(0, 0, 0, 0, 1, 0)
    assert EN.plain("button-admin-refunds", count="1") in labels(admin.screen.shown[-1])


async def test_a_refund_is_noted_as_paid_back_or_asked_for_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    admin = AdminFixture()
    await shop.stocks("windows", "A", "B")
    first, second = await ann.buys("windows"), await ann.buys("windows")
    shop.telegram.answer = Rejected("no")
    for order in (first, second):
        await shop.refunds.request(order.number, "fault", SHOP_ADMIN)
    owed = [one.refund.id for one in await shop.work_queue.refunds()]
    shop.telegram.answer = Sent()

    await menu.mark_refund_paid(None, MarkRefundPaid(refund=owed[0]), shop.refunds, shop.work_queue, admin.context)
    await menu.retry_refund(None, RetryRefund(refund=owed[1]), shop.refunds, shop.work_queue, admin.context)

    assert await shop.work_queue.refunds() == []
    assert len(shop.telegram.refunds) == 1
    assert [await shop.state(order) for order in (first, second)] == ["REFUNDED", "REFUNDED"]


async def test_the_lists_of_orders_are_reached_from_the_menu(shop: ShopHarness) -> None:
    admin = AdminFixture()

    for work_list in WorkList:
        await menu.show_work_list(None, ShowWorkList(work_list=work_list), shop.work_queue, admin.screen, EN)

    assert all(EN("admin-nothing-waits") in outgoing.text for outgoing in admin.screen.shown)
