"""An incident is announced, or an update written: kind, products, English, Chinese, a look at both, and out."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message

from handlers.admin.support.incidents.callbacks import (
    AnnounceIncident,
    ChooseIncidentKind,
    PublishIncident,
    ShowTouchedProducts,
    ToggleTouched,
    UpdateIncident,
    WriteIncident,
)
from handlers.admin.support.incidents.draft import Draft, fault_of, title_and_text
from handlers.admin.support.incidents.draft_views import (
    render_kinds,
    render_preview,
    render_products,
    render_request,
)
from handlers.admin.support.incidents.incident_views import render_incident
from handlers.admin.ui.states import IncidentStates
from handlers.ui.filters import IsUserMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided
from services.domain.support.incident import Incident
from services.domain.values.language import Language
from services.support.incidents import IncidentDesk

router = Router(name=__name__)


@router.callback_query(AnnounceIncident.filter())
async def announce(_event: object, screen: Screen, t: Texts) -> None:
    """Ask for the kind."""
    await screen.show(render_kinds(t))


@router.callback_query(ChooseIncidentKind.filter())
async def choose_kind(
    _event: object, callback_data: ChooseIncidentKind, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Ask what it touches."""
    draft = Draft(kind=callback_data.kind)
    await _keep(draft, IncidentStates.products, state)
    await context.screen.show(render_products(draft, await incidents.products(), 0, context.t))


@router.callback_query(ShowTouchedProducts.filter())
async def show_products(
    _event: object, callback_data: ShowTouchedProducts, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Show a page of the products."""
    draft = Draft.read(await state.get_data())
    if draft is None:
        await context.screen.show(render_kinds(context.t))
        return
    await context.screen.show(render_products(draft, await incidents.products(), callback_data.page, context.t))


@router.callback_query(ToggleTouched.filter())
async def toggle(
    _event: object, callback_data: ToggleTouched, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Choose a product, or leave it out again."""
    draft = Draft.read(await state.get_data())
    if draft is None:
        await context.screen.show(render_kinds(context.t))
        return
    draft = draft.toggled(callback_data.product)
    await _keep(draft, IncidentStates.products, state)
    await context.screen.show(render_products(draft, await incidents.products(), callback_data.page, context.t))


@router.callback_query(WriteIncident.filter())
async def write(_event: object, callback_data: WriteIncident, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Ask for the English words, of a new incident or once more."""
    draft = Draft.read(await state.get_data())
    if draft is None:
        await screen.show(render_kinds(t))
        return
    if callback_data.everything:
        draft = Draft(draft.id, draft.incident, draft.kind, (), draft.words)
    await _keep(draft, IncidentStates.english, state)
    await screen.show(render_request(draft, Language.EN, t))


@router.callback_query(UpdateIncident.filter())
async def update(
    _event: object, callback_data: UpdateIncident, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Ask for the English words about how it goes."""
    incident = (await incidents.view(callback_data.incident)).incident
    if not incident.is_open:
        raise AlreadyDecided
    draft = Draft(incident=incident.id, kind=incident.kind)
    await _keep(draft, IncidentStates.english, state)
    await context.screen.send(render_request(draft, Language.EN, context.t))


@router.message(StateFilter(IncidentStates.english, IncidentStates.chinese), IsUserMessage())
async def take_words(message: Message, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Words in a language have come: ask for the other one, or show both."""
    draft = Draft.read(await state.get_data())
    assert draft is not None, "the state of a draft has one"
    language = Language.EN if await state.get_state() == IncidentStates.english.state else Language.ZH
    title, text = title_and_text(draft, message.text or "")
    if (fault := fault_of(draft, language, title, text)) is not None:
        await screen.send(render_request(draft, language, t, t(fault)))
        return
    draft = draft.with_words(language, title, text)
    if language is Language.EN:
        await _keep(draft, IncidentStates.chinese, state)
        await screen.send(render_request(draft, Language.ZH, t))
    else:
        await _keep(draft, IncidentStates.preview, state)
        await screen.send(render_preview(draft, t))


@router.callback_query(PublishIncident.filter())
async def publish(
    _event: object, callback_data: PublishIncident, incidents: IncidentDesk, state: FSMContext, context: Context
) -> None:
    """Publish it, once; a second press finds what the first has published."""
    screen, t = context.screen, context.t
    key = f"incident:{callback_data.draft}"
    draft = Draft.read(await state.get_data())
    is_this = draft is not None and draft.id == callback_data.draft
    incident = await incidents.done(key)
    if incident is None:
        if draft is None or not is_this or len(draft.words) < len(Language):
            screen.toast(t.plain("incident-outdated"), alert=True)
            await screen.show(render_kinds(t))
            return
        incident = await _publish(draft, incidents, context, key)
    if is_this:
        await state.clear()
    screen.toast(t.plain("incident-published"))
    await screen.show(render_incident(await incidents.view(incident.id), t))


async def _publish(draft: Draft, incidents: IncidentDesk, context: Context, key: str) -> Incident:
    if draft.incident:
        return await incidents.update(draft.incident, draft.texts, context.customer.id, key)
    return await incidents.announce(draft.announcement, context.customer.id, key)


async def _keep(draft: Draft, wanted: State, state: FSMContext) -> None:
    await state.set_state(wanted)
    await state.set_data(draft.written())
