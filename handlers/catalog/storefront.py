"""Looking around: categories, products, the card of one product."""

from aiogram import Router
from aiogram.filters import Command

from handlers.catalog.category_page import render_shop
from handlers.ui.callbacks import AtLimit, ShowCategories, ShowCategory, ShowProduct, ShowShop
from handlers.ui.incident_banner import with_banner
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog
from services.support.incident_board import IncidentBoard

router = Router(name=__name__)


@router.message(Command("shop"))
@router.callback_query(ShowShop.filter())
async def show_shop(
    _event: object, catalog: Catalog, incident_board: IncidentBoard, pages: Pages, context: Context
) -> None:
    """Show the categories; a shop with a single one shows its products."""
    categories, more = await catalog.category_page(0)
    if len(categories) == 1:
        await pages.category(ShowCategory(slug=categories[0].slug), context)
    else:
        outgoing = render_shop(categories, context.t, more=more)
        await context.screen.show(with_banner(outgoing, await incident_board.open(), context.t))


@router.callback_query(ShowCategories.filter())
async def show_categories(
    _event: object, callback_data: ShowCategories, catalog: Catalog, incident_board: IncidentBoard, context: Context
) -> None:
    """A page of the categories."""
    categories, more = await catalog.category_page(callback_data.page)
    outgoing = render_shop(categories, context.t, callback_data.page, more=more)
    await context.screen.show(with_banner(outgoing, await incident_board.open(), context.t))


@router.callback_query(AtLimit.filter())
async def at_limit(_event: object, callback_data: AtLimit, screen: Screen, t: Texts) -> None:
    """No more than this: say why, and change nothing."""
    most, left = callback_data.most, callback_data.left
    screen.toast(t.plain("quantity-left", count=left) if left < most else t.plain("quantity-most", count=most))


@router.callback_query(ShowCategory.filter())
async def show_category(_event: object, callback_data: ShowCategory, pages: Pages, context: Context) -> None:
    """A page of products."""
    await pages.category(callback_data, context)


@router.callback_query(ShowProduct.filter())
async def show_product(_event: object, callback_data: ShowProduct, pages: Pages, context: Context) -> None:
    """The card of a product."""
    await pages.product(callback_data, context)
