"""/status: whether the shop serves, how much of the time it did, and what is announced. It asks for no consent."""

from aiogram import Router
from aiogram.filters import Command

from handlers.support.status_views import render_incident, render_status
from handlers.ui.callbacks import ReadIncident, ShowStatus
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.support.incidents import IncidentDesk
from services.support.status import ServiceStatus

router = Router(name=__name__)


@router.message(Command("status"))
@router.callback_query(ShowStatus.filter())
async def show_status(_event: object, status: ServiceStatus, screen: Screen, t: Texts) -> None:
    """The status of the shop."""
    await screen.show(render_status(await status.report(), t))


@router.callback_query(ReadIncident.filter())
async def read_incident(
    _event: object, callback_data: ReadIncident, incidents: IncidentDesk, screen: Screen, t: Texts
) -> None:
    """An incident with its updates, the newest first."""
    await screen.show(render_incident(await incidents.view(callback_data.incident, callback_data.page), t))
