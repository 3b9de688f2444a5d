"""Staff extend the subscriptions that an incident has touched: by how much, for whom, and yes twice."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.support.incidents.callbacks import (
    BeginExtension,
    CheckExtension,
    OfferExtension,
    PreviewExtension,
    TypeDays,
)
from handlers.admin.support.incidents.extension_views import (
    render_days_request,
    render_extension_check,
    render_extension_preview,
    render_offer,
)
from handlers.admin.support.incidents.incident_views import render_incident
from handlers.admin.ui.states import IncidentStates
from handlers.ui.filters import IsUserMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.support.extension import MOST_DAYS
from services.domain.values.clock import Clock
from services.support.extensions import ExtensionPreview, Extensions
from services.support.incidents import IncidentDesk

router = Router(name=__name__)


@router.callback_query(OfferExtension.filter())
async def offer(
    _event: object, callback_data: OfferExtension, extensions: Extensions, state: FSMContext, context: Context
) -> None:
    """Ask by how many days."""
    await state.clear()
    preview = await extensions.preview(callback_data.incident)
    await context.screen.show(render_offer(preview.incident, context.t))


@router.callback_query(TypeDays.filter())
async def type_days(_event: object, callback_data: TypeDays, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Ask for another number of days."""
    await state.set_state(IncidentStates.days)
    await state.set_data({"incident": callback_data.incident})
    await screen.show(render_days_request(callback_data.incident, t))


@router.message(StateFilter(IncidentStates.days), IsUserMessage())
async def take_days(message: Message, extensions: Extensions, now: Clock, state: FSMContext, context: Context) -> None:
    """A number of days has come."""
    incident = str((await state.get_data()).get("incident"))
    days = _days(message.text or "")
    if days is None:
        await context.screen.send(render_days_request(incident, context.t, again=True))
        return
    preview = await extensions.preview(incident)
    await state.clear()
    await context.screen.send(render_extension_preview(preview, days, now(), context.t))


def _days(text: str) -> int | None:
    said = text.strip()
    days = int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(MOST_DAYS)) else 0
    return days if 1 <= days <= MOST_DAYS else None


@router.callback_query(PreviewExtension.filter())
async def preview_extension(
    _event: object, callback_data: PreviewExtension, extensions: Extensions, now: Clock, screen: Screen, t: Texts
) -> None:
    """Show for whom it would be."""
    preview = await extensions.preview(callback_data.incident, callback_data.page)
    await screen.show(render_extension_preview(preview, _bounded(callback_data.days), now(), t))


@router.callback_query(CheckExtension.filter())
async def check(
    _event: object, callback_data: CheckExtension, extensions: Extensions, now: Clock, context: Context
) -> None:
    """Ask once more, if there are as many as were shown."""
    preview = await extensions.preview(callback_data.incident)
    days = _bounded(callback_data.days)
    if preview.counts.subscriptions != callback_data.count:
        await _show_news(preview, days, now, context)
        return
    await context.screen.show(render_extension_check(preview, days, context.t))


@router.callback_query(BeginExtension.filter())
async def begin(
    _event: object,
    callback_data: BeginExtension,
    extensions: Extensions,
    incidents: IncidentDesk,
    now: Clock,
    context: Context,
) -> None:
    """Begin it; the leader does it, subscription by subscription."""
    incident, days = callback_data.incident, _bounded(callback_data.days)
    key = context.act.to("extend-subscriptions")
    begun = await extensions.begin(incident, days, callback_data.count, context.customer.id, key)
    if begun is None:
        await _show_news(await extensions.preview(incident), days, now, context)
        return
    context.screen.toast(context.t.plain("extension-begun"))
    await context.screen.show(render_incident(await incidents.view(incident), context.t, begun))


async def _show_news(preview: ExtensionPreview, days: int, now: Clock, context: Context) -> None:
    context.screen.toast(context.t.plain("extension-moved"), alert=True)
    await context.screen.show(render_extension_preview(preview, days, now(), context.t))


def _bounded(days: int) -> int:
    """Return the days of a button, which anybody may have made up."""
    return max(1, min(days, MOST_DAYS))
