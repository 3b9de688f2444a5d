"""The card of one product."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from handlers.ui import keyboards
from handlers.ui.callbacks import (
    AtLimit,
    ChoosePaymentMethod,
    ShowCategory,
    ShowProduct,
    SubscribeStockAlert,
    UnsubscribeStockAlert,
)
from handlers.ui.incident_banner import with_banner
from handlers.ui.keyboards import button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog, ProductCard
from services.domain.catalog.product import Product, StockDisplay
from services.domain.stock.stock import FEW, StockLevel
from services.domain.values.money import Money
from services.orders.checkout import Checkout
from services.stock.back_in_stock import BackInStock
from services.support.incident_board import IncidentBoard


@dataclass(frozen=True, slots=True)
class ProductPage:
    """The card of a product."""

    catalog: Catalog
    checkout: Checkout
    back_in_stock: BackInStock
    incidents: IncidentBoard

    async def __call__(self, goal: ShowProduct, context: Context) -> None:
        """Show it. Raises NotFound."""
        card = await self.catalog.card(goal.product)
        asked = not card.level.free and await self.back_in_stock.is_asked(context.customer, card.product.id)
        methods = self.checkout.payment_methods(card.product)
        outgoing = render_card(card, goal.quantity, methods, context.t, asked=asked)
        await context.screen.show(with_banner(outgoing, await self.incidents.open(), context.t, card.product.id))


def render_card(
    card: ProductCard, quantity: int, methods: list[tuple[str, Money]], t: Texts, *, asked: bool = False
) -> OutgoingMessage:
    """Render a product, its delivery, its price, its stock, and a button for each payment method.

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
            *(t(f"product-price-{method}", price=price) for method, price in methods),
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
        rows += column(_method_button(product.id, quantity, one, t, first=one == methods[0]) for one in methods)
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


def _method_button(
    product_id: int, quantity: int, offer: tuple[str, Money], t: Texts, *, first: bool
) -> InlineKeyboardButton:
    """Return the button of a payment method; only the first stands out, as a screen has one main action."""
    method, price = offer
    chosen = ChoosePaymentMethod(product=product_id, quantity=quantity, method=method)
    label = t.plain(f"button-method-{method}", total=t.money(price * quantity))
    return button(label, chosen, keyboards.PRIMARY if first else None)


def _stock(product: Product, level: StockLevel, t: Texts) -> Html:
    if not level.free:
        return t("stock-sold-out")
    if product.stock_display is StockDisplay.EXACT:
        return t("stock-many", count=level.free) if level.capped else t("stock-exact", count=level.free)
    few = product.stock_display is StockDisplay.FEW and level.free <= FEW
    return t("stock-few") if few else t("stock-there")
