"""Faulty goods, at the end of staff: the cases that wait, and the decision about each."""

from aiogram import Router

from handlers.admin.support.case_views import (
    render_case,
    render_cases,
    render_decided,
    render_none_free,
    render_why,
)
from handlers.admin.ui.case_callbacks import AskRefusal, RefuseCase, ReplaceGoods, ShowCase, ShowCases
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.support.case import REFUSAL_REASONS
from services.support.cases import CaseDesk

router = Router(name=__name__)


@router.callback_query(ShowCases.filter())
async def show_cases(_event: object, callback_data: ShowCases, cases: CaseDesk, screen: Screen, t: Texts) -> None:
    """The cases that wait for a decision, the longest first."""
    found, more = await cases.page(callback_data.page)
    await screen.show(render_cases(found, callback_data.page, t, more=more))


@router.callback_query(ShowCase.filter())
async def show_case(_event: object, callback_data: ShowCase, cases: CaseDesk, screen: Screen, t: Texts) -> None:
    """One case, with what is known of its customer."""
    await screen.show(render_case(await cases.file(callback_data.case), t))


@router.callback_query(ReplaceGoods.filter())
async def replace(_event: object, callback_data: ReplaceGoods, cases: CaseDesk, context: Context) -> None:
    """Replace it, or say that there is nothing to replace it with."""
    key = context.act.to("replace-goods")
    done = await cases.replace(callback_data.case, context.customer.id, key)
    file = await cases.file(callback_data.case)
    await context.screen.show(render_decided(file, context.t) if done else render_none_free(file, context.t))


@router.callback_query(AskRefusal.filter())
async def ask_refusal(_event: object, callback_data: AskRefusal, cases: CaseDesk, screen: Screen, t: Texts) -> None:
    """Ask for the reason."""
    await screen.show(render_why(await cases.file(callback_data.case), t))


@router.callback_query(RefuseCase.filter())
async def refuse(_event: object, callback_data: RefuseCase, cases: CaseDesk, context: Context) -> None:
    """Refuse it, and tell the customer why."""
    known = callback_data.reason if callback_data.reason in REFUSAL_REASONS else REFUSAL_REASONS[0]
    await cases.refuse(callback_data.case, known, context.customer.id, context.act.to("refuse-case"))
    await context.screen.show(render_decided(await cases.file(callback_data.case), context.t))
