"""The reading of an import: an admin looks at it line by line, chooses, or corrects a message that was sent."""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext

from handlers.admin.stock.callbacks import ChooseOption, ShowOptions, ShowReport, ShowUnusual
from handlers.admin.stock.dry_run_views import render_report, render_unusual
from handlers.admin.stock.reading_option_views import render_options
from handlers.admin.stock.stock_import import StockImport
from handlers.ui.navigation.context import Context
from services.domain.errors import FileRefused
from services.stock.file import choose
from services.stock.stock_import import StockImporter

router = Router(name=__name__)


@router.callback_query(ShowReport.filter())
@router.callback_query(ShowUnusual.filter())
@router.callback_query(ShowOptions.filter())
async def look(
    _event: object,
    callback_data: ShowReport | ShowUnusual | ShowOptions,
    state: FSMContext,
    stock_importer: StockImporter,
    context: Context,
) -> None:
    """Look at a draft in one of its views."""
    screen, t = context.screen, context.t
    importing = StockImport(context, state, stock_importer)
    draft = await importing.find_open(callback_data.draft)
    if draft is None:
        return
    run = await importing.read(draft)
    match callback_data:
        case ShowUnusual(page=page):
            await screen.show(render_unusual(run, draft, page, t))
        case ShowOptions(what=what):
            await screen.show(render_options(run, draft, what, await importing.reading_options(draft, run, what), t))
        case _:
            await screen.show(render_report(run, draft, t))


@router.callback_query(ChooseOption.filter())
async def choose_option(
    _event: object, callback_data: ChooseOption, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """Read the draft with this option from now on, and show the result; an option that was not offered is ignored."""
    screen, t = context.screen, context.t
    importing = StockImport(context, state, stock_importer)
    draft = await importing.find_open(callback_data.draft)
    if draft is None:
        return
    try:
        choices = choose(draft.choices, callback_data.what, callback_data.value)
        run = await importing.read(replace(draft, choices=choices))
    except (ValueError, FileRefused):
        screen.toast(t.plain("admin-stock-no-fit"), alert=True)
        return
    draft = await stock_importer.drafts.choose(draft, choices)
    await screen.show(render_report(run, draft, t))
