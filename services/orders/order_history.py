"""The history of orders: those of a customer, and the facts that an admin may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.delivery.allocation import mark_delivered
from services.delivery.kinds import delivery_method
from services.domain.customers.customer import Customer
from services.domain.delivery.delivery import Delivery
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import NoChange, TooManyResends, present
from services.domain.orders.order import OWES_GOODS, SHOWS_GOODS, Order, OrderEvent, OrderState
from services.domain.payments.payment import Payment, Refund
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.subscriptions.subscription import is_renewable
from services.domain.values.clock import HOUR, MINUTE, Clock
from services.domain.values.ids import read_number
from services.domain.values.secret import Secret
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction
from services.subscriptions.periods import plan

PAGE = 6
AN_HOUR = 3
"""So often a customer may have the goods of one order sent again within an hour."""
RESENT = "resent"
SENDS = frozenset({"delivered", RESENT, "replaced"})
"""The events of an order that bring its buyer a message with goods."""
UNPAID = frozenset({OrderState.PENDING, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as its buyer sees it: with its goods, if they are bound, and the end of what it paid for.

    `in_review`: an admin looks at its receipt. `ahead`: how many wait for the same product before it, if it waits.
    `unseen`: it is not known yet that its goods have arrived. `renewable`: the subscription (id) that can be renewed.
    `returns`: the money is on its way back, so that goods which are not known to have arrived stay here.
    """

    order: Order
    goods: tuple[Secret, ...]
    ends_at: int | None
    in_review: bool = False
    ahead: int | None = None
    unseen: bool = False
    renewable: str | None = None
    returns: bool = False


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """An order as an admin sees it: everything but the goods, of which only the tails are told.

    `names` are those of the people who had a hand in it, by their ids; `refunds` stand by the ids of their payments.
    """

    order: Order
    customer: Customer | None
    payments: Sequence[Payment]
    deliveries: Sequence[Delivery]
    events: Sequence[OrderEvent]
    tails: Sequence[str]
    names: Mapping[int, str] = field(default_factory=dict)
    refunds: Mapping[int, Refund] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderHistory:
    """Reads orders, and sends their goods again."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: OutboxPort

    async def page(self, customer: Customer, number: int) -> tuple[list[Order], bool]:
        """One page of own orders, newest first, and whether there is a next one."""
        async with self.db.read() as reading:
            found = await reading.orders.page_of(customer.id, max(number, 0) * PAGE, PAGE + 1)
        return found[:PAGE], len(found) > PAGE

    async def in_review(self, found: Sequence[Order]) -> frozenset[str]:
        """Return those of these orders (ids) that have a receipt that nobody has decided yet."""
        unpaid = [order.id for order in found if order.state in UNPAID]
        if not unpaid:
            return frozenset()
        async with self.db.read() as reading:
            return await reading.payments.reviewed(unpaid)

    async def open(self, customer: Customer, order_id: str) -> OrderView:
        """An own order with its goods. Raises NotFound."""
        async with self.db.read() as reading:
            order = present(await reading.orders.of(customer.id, order_id))
            return await self._opened(reading, order)

    async def mark_seen(self, opened: OrderView) -> None:
        """Telegram has taken an opened order: looking at goods proves that they arrived, and no copy is needed.

        Not a moment before: a customer who has blocked the bot can press a button and sees nothing.
        """
        if opened.unseen:
            async with self.db.begin() as tx:
                order = await tx.orders.lock(opened.order.id) or opened.order
                await tx.deliveries.see(opened.order.id)
                await mark_delivered(tx, order, self.now(), self.policy)

    async def _opened(self, reading: ReadTransaction, order: Order) -> OrderView:
        returns = order.state in OWES_GOODS and await reading.orders.returns_money(order.id)
        shows = order.state in SHOWS_GOODS and not returns
        goods = await delivery_method(order).goods(reading, order) if shows else ()
        written = await reading.subscriptions.period(order.id)
        period = await plan(reading, order, self.now()) if written else None
        in_review = bool(await reading.payments.reviewed([order.id])) if order.state in UNPAID else False
        ahead = await reading.orders.backorder_position(order) if order.state is OrderState.WAITING else None
        unseen = bool(goods) and await reading.deliveries.unseen(order.id)
        renewable = await self._renewable(reading, order, written[0]) if goods and written else None
        return OrderView(order, goods, period.ends_at if period else None, in_review, ahead, unseen, renewable, returns)

    async def _renewable(self, reading: ReadTransaction, order: Order, subscription_id: str) -> str | None:
        found = await reading.subscriptions.of(order.customer_id, subscription_id)
        sold = found is not None and is_renewable(found, await reading.products.get(found.product_id))
        return subscription_id if sold else None

    async def details(self, number: str) -> OrderDetails:
        """Everything about one order by its number; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            order = present(await reading.orders.by_number(read_number(number)))
            goods = await delivery_method(order).goods(reading, order)
            payments, events = await reading.payments.of_order(order.id), await reading.orders.history(order.id)
            return OrderDetails(
                order,
                await reading.customers.find(order.customer_id),
                payments,
                await reading.deliveries.of_order(order.id),
                events,
                [secret.tail for secret in goods],
                await self._names(reading, events),
                {one.id: found for one in payments if (found := await reading.refunds.of_payment(one.id))},
            )

    async def _names(self, reading: ReadTransaction, events: Sequence[OrderEvent]) -> dict[int, str]:
        actors = {event.actor for event in events if event.actor is not None}
        return {one.id: one.name for actor in actors if (one := await reading.customers.find(actor))}

    async def resend(self, number: str, admin_id: int, key: str | None = None) -> Order:
        """Send the same goods again, marked as a copy, one time each `key`.

        Raises NotFound, NoChange if nothing was given yet.
        """
        async with self.db.begin() as tx:
            order = present(await tx.orders.by_number(read_number(number)))
            if await tx.outcomes.find(key) is not None:
                return order
            await self._resend(tx, order, admin_id, key)
        self.dispatch.wake()
        return order

    async def _resend(self, tx: Transaction, order: Order, actor: int, key: str | None) -> None:
        if order.state not in SHOWS_GOODS or not await tx.deliveries.resend(order.id):
            raise NoChange
        await tx.orders.add_event(order.id, self.now(), RESENT, actor)
        if actor != order.customer_id:
            entry = AuditEntry(AuditAction.GOODS_RESENT, f"order:{order.number}", after={"order": order.state})
            await record(tx, entry, actor, key, self.now())
        await tx.outcomes.put(key, {})

    async def resend_own(self, customer: Customer, order_id: str, key: str | None = None) -> Order:
        """The same for the buyer, to whom they did not arrive. Raises NotFound, NoChange, TooManyResends."""
        async with self.db.begin() as tx:
            order = present(await tx.orders.of(customer.id, order_id))
            if await tx.outcomes.find(key) is not None:
                return order
            await tx.orders.lock(order.id)
            since, history = self.now() - HOUR, await tx.orders.history(order.id)
            times = [one.at for one in history if (one.kind, one.actor) == (RESENT, customer.id) and one.at > since]
            if len(times) >= AN_HOUR:
                raise TooManyResends(limit=AN_HOUR, minutes=max(-((since - times[0]) // MINUTE), 1))
            await self._resend(tx, order, customer.id, key)
        self.dispatch.wake()
        return order

    async def sent_at(self, order: Order) -> list[int]:
        """The times at which the goods of an own order were delivered, oldest first (UTC ms)."""
        async with self.db.read() as reading:
            return [one.at for one in await reading.orders.history(order.id) if one.kind in SENDS]
