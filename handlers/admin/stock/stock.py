"""/stock: goods come in. Send them, look at the dry run, confirm; then what was sent disappears from the chat."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.stock import stock_views as screens
from handlers.admin.stock.stock_import import StockImport, awaited, draft_of, goods_of
from handlers.admin.ui.callbacks import CancelImport, ChooseStock, ImportStock, ShowLevels, UndoImport
from handlers.admin.ui.filters import OfImport
from handlers.admin.ui.states import StockStates
from handlers.ui.filters import HasGoods
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.stock.stock import DraftState, StockDraft
from services.domain.values.ids import new_id
from services.stock.stock_import import StockImporter

router = Router(name=__name__)


@router.message(Command("stock"))
async def stock(
    message: Message, command: CommandObject, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """Add stock to the product named (at once if the goods come along), or else to one that is chosen."""
    customer, screen, t = context.customer, context.screen, context.t
    slug, pasted = goods_of(command.args or "")
    if not slug:
        await screen.show(screens.render_levels(await stock_importer.levels(), 0, t))
        return
    product = await stock_importer.product(slug)
    importing = StockImport(context, state, stock_importer)
    draft = await importing.begin(draft_of(customer.id, message.message_id), product)
    if pasted or message.document:
        await importing.take(message, pasted, draft)
    else:
        await screen.show(screens.render_wait(product, draft.id, t))


@router.callback_query(ShowLevels.filter())
async def show_levels(
    _event: object, callback_data: ShowLevels, stock_importer: StockImporter, screen: Screen, t: Texts
) -> None:
    """Every product with what is free of it."""
    await screen.show(screens.render_levels(await stock_importer.levels(), callback_data.page, t))


@router.callback_query(ChooseStock.filter())
async def choose_stock(
    _event: object, callback_data: ChooseStock, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """Wait for goods of this product."""
    screen, t = context.screen, context.t
    product = await stock_importer.product(callback_data.slug)
    draft = await StockImport(context, state, stock_importer).begin(new_id(), product)
    await screen.show(screens.render_wait(product, draft.id, t))


@router.callback_query(ImportStock.filter())
async def import_stock(
    _event: object, callback_data: ImportStock, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """Import what was shown, once; a second press says the same, and an older report is replaced by the newest."""
    screen, t = context.screen, context.t
    importing = StockImport(context, state, stock_importer)
    draft = await importing.find(callback_data.draft)
    if draft is None:
        screen.toast(t.plain("admin-stock-outdated"), alert=True)
    elif draft.state == DraftState.OPEN and callback_data.digest != draft.digest:
        screen.toast(t.plain("admin-stock-changed"), alert=True)
        await importing.show(draft)
    else:
        done = await importing.store(draft)
        await (importing.show(done) if done.state == DraftState.OPEN else importing.tell_outcome(done))


@router.callback_query(CancelImport.filter())
async def cancel_import(
    _event: object, callback_data: CancelImport, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """Import nothing; what is imported already stays, and that is said."""
    screen, t = context.screen, context.t
    importing = StockImport(context, state, stock_importer)
    draft = await importing.find(callback_data.draft)
    if draft is None:
        await state.clear()
        await screen.show(screens.render_cancelled(t, 0))
        return
    if draft.state == DraftState.OPEN:
        draft = await stock_importer.drafts.close(draft, DraftState.DROPPED)
    await importing.tell_outcome(draft)


@router.callback_query(UndoImport.filter())
async def undo_import(
    _event: object, callback_data: UndoImport, stock_importer: StockImporter, context: Context
) -> None:
    """Take a batch out again."""
    undone = await stock_importer.undo(callback_data.batch, context.customer.id, context.act.to("undo-import"))
    await context.screen.show(screens.render_undone(undone, context.t))


@router.edited_message(OfImport())
async def edited(
    message: Message, draft: StockDraft, state: FSMContext, stock_importer: StockImporter, context: Context
) -> None:
    """A message with goods says something else now: that counts, or it is said that it comes too late."""
    if draft.state != DraftState.OPEN:
        await context.screen.send(screens.render_edited_late(context.t))
        return
    await StockImport(context, state, stock_importer).retake(message, draft)


@router.message(StateFilter(StockStates.goods), HasGoods())
async def goods(message: Message, state: FSMContext, stock_importer: StockImporter, context: Context) -> None:
    """Take goods that an admin sends."""
    screen, t = context.screen, context.t
    importing = StockImport(context, state, stock_importer)
    draft = await importing.find(await awaited(state) or "")
    if draft is None or draft.state != DraftState.OPEN:
        await state.clear()
        await screen.show(screens.render_lost(t))
        return
    await importing.take(message, message.text or "", draft)
