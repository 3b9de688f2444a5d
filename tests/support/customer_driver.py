"""The people of the tests: they do what customers do, in the order in which Telegram lets them."""

from dataclasses import dataclass, replace

from services.domain.customers.customer import Customer
from services.domain.legal.consent import Evidence
from services.domain.orders.order import Order
from services.domain.payments.payment import Charge
from services.domain.values.language import Language
from services.orders.order_history import OrderView
from services.payments.apply_charge import ChargeResult
from services.payments.providers.stars import StarTransaction
from tests.support.service_harness import ShopHarness


@dataclass(frozen=True)
class CustomerDriver:
    """One customer of one shop."""

    shop: ShopHarness
    customer: Customer

    @property
    def id(self) -> int:
        return self.customer.id

    async def opens(self, slug: str, quantity: int = 1, method: str = "stars", renews: str | None = None) -> Order:
        """Choose and confirm."""
        request = await self.shop.request(slug, quantity, method, renews)
        return await self.shop.checkout.open(self.customer, request)

    async def may_pay(self, order: Order) -> Order:
        """Press Pay: the pre-checkout."""
        return await self.shop.checkout.authorize_payment(self.customer, order.id, order.total)

    def charge(self, order: Order, charge_id: str | None = None, **params: object) -> Charge:
        """A charge for an order as Telegram would report it."""
        paid = Charge(order.method, charge_id or f"charge-{next(self.shop.numbers)}", order.id, self.id, order.total)
        return replace(paid, **params)  # type: ignore[arg-type]

    async def pays(self, order: Order, charge_id: str | None = None) -> ChargeResult:
        """Money moves, and Telegram says so."""
        charge = self.charge(order, charge_id)
        if order.method == "stars":
            line = StarTransaction(charge.charge_id, self.id, order.id, order.total.amount, refunded=False)
            self.shop.telegram.lines.append(line)
        return await self.shop.charge_processor.apply_charge(charge)

    async def buys(self, slug: str, quantity: int = 1, renews: str | None = None) -> Order:
        """The whole way from a wish to goods that are bound; returns the order as it stands then."""
        order = await self.opens(slug, quantity, renews=renews)
        await self.may_pay(order)
        await self.pays(order)
        return await self.shop.order(order.id)

    async def reads(self, order: Order) -> OrderView:
        """Opens an own order, and sees it."""
        opened = await self.shop.orders.open(self.customer, order.id)
        await self.shop.orders.mark_seen(opened)
        return opened

    async def cancels(self, order: Order) -> Order:
        return await self.shop.checkout.cancel(self.customer, order.id)

    async def accepts(self, version: int) -> None:
        """Accept a version of the terms."""
        evidence = Evidence("button", message_id=7, update_id=8)
        await self.shop.consents.accept(self.customer, version, self.customer.speaks, evidence)


async def arrives(shop: ShopHarness, customer_id: int, name: str, language: Language) -> CustomerDriver:
    """A stranger comes to the shop and chooses a language."""
    async with shop.db.begin() as tx:
        await tx.customers.add(customer_id, name, language, shop.clock())
        await tx.customers.choose_language(customer_id, language)
        customer = await tx.customers.find(customer_id)
    assert customer is not None
    return CustomerDriver(shop, customer)
