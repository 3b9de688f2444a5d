"""A receipt that comes without its button: the bot asks what it is for, and has kept it meanwhile."""

from aiogram import Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import Message

from handlers.payments.receipt_reading import dedup_key_of, read_receipt
from handlers.payments.transfer_views import render_taken
from handlers.ui.callbacks import NoReceipt, SubmitKeptReceipt, WriteSupport
from handlers.ui.filters import IsUserMessage
from handlers.ui.keyboards import PRIMARY, button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.payments.receipt import Receipt, StoredReceipt, UnassignedReceipt
from services.domain.support.ticket import Topic
from services.payments.receipts import Receipts
from services.support.tickets import SupportDesk

router = Router(name=__name__)
FEW_WORDS = 3


class IsReceiptAlbum(Filter):
    """A file of an album whose first one was taken for a receipt (`first`, `receipt`)."""

    gives = frozenset({"first", "receipt"})

    async def __call__(self, message: Message, customer: Customer, receipts: Receipts) -> dict[str, object] | bool:
        """Return whether it is one."""
        first = await receipts.album(customer, message.media_group_id)
        receipt = read_receipt(message)
        return {"first": first, "receipt": receipt} if first is not None and receipt is not None else False


class LooksLikeReceipt(Filter):
    """A message that may be a receipt (`receipt`): a file at any time, a number unless a conversation runs."""

    gives = frozenset({"receipt"})

    async def __call__(
        self, message: Message, customer: Customer, receipts: Receipts, support: SupportDesk
    ) -> dict[str, Receipt] | bool:
        """Return whether it may be, and an order waits for one."""
        receipt = read_receipt(message)
        if receipt is None or (receipt.text is not None and not is_number(receipt.text)):
            return False
        if not await receipts.open_to_receipts(customer):
            return False
        elsewhere = await support.album(customer.id, message.media_group_id)
        talks = receipt.text is not None and await support.running(customer) is not None
        return False if elsewhere or talks else {"receipt": receipt}


def is_number(text: str) -> bool:
    """Return whether a text looks like the number of a transfer: a few words, with a digit."""
    return any(sign.isdigit() for sign in text) and len(text.split()) <= FEW_WORDS and not text.startswith("/")


@router.message(StateFilter(None), IsUserMessage(), IsReceiptAlbum())
async def take_more(
    message: Message, first: StoredReceipt, receipt: Receipt, customer: Customer, receipts: Receipts
) -> None:
    """The rest of an album belongs to what its first picture is: answered with that."""
    await receipts.add(customer, first, receipt, dedup_key_of(message), str(message.media_group_id))


@router.message(StateFilter(None), IsUserMessage(), LooksLikeReceipt())
async def ask_what_for(message: Message, receipt: Receipt, receipts: Receipts, context: Context) -> None:
    """Is this the receipt? It is kept before anything is asked."""
    asked = await receipts.ask(context.customer, receipt, dedup_key_of(message), message.media_group_id)
    if asked is not None:
        await context.screen.send(render_asked(asked, context.t))


@router.callback_query(SubmitKeptReceipt.filter())
async def submit_kept_receipt(
    _event: object, callback_data: SubmitKeptReceipt, receipts: Receipts, context: Context
) -> None:
    """Yes, it is for this order."""
    order = await receipts.submit_kept(context.customer, callback_data.order, callback_data.receipt)
    await context.screen.show(render_taken(order, context.t))


@router.callback_query(NoReceipt.filter())
async def no_receipt(_event: object, callback_data: NoReceipt, receipts: Receipts, context: Context) -> None:
    """No: nobody has seen it, and support may be meant."""
    await receipts.dismiss(context.customer, callback_data.receipt)
    await context.screen.show(render_dismissed(context.t))


def render_asked(asked: UnassignedReceipt, t: Texts) -> OutgoingMessage:
    """One order: yes or no. Several: which?"""
    no = button(t.plain("button-no-receipt"), NoReceipt(receipt=asked.receipt))
    if len(asked.orders) == 1:
        [order] = asked.orders
        yes = button(t.plain("button-yes-receipt"), SubmitKeptReceipt(order=order.id, receipt=asked.receipt), PRIMARY)
        return OutgoingMessage(t("receipt-question", number=order.number), keyboard([yes], [no]))
    which = [button(order.number, SubmitKeptReceipt(order=order.id, receipt=asked.receipt)) for order in asked.orders]
    return OutgoingMessage(t("receipt-question-which"), keyboard(*column(which), [no]))


def render_dismissed(t: Texts) -> OutgoingMessage:
    """Render the other purposes that a dismissed receipt may have had."""
    return OutgoingMessage(
        t("receipt-dismissed"),
        keyboard([button(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT), PRIMARY)]),
    )
