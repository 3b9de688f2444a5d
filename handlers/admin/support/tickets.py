"""Conversations with customers, at the admins' end of handlers/support/tickets.py."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.support.ticket_views import (
    render_answered,
    render_answering,
    render_media,
    render_orders_of,
    render_ticket,
    render_tickets,
)
from handlers.admin.ui.callbacks import (
    AnswerTicket,
    CloseTicket,
    ListTickets,
    ShowMedia,
    ShowTicket,
    ShowTicketOrders,
    ShowTickets,
)
from handlers.admin.ui.filters import OfAnswer
from handlers.admin.ui.states import TicketStates
from handlers.support.message_keys import dedup_key_of, is_first
from handlers.support.ticket_views import render_only_words
from handlers.ui.filters import IsUserMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.message_parts import message_parts
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided, ShopError, present
from services.domain.support.ticket import TicketState
from services.orders.order_history import OrderHistory
from services.support.tickets import SupportDesk

router = Router(name=__name__)


@router.callback_query(ShowTickets.filter())
async def show_tickets(_event: object, support: SupportDesk, screen: Screen, t: Texts) -> None:
    """The conversations that wait for the shop."""
    await _list(TicketState.OPEN, 0, support, screen, t)


@router.callback_query(ListTickets.filter())
async def list_tickets(
    _event: object, callback_data: ListTickets, support: SupportDesk, screen: Screen, t: Texts
) -> None:
    """A page of those that wait, of those answered, or of those closed."""
    await _list(callback_data.state, callback_data.page, support, screen, t)


async def _list(state: TicketState, page: int, support: SupportDesk, screen: Screen, t: Texts) -> None:
    summaries, more = await support.page(state, page)
    await screen.show(render_tickets(summaries, state, page, t, more=more))


@router.callback_query(ShowTicket.filter())
async def show_ticket(
    _event: object, callback_data: ShowTicket, support: SupportDesk, screen: Screen, t: Texts
) -> None:
    """One conversation, the newest words first."""
    ticket, posts = await support.read(callback_data.ticket)
    outgoing = render_ticket(ticket, await support.who(ticket), posts, t)
    await (screen.send(outgoing) if callback_data.beside else screen.show(outgoing))


@router.callback_query(ShowMedia.filter())
async def show_media(_event: object, callback_data: ShowMedia, support: SupportDesk, screen: Screen, t: Texts) -> None:
    """A file of a conversation, below it."""
    await screen.send(render_media(await support.post(callback_data.post), t))


@router.callback_query(ShowTicketOrders.filter())
async def show_orders(
    _event: object,
    callback_data: ShowTicketOrders,
    support: SupportDesk,
    orders: OrderHistory,
    screen: Screen,
    t: Texts,
) -> None:
    """Show the orders of a ticket's customer."""
    ticket = await support.get(callback_data.ticket)
    customer = present(await support.who(ticket))
    found, more = await orders.page(customer, callback_data.page)
    await screen.show(render_orders_of(ticket, customer, found, callback_data.page, t, more=more))


@router.callback_query(AnswerTicket.filter())
async def answer(
    _event: object, callback_data: AnswerTicket, support: SupportDesk, state: FSMContext, screen: Screen, t: Texts
) -> None:
    """Ask for the answer in a new message, so that the question stays in sight."""
    ticket, posts = await support.read(callback_data.ticket)
    if ticket.state is TicketState.CLOSED:
        raise AlreadyDecided
    await state.set_state(TicketStates.answer_to_ticket)
    await state.set_data({"ticket": ticket.id, "seen": posts[-1].id if posts else 0})
    await screen.send(render_answering(ticket, posts, t))


@router.message(StateFilter(TicketStates.answer_to_ticket), IsUserMessage())
async def take(message: Message, support: SupportDesk, state: FSMContext, context: Context) -> None:
    """Bring the answer to the customer. An admin's message is taken once, even if the ticket is closed meanwhile."""
    screen, t = context.screen, context.t
    if not message_parts(message, t):
        await screen.send(render_only_words(t))
        return
    asked = await state.get_data()
    try:
        await _answer(message, str(asked.get("ticket")), support, context, asked.get("seen"))
    except ShopError:
        await state.clear()
        raise
    await state.clear()


@router.message(StateFilter(None), OfAnswer())
async def take_more(message: Message, ticket: str, support: SupportDesk, context: Context) -> None:
    """The rest of an album belongs to the answer that its first file was."""
    await _answer(message, ticket, support, context)


async def _answer(
    message: Message, ticket_id: str, support: SupportDesk, context: Context, seen: int | None = None
) -> None:
    t, admin_id = context.t, context.customer.id
    album = message.media_group_id
    said = message_parts(message, t)
    keys = [dedup_key_of(message, admin_id, part) for part in range(len(said))]
    for portion, dedup_key in zip(said, keys, strict=True):
        ticket = await support.answer(ticket_id, admin_id, portion.text, portion.media, dedup_key, album, seen)
    if await is_first(message, admin_id, keys[0], support):
        await context.screen.send(render_answered(ticket, t))


@router.callback_query(CloseTicket.filter())
async def close(_event: object, callback_data: CloseTicket, support: SupportDesk, context: Context) -> None:
    """Close a conversation; the customer may open another one at any time."""
    screen, t = context.screen, context.t
    ticket = await support.close(callback_data.ticket, context.customer.id, context.act.to("close-ticket"))
    screen.toast(t.plain("ticket-closed", number=ticket.number))
    await _list(TicketState.OPEN, 0, support, screen, t)
