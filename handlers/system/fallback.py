"""The end of a conversation, and the answer to what nobody else has understood. This router comes after all others."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.ui.callbacks import Close, ShowOrders, ShowShop, WriteSupport
from handlers.ui.filters import IsUserMessage
from handlers.ui.hints import Hints
from handlers.ui.home import start_again
from handlers.ui.keyboards import PRIMARY, button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.support.ticket import Topic

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
    await start_again(screen, t)


@router.message(Command("cancel"))
async def cancel(_event: object, waited: bool, screen: Screen, t: Texts) -> None:  # noqa: FBT001 - aiogram fills it in by name
    """Every command ends what was waited for; this one is for nothing else, and says what it did."""
    await screen.send(render_cancelled(t, waited=waited))


@router.message(IsUserMessage())
async def not_understood(message: Message, hints: Hints, context: Context) -> None:
    """Point to the buttons, and to people who read; once for an album."""
    if hints.are_due(context.customer.id, message.message_id, message.media_group_id):
        await context.screen.send(render_not_understood(context.t, command=(message.text or "").startswith("/")))


def render_cancelled(t: Texts, *, waited: bool) -> OutgoingMessage:
    """End the running conversation; orders are cancelled where they are listed."""
    buttons = [button(t.plain("button-orders"), ShowOrders()), shop_button(t)]
    return OutgoingMessage(t("cancel-done" if waited else "cancel-nothing"), keyboard(buttons))


def render_not_understood(t: Texts, *, command: bool = False) -> OutgoingMessage:
    """Render the way out for somebody who has typed something unexpected, or an unknown command."""
    return OutgoingMessage(
        t("unknown-command" if command else "not-understood"),
        keyboard(
            [button(t.plain("button-shop"), ShowShop(), PRIMARY)],
            [button(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))],
        ),
    )
