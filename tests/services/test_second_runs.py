"""An act whose answer failed is done again by the same update: it finds its outcome, and does nothing else."""

from dataclasses import replace

import pytest

from services.catalog.catalog import ChangeCounts
from services.customers.directory import CustomerDirectory
from services.domain.errors import AlreadyDecided, NotCancellable
from services.domain.idempotency import ActKey
from services.domain.legal.consent import DocumentKind
from services.domain.messaging.send_outcome import Rejected, Sent
from services.domain.orders.order import Order
from services.domain.payments.receipt import Receipt
from services.domain.policy import Policy
from services.domain.support.ticket import TicketState, Topic
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import DAY
from services.domain.values.language import Language
from services.payments.apply_charge import ChargeOutcome
from services.storage.system.outcomes import Outcomes
from services.support.tickets import SupportDesk
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, AFTERNOON, ShopHarness

OTHER_ADMIN = 2
KEY = ActKey(42, 7).to("act")
CODE = "CODE-1"
LETTER = InboxUpdate(42, 7001, 1001, "message", {"update_id": 7001}, AFTERNOON)


@pytest.fixture
def support(shop: ShopHarness) -> SupportDesk:
    return SupportDesk(shop.db, shop.clock, Policy(admins=(ADMIN, OTHER_ADMIN)), shop.outbox)


async def _dies(*_: object) -> None:
    raise ConnectionError


async def transferred(shop: ShopHarness, ann: CustomerDriver) -> tuple[Order, int]:
    """An order whose receipt waits for a decision, and its payment (id)."""
    await shop.stocks("transfer-only", CODE)
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="ref 1"), "1001:7")
    await shop.notices()
    return order, (await shop.payments(order))[0].id


async def stuck(shop: ShopHarness, ann: CustomerDriver) -> int:
    """A refund that only a person can give (its id)."""
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    shop.telegram.answer = Rejected("no")
    await shop.refunds.request(order.number, "fault", ADMIN)
    await shop.notices()
    return (await shop.work_queue.refunds())[0].refund.id


async def told(shop: ShopHarness) -> list[str]:
    return [notice.kind for notice in await shop.notices()]


async def test_a_ticket_is_closed_once_and_said_to_be_twice(support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Hello")
    first = await support.close(ticket.id, ADMIN, KEY)

    again = await support.close(ticket.id, ADMIN, KEY)

    assert again.number == first.number
    with pytest.raises(AlreadyDecided):
        await support.close(ticket.id, ADMIN, ActKey(42, 8).to("act"))


async def test_an_answer_was_given_although_somebody_has_closed_the_ticket_since(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Hello")
    await support.answer(ticket.id, ADMIN, "Here", dedup_key="1:7:0")
    await support.close(ticket.id, ADMIN)
    await shop.notices()

    again = await support.answer(ticket.id, ADMIN, "Here", dedup_key="1:7:0")

    assert again.number == ticket.number
    assert await told(shop) == []


async def test_an_answer_that_comes_again_leaves_newer_words_unread(support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Hello")
    await support.answer(ticket.id, ADMIN, "Here", dedup_key="1:7:0")
    await support.ask(ann.customer, Topic.SUPPORT, "And this?")

    await support.answer(ticket.id, ADMIN, "Here", dedup_key="1:7:0")

    assert (await support.get(ticket.id)).state is TicketState.OPEN


async def test_a_question_that_comes_again_opens_no_second_ticket(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Hello", dedup_key="1001:7:0")
    await support.close(ticket.id, ADMIN)
    await shop.notices()

    again = await support.ask(ann.customer, Topic.SUPPORT, "Hello", dedup_key="1001:7:0")

    assert again.id == ticket.id
    assert await support.waiting() == []
    assert await told(shop) == []


async def test_goods_are_sent_again_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    await ann.reads(order)
    await shop.orders.resend(order.number, ADMIN, KEY)
    async with shop.db.begin() as tx:
        await tx.deliveries.see(order.id)

    again = await shop.orders.resend(order.number, ADMIN, KEY)

    assert again.number == order.number
    assert [one.state for one in await shop.deliveries(order)] == ["SEEN"]
    assert (await shop.history(order)).count("resent") == 1


async def test_updates_that_were_revived_or_given_up_are_counted_again_the_same(shop: ShopHarness) -> None:
    counts = [
        await shop.work_queue.retry_dead_letters(ADMIN, KEY),
        await shop.work_queue.discard_dead_letters(ADMIN, f"{KEY}-2"),
    ]
    async with shop.db.begin() as tx:
        await tx.inbox.store([LETTER], 0)
        await tx.inbox.mark_dead(LETTER, "KeyError")

    counts += [
        await shop.work_queue.retry_dead_letters(ADMIN, KEY),
        await shop.work_queue.discard_dead_letters(ADMIN, f"{KEY}-2"),
    ]

    assert counts == [0, 0, 0, 0]
    assert len(await shop.work_queue.dead_letters()) == 1


async def test_a_refund_is_asked_for_once_and_found_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    assert await shop.refunds.asked(KEY) is None
    await shop.refunds.request(order.number, "fault", ADMIN, KEY)

    found = await shop.refunds.asked(KEY)

    assert found is not None
    assert [found[0].number, str(found[1].state)] == [order.number, "REFUNDED"]
    assert await shop.refunds.asked(ActKey(42, 8).to("act")) is None


async def test_money_that_a_person_gave_back_is_noted_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    owed = await stuck(shop, ann)

    await shop.refunds.confirm_manual_refund(owed, ADMIN, KEY)
    await shop.refunds.confirm_manual_refund(owed, ADMIN, KEY)

    assert await told(shop) == ["refunded"]
    with pytest.raises(AlreadyDecided):
        await shop.refunds.confirm_manual_refund(owed, ADMIN, ActKey(42, 8).to("act"))


async def test_what_a_person_pays_back_is_noted_whole_or_not_at_all(
    shop: ShopHarness, ann: CustomerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed = await stuck(shop, ann)
    shop.telegram.answer = Sent()

    monkeypatch.setattr(Outcomes, "put", _dies)
    with pytest.raises(ConnectionError):
        await shop.refunds.confirm_manual_refund(owed, ADMIN, KEY)
    shop.real.forward(DAY)
    await shop.refunds.process_due()

    assert shop.telegram.refunds == []
    assert [one.refund.id for one in await shop.work_queue.refunds()] == [owed]


async def test_a_refund_is_asked_for_again_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    owed = await stuck(shop, ann)
    await shop.refunds.retry(owed, ADMIN, KEY)
    shop.telegram.answer = Sent()

    state = await shop.refunds.retry(owed, ADMIN, KEY)

    assert state == "PERSON"
    assert shop.telegram.refunds == []


async def test_a_catalog_is_applied_once_and_what_it_did_is_found(shop: ShopHarness) -> None:
    shelf = await shop.catalog.snapshot()
    assert await shop.catalog.applied(KEY) is None
    await shop.catalog.replace(replace(shelf, products=shelf.products[1:]), ADMIN, KEY)
    await shop.catalog.replace(shelf, ADMIN)

    assert await shop.catalog.applied(KEY) == ChangeCounts(added=0, changed=0, hidden=1)


async def test_a_refund_that_a_person_gives_is_written_down_whole_or_not_at_all(
    shop: ShopHarness, ann: CustomerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, payment = await transferred(shop, ann)
    await shop.receipt_review.approve(payment, ADMIN)
    await shop.notices()

    monkeypatch.setattr(Outcomes, "put", _dies)
    with pytest.raises(ConnectionError):
        await shop.refunds.request(order.number, "fault", ADMIN, KEY)

    assert await shop.state(order) == "PAID"
    assert (await shop.refunds.refundable(order.number))[1].id == payment
    assert await told(shop) == []


async def test_a_receipt_is_approved_once_and_said_to_be_twice(shop: ShopHarness, ann: CustomerDriver) -> None:
    order, payment = await transferred(shop, ann)
    first = await shop.receipt_review.approve(payment, ADMIN, None, KEY)

    again = await shop.receipt_review.approve(payment, ADMIN, None, KEY)

    assert [one.outcome for one in (first, again)] == [ChargeOutcome.PAID, ChargeOutcome.PAID]
    assert again.order is not None
    assert (again.order.number, again.prepared) == (order.number, None)


@pytest.mark.parametrize(
    ("stored", "outcome"), [("KNOWN", ChargeOutcome.DUPLICATE), ("SURPLUS", ChargeOutcome.UNMATCHED)]
)
async def test_an_approval_that_another_version_has_written_down_is_read(
    shop: ShopHarness, ann: CustomerDriver, stored: str, outcome: ChargeOutcome
) -> None:
    order, payment = await transferred(shop, ann)
    async with shop.db.begin() as tx:
        await tx.outcomes.put(KEY, {"applied": stored, "order": order.id})

    again = await shop.receipt_review.approve(payment, ADMIN, None, KEY)

    assert (again.outcome, again.outcome.value) == (outcome, stored)


async def test_a_receipt_is_rejected_once_and_said_to_be_twice(shop: ShopHarness, ann: CustomerDriver) -> None:
    order, payment = await transferred(shop, ann)
    await shop.receipt_review.reject(payment, ADMIN, "unreadable", None, KEY)
    await shop.notices()

    again = await shop.receipt_review.reject(payment, ADMIN, "unreadable", None, KEY)

    assert again.number == order.number
    assert await told(shop) == []


@pytest.mark.parametrize("decision", ["approve", "reject"])
async def test_a_receipt_that_comes_again_after_the_decision_was_taken(
    shop: ShopHarness, ann: CustomerDriver, decision: str
) -> None:
    order, payment = await transferred(shop, ann)
    receipt_review = shop.receipt_review
    await (
        receipt_review.approve(payment, ADMIN) if decision == "approve" else receipt_review.reject(payment, ADMIN, "no")
    )
    await shop.notices()

    again = await shop.receipts.submit(ann.customer, order.id, Receipt(text="ref 1"), "1001:7")

    assert again.id == order.id
    assert (await receipt_review.waiting(0))[0] == []
    assert await told(shop) == []


async def test_what_was_kept_and_handed_in_is_found_after_the_decision(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", CODE)
    order = await ann.opens("transfer-only", method="manual")
    asked = await shop.receipts.ask(ann.customer, Receipt(text="ref 1"), "1001:7")
    assert asked is not None
    await shop.receipts.submit_kept(ann.customer, order.id, asked.receipt)
    await shop.receipt_review.approve((await shop.payments(order))[0].id, ADMIN)

    again = await shop.receipts.submit_kept(ann.customer, order.id, asked.receipt)

    assert again.id == order.id


async def test_an_order_is_cancelled_once_and_said_to_be_twice(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.opens("windows")
    await shop.checkout.cancel(ann.customer, order.id, KEY)

    again = await shop.checkout.cancel(ann.customer, order.id, KEY)

    assert (again.number, str(again.state)) == (order.number, "CANCELLED")
    with pytest.raises(NotCancellable):
        await shop.checkout.cancel(ann.customer, order.id, ActKey(42, 8).to("act"))


async def test_money_that_was_too_much_is_told_again_to_who_has_brought_it(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    charge = ann.charge(order, "second")
    await shop.charge_processor.apply_charge(charge, key=KEY)

    settled = [
        await shop.charge_processor.apply_charge(charge, key=key) for key in (KEY, ActKey(42, 8).to("act"), None)
    ]

    assert [one.outcome for one in settled] == [
        ChargeOutcome.UNMATCHED,
        ChargeOutcome.DUPLICATE,
        ChargeOutcome.DUPLICATE,
    ]


async def test_who_asked_to_be_told_is_said_to_have_asked_though_goods_came_since(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    goods = await shop.product("windows")
    await shop.back_in_stock.subscribe(ann.customer, goods.id, KEY)
    await shop.stocks("windows", CODE)

    asked = [await shop.back_in_stock.subscribe(ann.customer, goods.id, key) for key in (KEY, ActKey(42, 8).to("act"))]

    assert asked == [True, False]


async def test_documents_are_published_together_and_their_versions_found_again(shop: ShopHarness) -> None:
    changed = {(kind, one): f"new {kind} {one}" for kind in DocumentKind for one in Language}
    assert await shop.consents.published(KEY) is None

    versions = await shop.consents.publish_all(list(DocumentKind), changed, ADMIN, KEY)

    assert set(versions.values()) == {2}
    assert await shop.consents.published(KEY) == versions


async def test_an_import_is_undone_once_and_counted_the_same_again(shop: ShopHarness) -> None:
    stored = await shop.stocks("windows", CODE, "CODE-2")

    undone = [await shop.stock_importer.undo(stored.batch.id, ADMIN, KEY) for _ in range(2)]

    assert [one.count for one in undone] == [2, 2]


async def test_a_language_that_was_changed_is_said_to_be_changed(shop: ShopHarness, ann: CustomerDriver) -> None:
    people = CustomerDirectory(shop.db, shop.clock)
    before = await people.get_or_create(ann.id, "", None)
    chosen, changed = await people.choose_language(before, Language.ZH, KEY)

    again = [await people.choose_language(chosen, Language.ZH, key) for key in (KEY, ActKey(42, 8).to("act"))]

    assert [changed, *(one[1] for one in again)] == [True, True, False]
