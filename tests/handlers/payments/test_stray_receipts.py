"""Receipts that come without their button."""

import pytest
from aiogram.types import Message

from handlers.payments import stray_receipts
from handlers.payments.stray_receipts import IsReceiptAlbum, LooksLikeReceipt, is_number, render_asked
from handlers.ui.callbacks import NoReceipt, SubmitKeptReceipt
from handlers.ui.text.translations import Texts
from services.domain.errors import NotFound, TooManyReceipts
from services.domain.messaging.media import Media, MediaKind
from services.domain.payments.receipt import Receipt, UnassignedReceipt
from services.domain.support.ticket import Topic
from services.payments.receipts import MOST_PARTS
from services.support.tickets import SupportDesk
from tests.handlers.payments.test_manual_transfer import message, photo
from tests.handlers.ui.builders import BOTH, EN, ID, data, fits, order, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


@pytest.fixture
def support(shop: ShopHarness) -> SupportDesk:
    return SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox)


@both
def test_the_question_names_one_order_or_lets_choose(t: Texts) -> None:
    one, many = (
        render_asked(UnassignedReceipt(7, [order()]), t),
        render_asked(UnassignedReceipt(7, [order(), order(number="AAAA-0001")]), t),
    )

    assert fits(one)
    assert fits(many)
    assert data(one) == [SubmitKeptReceipt(order=ID, receipt=7).pack(), NoReceipt(receipt=7).pack()]
    assert len(data(many)) == 3
    assert fits(stray_receipts.render_dismissed(t))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("1234", True), ("TX 123-456", True), ("hello", False), ("I paid 100 just now", False), ("/order 1234", False)],
)
def test_a_number_has_a_digit_and_few_words(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table
    assert is_number(text) is is_one


@pytest.mark.parametrize("sent", [photo(), message(text="TX-12345")], ids=["photo", "number"])
async def test_with_an_open_transfer_a_receipt_is_asked_about_and_handed_in(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, sent: Message
) -> None:
    screen, may_be = FakeScreen(), LooksLikeReceipt()
    assert await may_be(sent, ann.customer, shop.receipts, support) is False
    await shop.stocks("transfer-only", "A")
    owed = await ann.opens("transfer-only", method="manual")

    found = await may_be(sent, ann.customer, shop.receipts, support)
    assert isinstance(found, dict)
    await stray_receipts.ask_what_for(sent, found["receipt"], shop.receipts, context(ann.customer, screen))
    yes = SubmitKeptReceipt.unpack(data(screen.sent[-1])[0])
    for _ in range(2):
        await stray_receipts.submit_kept_receipt(None, yes, shop.receipts, context(ann.customer, screen))

    [case], _ = await shop.receipt_review.waiting(0)
    assert case.order.id == owed.id
    assert owed.number in said(screen.shown[-1])


async def test_of_an_album_one_picture_is_asked_about(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    screen, of_receipt = FakeScreen(), IsReceiptAlbum()
    await shop.stocks("transfer-only", "A")
    owed = await ann.opens("transfer-only", method="manual")
    first, second = (
        photo(name).model_copy(update={"media_group_id": "A", "message_id": n}) for n, name in enumerate("FG")
    )
    assert await of_receipt(first, ann.customer, shop.receipts) is False
    found = await LooksLikeReceipt()(first, ann.customer, shop.receipts, support)
    assert isinstance(found, dict)
    await stray_receipts.ask_what_for(first, found["receipt"], shop.receipts, context(ann.customer, screen))

    kept = await of_receipt(second, ann.customer, shop.receipts)
    assert isinstance(kept, dict)
    await stray_receipts.take_more(second, kept["first"], kept["receipt"], ann.customer, shop.receipts)  # type: ignore[arg-type]
    await stray_receipts.submit_kept_receipt(
        None, SubmitKeptReceipt.unpack(data(screen.sent[-1])[0]), shop.receipts, context(ann.customer, screen)
    )

    case = await shop.receipt_review.case((await shop.payments(owed))[0].id)
    assert [one.file_id for one in case.parts.values()] == ["F-800", "G-800"]
    assert len(screen.sent) == 1


async def test_what_is_none_goes_to_nobody(shop: ShopHarness, ann: CustomerDriver) -> None:
    screen = FakeScreen()
    await shop.stocks("transfer-only", "A")
    await ann.opens("transfer-only", method="manual")
    asked = await shop.receipts.ask(ann.customer, Receipt(text="1234"))
    assert asked is not None

    await stray_receipts.no_receipt(
        None, NoReceipt(receipt=asked.receipt), shop.receipts, context(ann.customer, screen)
    )

    assert (await shop.receipt_review.waiting(0))[0] == []
    assert said(screen.shown[-1]) == EN.plain("receipt-dismissed")


async def test_no_is_said_once_for_a_whole_album(shop: ShopHarness, support: SupportDesk, ann: CustomerDriver) -> None:
    screen, of_receipt = FakeScreen(), IsReceiptAlbum()
    await shop.stocks("transfer-only", "A")
    owed = await ann.opens("transfer-only", method="manual")
    album = [photo(name).model_copy(update={"media_group_id": "A", "message_id": n}) for n, name in enumerate("FGH")]
    found = await LooksLikeReceipt()(album[0], ann.customer, shop.receipts, support)
    assert isinstance(found, dict)
    await stray_receipts.ask_what_for(album[0], found["receipt"], shop.receipts, context(ann.customer, screen))
    for place, late in enumerate(album[1:]):
        kept = await of_receipt(late, ann.customer, shop.receipts)
        assert isinstance(kept, dict)
        await stray_receipts.take_more(late, kept["first"], kept["receipt"], ann.customer, shop.receipts)  # type: ignore[arg-type]
        if not place:
            no = NoReceipt.unpack(data(screen.sent[-1])[1])
            await stray_receipts.no_receipt(None, no, shop.receipts, context(ann.customer, screen))

    with pytest.raises(NotFound):
        await shop.receipts.submit_kept(ann.customer, owed.id, no.receipt)
    case = await shop.receipt_review.case((await shop.payments(owed))[0].id)
    assert (len(screen.sent), case.parts) == (1, {})


async def test_questions_about_receipts_have_an_end(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    await ann.opens("transfer-only", method="manual")
    for number in range(MOST_PARTS):
        await shop.receipts.ask(ann.customer, Receipt(text=f"1234 {number}"), f"once {number}")

    with pytest.raises(TooManyReceipts):
        await shop.receipts.ask(ann.customer, Receipt(text="1234"), "once more")


async def test_words_and_albums_of_a_conversation_are_no_receipts(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    await ann.opens("transfer-only", method="manual")
    await support.ask(ann.customer, Topic.SUPPORT, "", Media(MediaKind.PHOTO, "F"), "k", "A")
    in_album = photo().model_copy(update={"media_group_id": "A"})

    found = [
        await LooksLikeReceipt()(one, ann.customer, shop.receipts, support)
        for one in (message(text="TX-12345"), in_album, photo())
    ]

    assert [bool(one) for one in found] == [False, False, True]
