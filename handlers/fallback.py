"""What ends a conversation, and what nobody else has understood. This router comes after all others."""

from aiogram import Router
from aiogram.fsm.context import FSMContext

from handlers.buttons import Close, ShowShop, WriteSupport
from handlers.draft import Draft
from handlers.filters import Spoken
from handlers.home import draw_home
from handlers.keyboards import PRIMARY, board, key
from handlers.screen import Screen
from handlers.texts import Texts
from services.domain.ticket import Topic

router = Router(name=__name__)


@router.callback_query(Close.filter())
async def close(_event: object, state: FSMContext, screen: Screen) -> None:
    """Stop waiting for input, and take the screen away."""
    await state.clear()
    if screen.message_id is not None:
        await screen.remove(screen.message_id)


@router.callback_query()
async def stale_button(_event: object, screen: Screen, t: Texts) -> None:
    """A button of a version before, or one that somebody made up: start again from home."""
    screen.toast(t.plain("error-button-stale"))
    await screen.send(draw_home(t))


@router.message(Spoken())
async def not_understood(_event: object, screen: Screen, t: Texts) -> None:
    """Point to the buttons, and to people who read."""
    await screen.send(draw_pointer(t))


def draw_pointer(t: Texts) -> Draft:
    """Where to go for somebody who has just typed something."""
    return Draft(
        t("not-understood"),
        board(
            [key(t.plain("button-shop"), ShowShop(), PRIMARY)],
            [key(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))],
        ),
    )
