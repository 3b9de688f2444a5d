"""A catalog or a file of codes that comes before anybody has asked for it: say what to send first.

This router stands after the conversations that wait for files.
"""

from aiogram import Router
from aiogram.filters import StateFilter

from handlers.admin.ui.callbacks import ShowCatalogFile, ShowLevels
from handlers.admin.ui.keyboards import menu_button
from handlers.ui.filters import HasGoodsFile
from handlers.ui.keyboards import button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts

router = Router(name=__name__)


@router.message(StateFilter(None), HasGoodsFile())
async def stray_file(_event: object, screen: Screen, t: Texts) -> None:
    """Nothing is read from it: a file of codes needs its product."""
    await screen.send(render_unexpected_file(t))


def render_unexpected_file(t: Texts) -> OutgoingMessage:
    """The two ways in which a file is taken."""
    choices = [
        button(t.plain("button-admin-stock"), ShowLevels()),
        button(t.plain("button-admin-catalog"), ShowCatalogFile()),
    ]
    return OutgoingMessage(t("admin-stray-file"), keyboard(choices, [menu_button(t)]))
