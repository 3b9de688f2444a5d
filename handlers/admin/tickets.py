"""What customers write, and what the shop answers: the admins' end of handlers/support.py."""

from collections.abc import Mapping, Sequence

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from handlers.admin.buttons import AnswerTicket, CloseTicket, ShowTicket, ShowTickets
from handlers.admin.fitting import fit
from handlers.admin.menu import to_desk
from handlers.buttons import Close
from handlers.draft import Draft
from handlers.filters import FromAdmin, Spoken
from handlers.keyboards import PRIMARY, Row, board, column, key
from handlers.lettering import Html, lines
from handlers.screen import Screen
from handlers.support import draw_only_words, portions, quoted
from handlers.texts import Texts
from services.domain.clock import DAY
from services.domain.errors import Decided, ShopError
from services.domain.notice import KEPT_FOR, NoticeValue
from services.domain.ticket import Post, Ticket, TicketState
from services.support import Support

router = Router(name=__name__)
router.message.filter(FromAdmin())
router.callback_query.filter(FromAdmin())


class Waiting(StatesGroup):
    """What the next message is for."""

    answer_to_ticket = State()


@router.callback_query(ShowTickets.filter())
async def show_tickets(_event: object, support: Support, screen: Screen, t: Texts) -> None:
    """The conversations that wait for the shop."""
    await screen.show(draw_tickets(await support.waiting(), t))


@router.callback_query(ShowTicket.filter())
async def show_ticket(_event: object, callback_data: ShowTicket, support: Support, screen: Screen, t: Texts) -> None:
    """One conversation, the newest words first."""
    ticket, posts = await support.read(callback_data.ticket)
    draft = draw_ticket(ticket, posts, t)
    await (screen.send(draft) if callback_data.beside else screen.show(draft))


@router.callback_query(AnswerTicket.filter())
async def answer(
    _event: object, callback_data: AnswerTicket, support: Support, state: FSMContext, screen: Screen, t: Texts
) -> None:
    """Ask for the answer in a new message, so that the question stays in sight."""
    ticket, _ = await support.read(callback_data.ticket)
    if ticket.state is TicketState.CLOSED:
        raise Decided
    await state.set_state(Waiting.answer_to_ticket)
    await state.set_data({"ticket": ticket.id})
    await screen.send(draw_answering(ticket, t))


@router.message(StateFilter(Waiting.answer_to_ticket), Spoken())
async def take(
    message: Message, support: Support, state: FSMContext, screen: Screen, t: Texts, admins: frozenset[int]
) -> None:
    """Bring the answer to the customer. An admin's message is taken once, even if the ticket is closed meanwhile."""
    said = portions(message)
    author = message.from_user
    if not said or author is None or author.id not in admins:
        await screen.send(draw_only_words(t))
        return
    ticket_id = str((await state.get_data()).get("ticket"))
    try:
        for part, (text, photo) in enumerate(said):
            once = f"{author.id}:{message.message_id}:{part}"
            ticket = await support.answer(ticket_id, author.id, text, photo, once)
    except ShopError:
        await state.clear()
        raise
    await state.clear()
    await screen.send(draw_answered(ticket, t))


@router.callback_query(CloseTicket.filter())
async def close(_event: object, callback_data: CloseTicket, support: Support, screen: Screen, t: Texts) -> None:
    """Close a conversation; the customer may open another one at any time."""
    ticket = await support.close(callback_data.ticket)
    screen.toast(t.plain("ticket-closed", number=ticket.number))
    await screen.show(draw_tickets(await support.waiting(), t))


def draw_ticket_notice(facts: Mapping[str, NoticeValue], t: Texts) -> Draft:
    """A customer has written (notice `admin-ticket`): ticket, number, topic, name, text, photo."""
    title = t(f"ticket-notice-{facts['topic']}", number=facts["number"], name=facts["name"])
    ticket = str(facts["ticket"])
    return Draft(
        lines([title, *quoted(facts["text"], t)]),
        board(_decide(ticket, t), [key(t.plain("button-ticket-whole"), ShowTicket(ticket=ticket, beside=True))]),
        photo=str(facts["photo"]) if facts["photo"] else None,
    )


def draw_unreachable_answer(facts: Mapping[str, NoticeValue], t: Texts) -> Draft:
    """An answer waits for its customer (notice `admin-answer-unreachable`): ticket, number."""
    whole = key(t.plain("button-ticket-whole"), ShowTicket(ticket=str(facts["ticket"]), beside=True))
    said = t("notice-admin-answer-unreachable", number=str(facts["number"]), days=KEPT_FOR // DAY)
    return Draft(said, board([whole]))


def _decide(ticket: str, t: Texts) -> Row:
    return [
        key(t.plain("button-reply"), AnswerTicket(ticket=ticket), PRIMARY),
        key(t.plain("button-ticket-close"), CloseTicket(ticket=ticket)),
    ]


def draw_tickets(tickets: Sequence[Ticket], t: Texts) -> Draft:
    """What waits for an answer; each opens."""
    opens = [
        key(
            t.plain(f"button-ticket-{one.topic}", number=one.number, at=t.moment(one.updated_at)),
            ShowTicket(ticket=one.id),
        )
        for one in tickets
    ]
    return Draft(t("tickets-title") if tickets else t("tickets-none"), board(*column(opens), [to_desk(t)]))


def draw_ticket(ticket: Ticket, posts: Sequence[Post], t: Texts) -> Draft:
    """A conversation, the newest words first; older ones are counted if they do not fit."""
    said = [_post(ticket, post, t) for post in reversed(posts)]
    closed = ticket.state is TicketState.CLOSED
    head = t(f"ticket-title-{ticket.topic}", number=ticket.number)
    state = t(f"ticket-state-{ticket.state.lower()}")
    return Draft(
        lines([head, state, Html(""), *fit(said, t)]),
        board(
            None if closed else _decide(ticket.id, t),
            [key(t.plain("button-tickets"), ShowTickets()), to_desk(t)],
        ),
    )


def _post(ticket: Ticket, post: Post, t: Texts) -> Html:
    by = "customer" if post.author_id == ticket.customer_id else "shop"
    head = t(f"ticket-post-{by}", at=t.moment(post.at), photo=post.photo is not None)
    return lines([head, *quoted(post.text.reveal(), t)])


def draw_answering(ticket: Ticket, t: Texts) -> Draft:
    """What to send, and where it goes."""
    return Draft(t("ticket-answering", number=ticket.number), board([key(t.plain("button-close"), Close())]))


def draw_answered(ticket: Ticket, t: Texts) -> Draft:
    """The answer is on its way."""
    return Draft(
        t("ticket-answered", number=ticket.number),
        board(
            [key(t.plain("button-ticket-close"), CloseTicket(ticket=ticket.id))],
            [key(t.plain("button-tickets"), ShowTickets()), to_desk(t)],
        ),
    )
