"""Looking around: categories, products, the card of one product."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import InlineKeyboardButton

from handlers.ui import keyboards
from handlers.ui.callbacks import (
    AtLimit,
    ChoosePaymentMethod,
    ShowCategory,
    ShowOrders,
    ShowProduct,
    ShowShelves,
    ShowShop,
    SubscribeStockAlert,
    UnsubscribeStockAlert,
)
from handlers.ui.keyboards import button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog, ProductCard
from services.domain.catalog.product import Category, Product, StockDisplay
from services.domain.customers.customer import Customer
from services.domain.stock.stock import FEW, StockLevel
from services.domain.values.money import Money
from services.orders.checkout import Checkout
from services.stock.back_in_stock import BackInStock

router = Router(name=__name__)


@router.message(Command("shop"))
@router.callback_query(ShowShop.filter())
async def show_shop(_event: object, catalog: Catalog, checkout: Checkout, screen: Screen, t: Texts) -> None:
    """The shelves; a shop with a single one shows what stands on it."""
    categories, more = await catalog.shelves(0)
    if len(categories) == 1:
        await show_category(_event, ShowCategory(slug=categories[0].slug), catalog, checkout, screen, t)
    else:
        await screen.show(render_shop(categories, t, more=more))


@router.callback_query(ShowShelves.filter())
async def show_categories(
    _event: object, callback_data: ShowShelves, catalog: Catalog, screen: Screen, t: Texts
) -> None:
    """A page of the categories."""
    categories, more = await catalog.shelves(callback_data.page)
    await screen.show(render_shop(categories, t, callback_data.page, more=more))


@router.callback_query(AtLimit.filter())
async def at_limit(_event: object, callback_data: AtLimit, screen: Screen, t: Texts) -> None:
    """No more than this: say why, and change nothing."""
    most, left = callback_data.most, callback_data.left
    screen.toast(t.plain("quantity-left", count=left) if left < most else t.plain("quantity-most", count=most))


@router.callback_query(ShowCategory.filter())
async def show_category(
    _event: object, callback_data: ShowCategory, catalog: Catalog, checkout: Checkout, screen: Screen, t: Texts
) -> None:
    """A page of products."""
    categories = await catalog.categories()
    category = next((one for one in categories if one.slug == callback_data.slug), None)
    if category is None:
        shelves, further = await catalog.shelves(0)
        await screen.show(render_shop(shelves, t, more=further))
        return
    cards, more = await catalog.page(category.slug, callback_data.page)
    prices = {card.product.id: _first_price(checkout, card.product) for card in cards}
    draft = render_category(category, cards, prices, callback_data.page, t, more=more, alone=len(categories) == 1)
    await screen.show(draft)


@router.callback_query(ShowProduct.filter())
async def show_product(
    _event: object,
    callback_data: ShowProduct,
    catalog: Catalog,
    checkout: Checkout,
    customer: Customer,
    restocking: BackInStock,
    screen: Screen,
    t: Texts,
) -> None:
    """The card of a product."""
    card = await catalog.card(callback_data.product)
    asked = not card.level.free and await restocking.is_asked(customer, card.product.id)
    await screen.show(render_card(card, callback_data.quantity, checkout.payment_methods(card.product), t, asked=asked))


def _first_price(checkout: Checkout, product: Product) -> Money | None:
    ways = checkout.payment_methods(product)
    return ways[0][1] if ways else None


def render_shop(categories: list[Category], t: Texts, page: int = 0, *, more: bool = False) -> OutgoingMessage:
    """A page of the categories, or an honest word that nothing is on sale."""
    if not categories and not page:
        return OutgoingMessage(t("shop-empty"), keyboard([button(t.plain("button-orders"), ShowOrders())]))
    shelves = [button(category.title[t.language], ShowCategory(slug=category.slug)) for category in categories]
    turn = keyboards.pager(
        button(t.plain("button-previous"), ShowShelves(page=page - 1)),
        button(t.plain("button-next"), ShowShelves(page=page + 1)),
        page,
        more=more,
    )
    return OutgoingMessage(
        t("shop-title"), keyboard(*column(shelves), turn, [button(t.plain("button-orders"), ShowOrders())])
    )


def render_category(
    category: Category,
    cards: list[ProductCard],
    prices: dict[int, Money | None],
    page: int,
    t: Texts,
    *,
    more: bool,
    alone: bool,
) -> OutgoingMessage:
    """The products of a category with price and a hint of the stock."""
    products = [
        button(_label(card, prices[card.product.id], t), ShowProduct(product=card.product.id)) for card in cards
    ]
    turn = keyboards.pager(
        button(t.plain("button-previous"), ShowCategory(slug=category.slug, page=page - 1)),
        button(t.plain("button-next"), ShowCategory(slug=category.slug, page=page + 1)),
        page,
        more=more,
    )
    way_back = [button(t.plain("button-orders"), ShowOrders()) if alone else button(t.plain("button-back"), ShowShop())]
    return OutgoingMessage(t("category-title", title=category.title), keyboard(*column(products), turn, way_back))


def _label(card: ProductCard, price: Money | None, t: Texts) -> str:
    if not card.level.free:
        return t.plain("product-label-sold-out", title=card.product.title)
    return t.plain("product-label", title=card.product.title, price=t.money(price) if price else "")


def render_card(
    card: ProductCard, quantity: int, ways: list[tuple[str, Money]], t: Texts, *, asked: bool = False
) -> OutgoingMessage:
    """A product: what it is, what one receives, what it costs, how much is left, and a button for each way to pay.

    If nothing is left, there is a button to be told when it is back, or (once `asked`) not to be.
    """
    product = card.product
    most = max(min(product.max_quantity, card.level.free), 1)
    quantity = max(1, min(quantity, most))
    text = lines(
        [
            t("product-title", title=product.title),
            "",
            t("product-description", description=product.description),
            "",
            t(f"product-receives-{product.kind.replace('_', '-')}"),
            t("product-lasts", days=product.duration_days) if product.duration_days else t("product-lasts-for-ever"),
            *(t(f"product-price-{method}", price=price) for method, price in ways),
            _stock(product, card.level, t),
            *([t("stock-asked")] if asked else []),
        ]
    )
    rows: list[keyboards.Row] = []
    if card.level.free and most > 1:
        rows.append(_stepper(product, quantity, card.level, t))
    if not card.level.free:
        rows.append([_stock_alert_button(product.id, t, asked=asked)])
    else:
        rows += column(_way(product.id, quantity, way, t, first=way == ways[0]) for way in ways)
    back = button(t.plain("button-back"), ShowCategory(slug=product.category))
    return OutgoingMessage(text, keyboard(*rows, [back]), photo=product.photo)


def _stepper(product: Product, quantity: int, level: StockLevel, t: Texts) -> keyboards.Row:
    """One less (from two on), how many, one more; at the upper end it says why there is no more."""
    fewer, more = (ShowProduct(product=product.id, quantity=quantity + step) for step in (-1, 1))
    ends = quantity >= min(product.max_quantity, level.free)
    return [
        *([button("➖", fewer)] if quantity > 1 else []),
        button(t.plain("button-quantity", count=quantity), ShowProduct(product=product.id, quantity=quantity)),
        button("➕", AtLimit(most=product.max_quantity, left=level.free) if ends else more),
    ]


def _stock_alert_button(product_id: int, t: Texts, *, asked: bool) -> InlineKeyboardButton:
    """Tell me, or do not: one button that changes when it is pressed."""
    if asked:
        return button(t.plain("button-do-not-tell-me"), UnsubscribeStockAlert(product=product_id))
    return button(t.plain("button-tell-me"), SubscribeStockAlert(product=product_id), keyboards.PRIMARY)


def _way(product_id: int, quantity: int, way: tuple[str, Money], t: Texts, *, first: bool) -> InlineKeyboardButton:
    """A way to pay; only the first stands out, since a screen has one way on."""
    method, price = way
    chosen = ChoosePaymentMethod(product=product_id, quantity=quantity, method=method)
    label = t.plain(f"button-way-{method}", total=t.money(price * quantity))
    return button(label, chosen, keyboards.PRIMARY if first else None)


def _stock(product: Product, level: StockLevel, t: Texts) -> Html:
    if not level.free:
        return t("stock-sold-out")
    if product.stock_display is StockDisplay.EXACT:
        return t("stock-many", count=level.free) if level.capped else t("stock-exact", count=level.free)
    few = product.stock_display is StockDisplay.FEW and level.free <= FEW
    return t("stock-few") if few else t("stock-there")
