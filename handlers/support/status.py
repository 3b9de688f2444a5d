"""/status: whether the shop serves, and how much of the time it did. It asks for no consent."""

from aiogram import Router
from aiogram.filters import Command

from handlers.support.status_views import render_status
from handlers.ui.callbacks import ShowStatus
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.support.status import ServiceStatus

router = Router(name=__name__)


@router.message(Command("status"))
@router.callback_query(ShowStatus.filter())
async def show_status(_event: object, status: ServiceStatus, screen: Screen, t: Texts) -> None:
    """The status of the shop."""
    await screen.show(render_status(await status.uptime(), t))
