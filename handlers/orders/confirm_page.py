"""The confirm screen: an order before it is made."""

import secrets
from dataclasses import dataclass

from handlers.ui.callbacks import ChoosePaymentMethod, Confirm, ReadTerms, ShowProduct
from handlers.ui.incident_banner import with_banner
from handlers.ui.keyboards import SUCCESS, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.return_to import to_product
from handlers.ui.purchase_line import named
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Renewal
from services.domain.errors import ConsentMissing
from services.domain.legal.consent import DocumentKind
from services.domain.orders.purchase_request import Quote
from services.legal.consents import ConsentRegistry
from services.orders.checkout import Checkout
from services.support.incident_board import IncidentBoard


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """An order before it is made, after the check of consent."""

    checkout: Checkout
    consents: ConsentRegistry
    incidents: IncidentBoard

    async def __call__(self, goal: ChoosePaymentMethod, context: Context) -> None:
        """Show it. Raises ConsentMissing, NotForSale, QuantityRefused."""
        if not await self.consents.has_accepted(context.customer):
            raise ConsentMissing(
                product_id=goal.product, quantity=goal.quantity, method=goal.method, renews=goal.renews
            )
        quote = await self.checkout.quote(context.customer, goal.product, goal.quantity, goal.method, goal.renews)
        outgoing = render_confirm(quote, goal.renews, context.t)
        await context.screen.show(with_banner(outgoing, await self.incidents.open(), context.t, goal.product))


def render_confirm(quote: Quote, renews: str | None, t: Texts) -> OutgoingMessage:
    """Render the goods, the quantity, the total, that it is final, and the terms it is under."""
    product = quote.product
    confirm = Confirm(
        product=product.id,
        quantity=quote.quantity,
        method=quote.method,
        amount=quote.total.amount,
        idempotency_key=secrets.token_urlsafe(6),
        renews=renews,
    )
    text = lines(
        [
            t("confirm-title"),
            "",
            named(product.title, quote.quantity, t, renewal=renews is not None),
            *_lasting(quote, renews, t),
            t(f"confirm-total-{quote.method}", total=quote.total),
            "",
            t("confirm-final"),
        ]
    )
    back = to_product(product.id, quote.quantity)
    terms = ReadTerms(kind=DocumentKind.TERMS, version=0, language=t.language, return_to=back)
    return OutgoingMessage(
        text,
        keyboard(
            [button(t.plain("button-confirm", total=t.money(quote.total)), confirm, SUCCESS)],
            [button(t.plain("button-terms"), terms)],
            [button(t.plain("button-back"), ShowProduct(product=product.id, quantity=quote.quantity))],
        ),
    )


def _lasting(quote: Quote, renews: str | None, t: Texts) -> list[Html]:
    days = quote.product.duration_days
    if days is None:
        return []
    if renews is None:
        return [t("confirm-lasts", days=days)]
    same = "same" if quote.product.renewal is Renewal.EXTEND else "new"
    renewed = t(f"confirm-renews-{same}", quantity=quote.quantity, days=days)
    return [renewed, t("confirm-keeps" if quote.keeps else "confirm-starts-anew")]
