"""/stock: goods come in. Send them, look at the dry run, confirm; then what was sent disappears from the chat."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin import stock_screens as screens
from handlers.admin.buttons import CancelImport, ChooseStock, ImportStock, ShowLevels, UndoImport
from handlers.admin.counter import Counter, Offer, Stocking, remembered
from handlers.filters import HasWords
from handlers.screen import Screen
from handlers.texts import Texts
from services.domain.customer import Customer
from services.stockroom import Stockroom

router = Router(name=__name__)


@router.message(Command("stock"))
async def stock(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    customer: Customer,
    stockroom: Stockroom,
    screen: Screen,
    bot: Bot,
    t: Texts,
) -> None:
    """Add stock to the product named (at once if the goods come along), or else to one that is chosen."""
    slug, _, pasted = (command.args or "").strip().partition("\n")
    if not slug:
        await screen.show(screens.draw_levels(await stockroom.levels(), 0, t))
        return
    product = await stockroom.product(slug.strip().lower())
    offer = Offer(product.slug)
    if pasted.strip() or message.document:
        await Counter(customer.id, state, stockroom, screen, bot, t).take(message, pasted, offer)
    else:
        await offer.keep(state)
        await screen.show(screens.draw_wait(product, t))


@router.callback_query(ShowLevels.filter())
async def show_levels(
    _event: object, callback_data: ShowLevels, stockroom: Stockroom, screen: Screen, t: Texts
) -> None:
    """Every product with what is free of it."""
    await screen.show(screens.draw_levels(await stockroom.levels(), callback_data.page, t))


@router.callback_query(ChooseStock.filter())
async def choose_stock(
    _event: object, callback_data: ChooseStock, state: FSMContext, stockroom: Stockroom, screen: Screen, t: Texts
) -> None:
    """Wait for goods of this product."""
    product = await stockroom.product(callback_data.slug)
    await Offer(product.slug).keep(state)
    await screen.show(screens.draw_wait(product, t))


@router.callback_query(ImportStock.filter())
async def import_stock(
    _event: object,
    callback_data: ImportStock,
    state: FSMContext,
    customer: Customer,
    stockroom: Stockroom,
    screen: Screen,
    bot: Bot,
    t: Texts,
) -> None:
    """Import what was shown: exactly that preview, and once."""
    offer = await remembered(state)
    if offer is None or offer.name != callback_data.offer:
        screen.toast(t.plain("admin-stock-outdated"), alert=True)
        return
    await Counter(customer.id, state, stockroom, screen, bot, t).store(offer)


@router.callback_query(CancelImport.filter())
async def cancel_import(
    _event: object,
    state: FSMContext,
    customer: Customer,
    stockroom: Stockroom,
    screen: Screen,
    bot: Bot,
    t: Texts,
) -> None:
    """Import nothing."""
    counter = Counter(customer.id, state, stockroom, screen, bot, t)
    await counter.clear(await remembered(state), screens.draw_cancelled(t))


@router.callback_query(UndoImport.filter())
async def undo_import(
    _event: object, callback_data: UndoImport, stockroom: Stockroom, screen: Screen, t: Texts
) -> None:
    """Take a batch out again."""
    await screen.show(screens.draw_undone(await stockroom.undo(callback_data.batch), t))


@router.message(StateFilter(Stocking.goods), HasWords())
async def goods(
    message: Message,
    state: FSMContext,
    customer: Customer,
    stockroom: Stockroom,
    screen: Screen,
    bot: Bot,
    t: Texts,
) -> None:
    """What the admin sends."""
    offer = await remembered(state)
    if offer is not None:
        await Counter(customer.id, state, stockroom, screen, bot, t).take(message, message.text or "", offer)
