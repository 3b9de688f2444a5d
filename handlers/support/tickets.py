"""The tickets of customers: their messages to the shop, and the answers, both through the bot.

Two commands lead here, /support and /paysupport; the second is about payments and says so to the admins.
"""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from handlers.support.message_keys import dedup_key_of, is_first
from handlers.support.ticket_views import render_invitation, render_joined, render_only_words, render_passed_on
from handlers.ui.callbacks import AskAboutOrder, WriteSupport
from handlers.ui.filters import IsUserMessage
from handlers.ui.hints import Hints
from handlers.ui.keyboards import close_button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.purchase_line import plain_purchase_line
from handlers.ui.screen import Screen
from handlers.ui.text.message_parts import Portion, message_parts
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.support.ticket import Ticket, Topic
from services.orders.order_history import OrderHistory
from services.support.tickets import SupportDesk

router = Router(name=__name__)


class SupportStates(StatesGroup):
    """The state of a ticket: the next message belongs to it."""

    message_to_support = State(group_name="Waiting")


class InConversation(Filter):
    """A message without a command from somebody whose conversation with the shop runs (`running`), or ran.

    What has joined it already belongs to it when it comes again, though somebody may have closed it since.
    """

    gives = frozenset({"running"})

    async def __call__(self, message: Message, customer: Customer, support: SupportDesk) -> dict[str, Ticket] | bool:
        """Return whether there is such a conversation, and which."""
        if (message.text or "").startswith("/"):
            return False
        running = await support.running(customer) or await support.said(dedup_key_of(message, customer.id))
        return {"running": running} if running is not None else False


@router.message(Command("support"))
async def support_asked(_event: object, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Any question."""
    await _listen(Topic.SUPPORT, state, screen, t)


@router.message(Command("paysupport"))
async def paysupport_asked(_event: object, state: FSMContext, screen: Screen, t: Texts) -> None:
    """A question about money. Source: Telegram's terms for bots that sell digital goods demand this command."""
    await _listen(Topic.PAYMENT, state, screen, t)


@router.callback_query(WriteSupport.filter())
async def write(_event: object, callback_data: WriteSupport, state: FSMContext, screen: Screen, t: Texts) -> None:
    """The same by a button."""
    await _listen(callback_data.topic, state, screen, t)


@router.callback_query(AskAboutOrder.filter())
async def write_about(
    _event: object, callback_data: AskAboutOrder, orders: OrderHistory, state: FSMContext, context: Context
) -> None:
    """About one order, which nobody needs to name then."""
    t = context.t
    order = (await orders.open(context.customer, callback_data.order)).order
    await state.set_state(SupportStates.message_to_support)
    await state.set_data({"topic": Topic.PAYMENT, "about": [order.number, plain_purchase_line(order, t)]})
    await context.screen.send(OutgoingMessage(t("order-help-ask", number=order.number), keyboard([close_button(t)])))


async def _listen(topic: Topic, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Ask in a new message, so that an answer just read stays where it is."""
    await state.set_state(SupportStates.message_to_support)
    await state.set_data({"topic": topic})
    await screen.send(render_invitation(topic, t))


@router.message(StateFilter(SupportStates.message_to_support), IsUserMessage())
async def take(message: Message, state: FSMContext, support: SupportDesk, hints: Hints, context: Context) -> None:
    """Pass a message on; for one that cannot be passed on another form is asked for.

    The waiting ends with the answer, so that words whose answer failed are answered when they come again.
    """
    t = context.t
    asked = await state.get_data()
    topic, about = Topic(asked.get("topic", Topic.SUPPORT)), asked.get("about")
    ticket = await _pass_on(message, topic, support, hints, context, about)
    if ticket is not None:
        await context.screen.send(render_passed_on(ticket, t))
    if message_parts(message, t):
        await state.clear()


@router.message(StateFilter(None), IsUserMessage(), InConversation())
async def join(message: Message, running: Ticket, support: SupportDesk, hints: Hints, context: Context) -> None:
    """Words without a button, from somebody whose conversation runs: they belong to it, as in any chat."""
    ticket = await _pass_on(message, running.topic, support, hints, context)
    if ticket is not None:
        await context.screen.send(render_joined(ticket, context.t))


async def _pass_on(
    message: Message,
    topic: Topic,
    support: SupportDesk,
    hints: Hints,
    context: Context,
    about: Sequence[str] | None = None,
) -> Ticket | None:
    """Pass on what was written; returns its ticket if that is to be said, since of an album only the first file is."""
    customer, t = context.customer, context.t
    said = message_parts(message, t)
    if not said:
        if hints.are_due(customer.id, message.message_id, message.media_group_id):
            await context.screen.send(render_only_words(t))
        return None
    keys = [dedup_key_of(message, customer.id, part) for part in range(len(said))]
    if about:
        said[0] = Portion(f"📦 {' · '.join(about)}\n{said[0].text}".strip(), said[0].media)
    order = about[0] if about else None
    for portion, dedup_key in zip(said, keys, strict=True):
        ticket = await support.ask(
            customer, topic, portion.text, portion.media, dedup_key, message.media_group_id, order
        )
    return ticket if await is_first(message, customer.id, keys[0], support) else None
