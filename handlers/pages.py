"""Makes the pages of the shop, each with the services that it needs."""

from dataclasses import dataclass

from handlers.catalog.category_page import CategoryPage
from handlers.catalog.product_page import ProductPage
from handlers.legal.terms_page import TermsPage
from handlers.orders.confirm_page import ConfirmPage
from handlers.orders.order_page import OrderPage
from handlers.payments.payment_page import PaymentPage, ResumePaymentPage
from handlers.ui.navigation.pages import Pages
from handlers.ui.shop_info import ShopInfo
from services.catalog.catalog import Catalog
from services.legal.consents import ConsentRegistry
from services.orders.checkout import Checkout
from services.orders.order_history import OrderHistory
from services.stock.back_in_stock import BackInStock
from services.support.incident_board import IncidentBoard


@dataclass(frozen=True, slots=True)
class PageServices:
    """The services that pages ask."""

    catalog: Catalog
    checkout: Checkout
    consents: ConsentRegistry
    orders: OrderHistory
    back_in_stock: BackInStock
    incident_board: IncidentBoard
    shop_info: ShopInfo


def make_pages(of: PageServices) -> Pages:
    """Make the pages, once for a process."""
    payment = PaymentPage(of.checkout, of.shop_info)
    return Pages(
        category=CategoryPage(of.catalog, of.checkout, of.incident_board),
        product=ProductPage(of.catalog, of.checkout, of.back_in_stock, of.incident_board),
        confirm=ConfirmPage(of.checkout, of.consents, of.incident_board),
        payment=payment,
        resume_payment=ResumePaymentPage(of.checkout, payment),
        order=OrderPage(of.orders),
        terms=TermsPage(of.consents),
    )
