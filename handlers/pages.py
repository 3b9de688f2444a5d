"""Makes the pages of the shop, each with the services that it needs."""

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


def make_pages(
    catalog: Catalog,
    checkout: Checkout,
    consents: ConsentRegistry,
    orders: OrderHistory,
    back_in_stock: BackInStock,
    shop_info: ShopInfo,
) -> Pages:
    """Make the pages, once for a process."""
    payment = PaymentPage(checkout, shop_info)
    return Pages(
        category=CategoryPage(catalog, checkout),
        product=ProductPage(catalog, checkout, back_in_stock),
        confirm=ConfirmPage(checkout, consents),
        payment=payment,
        resume_payment=ResumePaymentPage(checkout, payment),
        order=OrderPage(orders),
        terms=TermsPage(consents),
    )
