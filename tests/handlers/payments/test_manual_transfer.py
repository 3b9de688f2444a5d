from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import GetMe
from aiogram.types import Chat, Document, Message, PhotoSize, Sticker, Voice

from handlers.payments.manual_transfer import (
    BackFromReceipt,
    TransferStates,
    ask_for_receipt,
    not_yet,
    render_request,
    take_receipt,
)
from handlers.payments.payment_status import render_payment_status
from handlers.payments.receipt_reading import SHORTEST_REFERENCE, read_receipt
from handlers.payments.transfer_views import render_taken, render_transfer
from handlers.ui.callbacks import PayOrder, SubmitReceipt
from handlers.ui.text.translations import Texts
from services.domain.errors import NotFound, NotPayable
from services.domain.orders.order import Order
from services.domain.payments.receipt import Receipt
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ID, Reader, copied, data, fits, order, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
PAYEE = LocalizedText("Bank <of> Ocean\nDE00 1234", "海洋银行\n1234")
CHAT = Chat(id=1001, type="private")
STICKER = Sticker(
    file_id="S", file_unique_id="US", type="regular", width=1, height=1, is_animated=False, is_video=False
)
YUAN = Money(2500, Currency.CNY)


def message(**what: object) -> Message:
    return Message(message_id=1, date=datetime(2026, 11, 23, tzinfo=UTC), chat=CHAT, **what)  # type: ignore[arg-type]


def photo(name: str = "F") -> Message:
    sizes = [PhotoSize(file_id=f"{name}-{w}", file_unique_id=f"U{name}-{w}", width=w, height=w) for w in (90, 800)]
    return message(photo=sizes)


def document(mime: str | None) -> Message:
    return message(document=Document(file_id="D", file_unique_id="UD", mime_type=mime))


@pytest.fixture
def screen() -> FakeScreen:
    screen = FakeScreen()
    screen.shop_info = replace(screen.shop_info, payees={"manual": PAYEE})
    return screen


@pytest.fixture
def state() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(bot_id=42, chat_id=1001, user_id=1001))


@pytest.fixture
async def owed(shop: ShopHarness, ann: CustomerDriver) -> Order:
    """An order that Ann wants to pay by transfer."""
    await shop.stocks("transfer-only", "A", "B")
    return await ann.opens("transfer-only", method="manual")


# ---------------------------------------------------------------- words


@both
def test_the_screen_says_where_how_much_with_what_and_until_when(t: Texts, screen: FakeScreen) -> None:
    outgoing = render_transfer(order(method="manual", total=YUAN), screen.shop_info, t)

    read = Reader(outgoing.text)
    assert fits(outgoing)
    assert read.inside["code"] == ["25.00", "7K2M-94QD"]
    assert read.inside["blockquote"] == [PAYEE[t.language]]
    assert t.deadline(order().expires_at, order().created_at) in read.text
    assert copied(outgoing) == ["25.00", "7K2M-94QD"]
    assert data(outgoing) == [f"rc:{ID}", f"xq:{ID}", "os:0"]


@both
def test_without_a_payee_nothing_is_made_up(t: Texts, screen: FakeScreen) -> None:
    shop_info = replace(screen.shop_info, payees={})

    assert "blockquote" not in Reader(render_transfer(order(total=YUAN), shop_info, t).text).inside


@pytest.mark.parametrize(
    ("money", "digits"),
    [
        (Money(100, Currency.USD), "1.00"),
        (Money(123456789, Currency.CNY), "1234567.89"),
        (Money(4_990_000, Currency.USDT), "4.99"),
        (Money(4_000_000, Currency.USDT), "4.00"),
        (Money(4_990_001, Currency.USDT), "4.990001"),
    ],
)
def test_the_amount_is_copied_as_a_bank_takes_it(money: Money, digits: str, screen: FakeScreen) -> None:
    assert copied(render_transfer(order(total=money), screen.shop_info, EN))[0] == digits


@both
def test_what_may_be_sent_is_said(t: Texts) -> None:
    request, taken = render_request(order(), t), render_taken(order(), t)

    assert fits(request)
    assert fits(taken)
    assert t("receipt-kinds") in request.text
    assert "PDF" in request.text
    assert str(SHORTEST_REFERENCE) in request.text
    assert (data(request), data(taken)) == ([f"rcx:{ID}"], [f"o:{ID}", "shop"])


# ---------------------------------------------------------------- what can be a receipt


def test_of_a_photo_the_largest_is_kept() -> None:
    receipt = read_receipt(photo())

    assert receipt is not None
    assert (receipt.file_id, receipt.mark, receipt.evidence.reveal()) == ("F-800", "file:UF-800", "photo F-800")


@pytest.mark.parametrize("mime", ["image/png", "image/heic", "application/pdf"])
def test_a_file_is_kept_as_a_file(mime: str) -> None:
    receipt = read_receipt(document(mime))

    assert receipt is not None
    assert receipt.evidence.reveal() == "document D"


@pytest.mark.parametrize("text", ["TX 123-456", "2026112300001", "转账单号 9981"])
def test_the_number_of_a_transfer_is_kept(text: str) -> None:
    receipt = read_receipt(message(text=f" {text} "))

    assert receipt is not None
    assert receipt.evidence.reveal() == f"text {text}"


@pytest.mark.parametrize(
    "sent",
    [
        message(text="ok"),
        message(text="..."),
        message(text="x" * 501),
        message(sticker=STICKER),
        message(voice=Voice(file_id="V", file_unique_id="UV", duration=1)),
        document("application/zip"),
        document(None),
    ],
)  # fmt: skip
def test_everything_else_is_none(sent: Message) -> None:
    assert read_receipt(sent) is None


# ---------------------------------------------------------------- the conversation


async def test_a_receipt_is_waited_for_and_handed_in(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    waited = await state.get_state()
    await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))

    cases, _ = await shop.receipt_review.waiting(0)
    assert (waited, await state.get_state()) == (TransferStates.receipt.state, None)
    assert [case.payment.evidence.reveal() for case in cases if case.payment.evidence] == ["photo F-800"]
    assert said(screen.shown[-1]) == said(render_taken(owed, EN))


async def test_a_wrong_kind_gets_a_hint_and_the_waiting_goes_on(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))

    await take_receipt(document("application/zip"), shop.receipts, state, context(ann.customer, screen))
    hinted = await state.get_state()
    await take_receipt(message(text="TX-12345"), shop.receipts, state, context(ann.customer, screen))

    assert hinted == TransferStates.receipt.state
    assert EN("receipt-hint") in screen.shown[1].text
    assert len((await shop.receipt_review.waiting(0))[0]) == 1


async def test_a_receipt_that_is_checked_needs_no_second(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))

    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    await not_yet(
        None, BackFromReceipt(order=owed.id), shop.orders, screen.shop_info, state, context(ann.customer, screen)
    )

    assert [said(outgoing) for outgoing in screen.shown[-2:]] == [said(render_taken(owed, EN))] * 2
    assert await state.get_state() is None


async def test_not_yet_leads_back_to_the_payee(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))

    await not_yet(
        None, BackFromReceipt(order=owed.id), shop.orders, screen.shop_info, state, context(ann.customer, screen)
    )

    assert await state.get_state() is None
    assert owed.number in screen.shown[-1].text
    assert f"rc:{owed.id}" in data(screen.shown[-1])


async def test_for_somebody_elses_order_nothing_is_taken(
    shop: ShopHarness, bob: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    with pytest.raises(NotFound):
        await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(bob.customer, screen))
    await state.set_state(TransferStates.receipt)
    await state.set_data({"order": owed.id})
    with pytest.raises(NotFound):
        await take_receipt(photo(), shop.receipts, state, context(bob.customer, screen))

    assert (await shop.receipt_review.waiting(0))[0] == []


async def test_what_can_be_paid_no_more_asks_for_no_money_and_no_receipt(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ann.cancels(owed)

    await not_yet(
        None, BackFromReceipt(order=owed.id), shop.orders, screen.shop_info, state, context(ann.customer, screen)
    )
    with pytest.raises(NotPayable):
        await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))

    [outgoing] = screen.shown
    assert outgoing.text == EN("order-cancelled-manual", number=owed.number)
    assert await state.get_state() is None


async def test_an_order_out_of_time_takes_its_receipt_whenever_it_comes(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    shop.clock.forward(10**8)
    [ended] = await shop.checkout.expire_due()

    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    await not_yet(
        None, BackFromReceipt(order=owed.id), shop.orders, screen.shop_info, state, context(ann.customer, screen)
    )
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))
    await pages(shop).resume_payment(PayOrder(order=owed.id), context(ann.customer, screen))

    shown = [said(outgoing) for outgoing in screen.shown]
    assert shown[1] == said(render_payment_status(ended, EN))
    assert shown[3:] == [said(render_taken(owed, EN))] * 2


async def test_a_receipt_that_comes_too_late_ends_the_waiting(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, state: FSMContext, screen: FakeScreen
) -> None:
    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    await ann.cancels(owed)

    with pytest.raises(NotPayable):
        await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))

    assert await state.get_state() is None


async def test_a_receipt_whose_answer_failed_is_answered_when_it_comes_again(
    shop: ShopHarness,
    ann: CustomerDriver,
    owed: Order,
    state: FSMContext,
    screen: FakeScreen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_draft: object) -> int:
        raise TelegramNetworkError(GetMe(), "no answer")

    await ask_for_receipt(None, SubmitReceipt(order=owed.id), shop.orders, state, context(ann.customer, screen))
    with monkeypatch.context() as away:
        away.setattr(screen, "send", fail)
        with pytest.raises(TelegramNetworkError):
            await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))

    await take_receipt(photo(), shop.receipts, state, context(ann.customer, screen))

    assert said(screen.shown[-1]) == said(render_taken(owed, EN))
    assert (await shop.history(owed)).count("receipt") == 1
    assert await state.get_state() is None


async def test_who_waits_for_a_decision_is_not_asked_for_the_money_again(
    shop: ShopHarness, ann: CustomerDriver, owed: Order, screen: FakeScreen
) -> None:
    await shop.receipts.submit(ann.customer, owed.id, Receipt(text="TX-12345"))

    pressed = PayOrder(order=owed.id)
    await pages(shop).resume_payment(pressed, context(ann.customer, screen))

    assert said(screen.shown[-1]) == said(render_taken(owed, EN))


@both
def test_a_transfer_says_how_long_it_is_reserved_and_after_a_rejection_until_when(t: Texts) -> None:
    shop_info = FakeScreen().shop_info
    fresh, later = order(method="manual"), order(method="manual", expires_at=AFTERNOON + 37 * 60_000 + 5)

    assert t.span(15 * 60_000) in said(render_transfer(fresh, shop_info, t))
    assert t.span(37 * 60_000 + 5) not in said(render_transfer(later, shop_info, t))
