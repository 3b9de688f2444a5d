"""The pages of tickets for admins: notices, lists, one conversation, its files and its customer."""

from collections.abc import Mapping, Sequence

from handlers.admin.ui.callbacks import (
    AnswerTicket,
    CloseTicket,
    ListTickets,
    ShowMedia,
    ShowOrderDetails,
    ShowTicket,
    ShowTicketOrders,
    ShowTickets,
)
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.order_list import order_buttons, order_line
from handlers.support.ticket_views import media_in, quoted
from handlers.ui.keyboards import PRIMARY, Row, button, close_button, column, grid, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, nameable, shorten
from services.domain.customers.customer import Customer
from services.domain.messaging.notice import KEPT_FOR, NoticeValue
from services.domain.orders.order import Order
from services.domain.support.ticket import Ticket, TicketMessage, TicketState
from services.domain.values.clock import DAY
from services.support.tickets import TicketSummary

NAME, WORDS, QUOTE = 32, 40, 500
IN_ROW = 2


def render_ticket_notice(params: Mapping[str, NoticeValue], t: Texts) -> OutgoingMessage:
    """A customer has written (notice `admin-ticket`): ticket, number, topic, name, text, media, album, order."""
    name = nameable(str(params["name"] or ""), str(params.get("customer") or params["number"]), t)
    title = t(f"ticket-notice-{params['topic']}", number=params["number"], name=name)
    ticket = str(params["ticket"])
    album = [t("ticket-notice-album")] if params.get("album") else []
    whole = [button(t.plain("button-ticket-whole"), ShowTicket(ticket=ticket, beside=True))]
    about = (
        [button(t.plain("button-admin-order"), ShowOrderDetails(number=str(params["order"])))]
        if params.get("order")
        else []
    )
    return OutgoingMessage(
        lines([title, *quoted(params["text"], t), *album]),
        keyboard(_decide(ticket, t), about, whole),
        media=media_in(params),
        lost=t("support-file-lost"),
    )


def render_unreachable_answer(params: Mapping[str, NoticeValue], t: Texts) -> OutgoingMessage:
    """An answer waits for its customer (notice `admin-answer-unreachable`): ticket, number, name, customer."""
    whole = button(t.plain("button-ticket-whole"), ShowTicket(ticket=str(params["ticket"]), beside=True))
    name = nameable(str(params.get("name") or ""), str(params.get("customer") or params["number"]), t)
    said = t("notice-admin-answer-unreachable", name=name, days=KEPT_FOR // DAY)
    return OutgoingMessage(said, keyboard([whole]))


def _decide(ticket: str, t: Texts) -> Row:
    return [
        button(t.plain("button-reply"), AnswerTicket(ticket=ticket), PRIMARY),
        button(t.plain("button-ticket-close"), CloseTicket(ticket=ticket)),
    ]


def render_tickets(
    summaries: Sequence[TicketSummary], state: TicketState, page: int, t: Texts, *, more: bool
) -> OutgoingMessage:
    """Conversations in a state, each with who and the newest words; each opens. The other states are a button away."""
    opens = [button(_label(one, t), ShowTicket(ticket=one.ticket.id)) for one in summaries]
    pager_row = pager(lambda number: ListTickets(state=state, page=number), page, t, more=more)
    others = [
        button(t.plain(f"button-tickets-{one.lower()}"), ListTickets(state=one))
        for one in TicketState
        if one is not state
    ]
    said = t(f"tickets-{state.lower()}-title" if summaries else f"tickets-{state.lower()}-none")
    return OutgoingMessage(said, keyboard(*column(opens), pager_row, others, [menu_button(t)]))


def _label(summary: TicketSummary, t: Texts) -> str:
    """Render the customer, and the first of the newest words; the kind of the file if there are none."""
    post = summary.newest
    words = shorten(post.text.reveal(), WORDS) if post else ""
    if post and post.media and not words:
        words = t.plain(f"ticket-media-{post.media.kind.replace('_', '-')}")
    return t.plain(
        f"button-ticket-{summary.ticket.topic}", name=shorten(summary.name, NAME) or summary.ticket.number, words=words
    )


def render_ticket(
    ticket: Ticket, customer: Customer | None, posts: Sequence[TicketMessage], t: Texts
) -> OutgoingMessage:
    """A conversation, the newest words first; older ones are counted if they do not fit."""
    said = [_post(ticket, post, t) for post in reversed(posts)]
    closed = ticket.state is TicketState.CLOSED
    head = t(f"ticket-title-{ticket.topic}", number=ticket.number)
    name = shorten(customer.name if customer else "", NAME) or str(ticket.customer_id)
    who = t("ticket-who", name=name, id=str(ticket.customer_id))
    state = t(f"ticket-state-{ticket.state.lower()}")
    return OutgoingMessage(
        lines([head, who, state, Html(""), *fit(said, t)]),
        keyboard(
            None if closed else _decide(ticket.id, t),
            *_files(posts, t),
            [button(t.plain("button-ticket-orders"), ShowTicketOrders(ticket=ticket.id))],
            [button(t.plain("button-tickets"), ListTickets(state=ticket.state)), menu_button(t)],
        ),
    )


def _files(posts: Sequence[TicketMessage], t: Texts) -> list[Row]:
    """A button for each file, the newest first, as the words are."""
    opens = [
        button(t.plain("button-ticket-media", what=_what(post, t), at=t.time(post.at)), ShowMedia(post=post.id))
        for post in reversed(posts)
        if post.media is not None
    ]
    return grid(opens, IN_ROW)


def _what(post: TicketMessage, t: Texts) -> str:
    return t.plain(f"ticket-media-{post.media.kind.replace('_', '-')}") if post.media else ""


def _post(ticket: Ticket, post: TicketMessage, t: Texts) -> Html:
    by = "customer" if post.author_id == ticket.customer_id else "shop"
    head = t(f"ticket-post-{by}", at=t.moment(post.at))
    return lines([head, *([t("ticket-post-media", what=_what(post, t))] if post.media else []), *_words(post, t)])


def _words(post: TicketMessage, t: Texts) -> list[Html]:
    return quoted(post.text.reveal(), t)


def render_media(post: TicketMessage, t: Texts) -> OutgoingMessage:
    """A file as it came, with its words."""
    head = t("ticket-media-of", what=_what(post, t), at=t.moment(post.at))
    whole = button(t.plain("button-ticket-whole"), ShowTicket(ticket=post.ticket_id, beside=True))
    return OutgoingMessage(
        lines([head, *_words(post, t)]), keyboard([whole]), media=post.media, lost=t("support-file-lost")
    )


def render_orders_of(
    ticket: Ticket, customer: Customer, found: Sequence[Order], page: int, t: Texts, *, more: bool
) -> OutgoingMessage:
    """The orders of a customer, newest first; each opens."""
    told = [order_line(order, order.created_at, t) for order in found]
    head = t("ticket-who", name=shorten(customer.name, NAME) or str(customer.id), id=str(customer.id))
    return OutgoingMessage(
        lines([t("ticket-orders-title"), head, Html(""), *(fit(told, t) or [t("ticket-orders-none")])]),
        keyboard(
            *order_buttons(found),
            pager(lambda number: ShowTicketOrders(ticket=ticket.id, page=number), page, t, more=more),
            [button(t.plain("button-ticket-whole"), ShowTicket(ticket=ticket.id)), menu_button(t)],
        ),
    )


def render_answering(ticket: Ticket, posts: Sequence[TicketMessage], t: Texts) -> OutgoingMessage:
    """Render the prompt of an answer: its limits, its customer, and all that came since the shop's last word."""
    since: list[TicketMessage] = []
    for post in reversed(posts):
        if post.author_id != ticket.customer_id:
            break
        since.append(post)
    told = [_excerpt(post, t) for post in since]
    return OutgoingMessage(
        lines([*fit(told, t), t("ticket-answering", number=ticket.number)]), keyboard([close_button(t)])
    )


def _excerpt(post: TicketMessage, t: Texts) -> Html:
    media = [t("ticket-post-media", what=_what(post, t))] if post.media else []
    return lines([*media, *quoted(shorten(post.text.reveal(), QUOTE), t)])


def render_answered(ticket: Ticket, t: Texts) -> OutgoingMessage:
    """The answer is on its way; the customer may have written more meanwhile."""
    waits = ticket.state is TicketState.OPEN
    whole = button(t.plain("button-ticket-whole"), ShowTicket(ticket=ticket.id), PRIMARY)
    return OutgoingMessage(
        t("ticket-answered-more" if waits else "ticket-answered", number=ticket.number),
        keyboard(
            [whole] if waits else None,
            [button(t.plain("button-ticket-close"), CloseTicket(ticket=ticket.id))],
            [button(t.plain("button-tickets"), ShowTickets()), menu_button(t)],
        ),
    )
