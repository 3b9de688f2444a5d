"""The pages of the categories, and of the products in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.ui.callbacks import ShowCategories, ShowCategory, ShowOrders, ShowProduct, ShowShop
from handlers.ui.incident_banner import with_banner
from handlers.ui.keyboards import button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog, ProductCard
from services.domain.catalog.product import Category, Product
from services.domain.values.money import Money
from services.orders.checkout import Checkout
from services.support.incident_board import IncidentBoard


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """Show a page of a category; the categories, if there is no such one."""

    catalog: Catalog
    checkout: Checkout
    incidents: IncidentBoard

    async def __call__(self, goal: ShowCategory, context: Context) -> None:
        """Show it."""
        categories, incidents = await self.catalog.categories(), await self.incidents.open()
        category = next((one for one in categories if one.slug == goal.slug), None)
        if category is None:
            rows, further = await self.catalog.category_page(0)
            await context.screen.show(with_banner(render_shop(rows, context.t, more=further), incidents, context.t))
            return
        cards, more = await self.catalog.page(category.slug, goal.page)
        priced = [(card, self._first_price(card.product)) for card in cards]
        alone = len(categories) == 1
        outgoing = render_category(category, priced, goal.page, context.t, more=more, alone=alone)
        await context.screen.show(with_banner(outgoing, incidents, context.t))

    def _first_price(self, product: Product) -> Money | None:
        methods = self.checkout.payment_methods(product)
        return methods[0][1] if methods else None


def render_shop(categories: list[Category], t: Texts, page: int = 0, *, more: bool = False) -> OutgoingMessage:
    """A page of the categories, or an honest word that nothing is on sale."""
    if not categories and not page:
        return OutgoingMessage(t("shop-empty"), keyboard([button(t.plain("button-orders"), ShowOrders())]))
    rows = [button(category.title[t.language], ShowCategory(slug=category.slug)) for category in categories]
    pager_row = pager(lambda number: ShowCategories(page=number), page, t, more=more)
    return OutgoingMessage(
        t("shop-title"), keyboard(*column(rows), pager_row, [button(t.plain("button-orders"), ShowOrders())])
    )


def render_category(
    category: Category,
    cards: Sequence[tuple[ProductCard, Money | None]],
    page: int,
    t: Texts,
    *,
    more: bool,
    alone: bool,
) -> OutgoingMessage:
    """The products of a category with price and a hint of the stock."""
    products = [button(_label(card, price, t), ShowProduct(product=card.product.id)) for card, price in cards]
    pager_row = pager(lambda number: ShowCategory(slug=category.slug, page=number), page, t, more=more)
    back = [button(t.plain("button-orders"), ShowOrders()) if alone else button(t.plain("button-back"), ShowShop())]
    return OutgoingMessage(t("category-title", title=category.title), keyboard(*column(products), pager_row, back))


def _label(card: ProductCard, price: Money | None, t: Texts) -> str:
    if not card.level.free:
        return t.plain("product-label-sold-out", title=card.product.title)
    return t.plain("product-label", title=card.product.title, price=t.money(price) if price else "")
