"""The incidents: the list, one of them, and its end."""

from aiogram import Router
from aiogram.fsm.context import FSMContext

from handlers.admin.support.incidents.callbacks import AskCloseIncident, CloseIncident, ShowIncident
from handlers.admin.support.incidents.extension_views import render_offer
from handlers.admin.support.incidents.incident_views import render_close, render_incident, render_incidents
from handlers.admin.ui.callbacks import ListIncidents
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided
from services.support.extensions import Extensions
from services.support.incidents import IncidentDesk

router = Router(name=__name__)


@router.callback_query(ListIncidents.filter())
async def list_incidents(
    _event: object, callback_data: ListIncidents, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Show a page of them; what was being written is given up."""
    await state.clear()
    found, more = await incidents.page(callback_data.page)
    await context.screen.show(render_incidents(found, callback_data.page, context.t, more=more))


@router.callback_query(ShowIncident.filter())
async def show_incident(
    _event: object,
    callback_data: ShowIncident,
    incidents: IncidentDesk,
    extensions: Extensions,
    state: FSMContext,
    context: Context,
) -> None:
    """Show one of them; what was being written is given up."""
    await state.clear()
    view = await incidents.view(callback_data.incident, callback_data.page)
    await context.screen.show(render_incident(view, context.t, await extensions.of(callback_data.incident)))


@router.callback_query(AskCloseIncident.filter())
async def ask_close(
    _event: object, callback_data: AskCloseIncident, incidents: IncidentDesk, screen: Screen, t: Texts
) -> None:
    """Ask whether it is over."""
    incident = (await incidents.view(callback_data.incident)).incident
    if not incident.is_open:
        raise AlreadyDecided
    await screen.show(render_close(incident, t))


@router.callback_query(CloseIncident.filter())
async def close(_event: object, callback_data: CloseIncident, incidents: IncidentDesk, context: Context) -> None:
    """It is over; whom it has touched may be given more time."""
    screen, t = context.screen, context.t
    incident = await incidents.close(callback_data.incident, context.customer.id, context.act.to("close-incident"))
    screen.toast(t.plain("incident-closed"))
    await screen.show(render_offer(incident, t))
