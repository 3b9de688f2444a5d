"""My data: a copy of every row about a customer as a file, and the request to be erased."""

from aiogram import Router

from handlers.customers.personal_data_file import as_html, as_json
from handlers.customers.personal_data_views import (
    AskErasure,
    ConfirmErasure,
    SendMyData,
    WithdrawErasure,
    render_copy,
    render_erasure,
    render_my_data,
)
from handlers.ui.callbacks import ShowMyData
from handlers.ui.navigation.context import Context
from services.customers.personal_data import PersonalData

router = Router(name=__name__)


@router.callback_query(ShowMyData.filter())
async def show_my_data(_event: object, context: Context) -> None:
    """Show what a customer can do about the own data."""
    await context.screen.show(render_my_data(context.t))


@router.callback_query(SendMyData.filter())
async def send_my_data(_event: object, personal_data: PersonalData, context: Context) -> None:
    """Send the copy in its two forms, below what was said."""
    copy, t = await personal_data.copy(context.customer, context.act.to("copy")), context.t
    await context.screen.send(render_copy(as_json(copy), "json", t))
    await context.screen.send(render_copy(as_html(copy, personal_data.now(), t), "html", t))


@router.callback_query(AskErasure.filter())
async def ask_erasure(_event: object, personal_data: PersonalData, context: Context) -> None:
    """Tell what goes and what stays, before anything is asked for."""
    await _show_erasure(personal_data, context)


@router.callback_query(ConfirmErasure.filter())
async def confirm_erasure(_event: object, personal_data: PersonalData, context: Context) -> None:
    """Ask for it; it is done after the time to think."""
    await personal_data.ask_erasure(context.customer, context.act.to("erasure"))
    await _show_erasure(personal_data, context)


@router.callback_query(WithdrawErasure.filter())
async def withdraw_erasure(_event: object, personal_data: PersonalData, context: Context) -> None:
    """Take the request back."""
    await personal_data.withdraw_erasure(context.customer, context.act.to("withdrawal"))
    context.screen.toast(context.t.plain("erasure-withdrawn"))
    await context.screen.show(render_my_data(context.t))


async def _show_erasure(personal_data: PersonalData, context: Context) -> None:
    view, wait = await personal_data.erasure(context.customer), personal_data.policy.erasure_wait
    await context.screen.show(render_erasure(view, wait, context.t))
