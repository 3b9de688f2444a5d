"""Rows of orders and the events that tell their history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, func, or_, select, update

from services.domain.orders.order import ORDER_TRANSITIONS, Order, OrderEvent, OrderState
from services.domain.payments.payment import PaymentState
from services.domain.state_machine import sources
from services.domain.stock.stock import StockState
from services.domain.values.language import Language
from services.domain.values.money import Currency, Money
from services.storage.orders.product_snapshot import read_snapshot, write_snapshot
from services.storage.repository import Repository, picked
from services.storage.tables import events, orders, payments, refunds, stock
from services.storage.tables.columns import in_states

CANCELLED = "cancelled"
"""The event of an order that its customer has given up."""
GIVEN_UP = (
    select(events.c.id).where(events.c.order_id == orders.c.id, events.c.kind == CANCELLED).correlate(orders).exists()
)
LAST = 10**13
BACKORDER_POSITION = case((GIVEN_UP, orders.c.paid_at + LAST), else_=orders.c.paid_at)
"""The order of the waiting line: by the time of payment; orders that were cancelled and paid afterwards come last."""
GOES_BACK = (
    select(payments.c.id)
    .join(refunds, refunds.c.payment_id == payments.c.id)
    .where(payments.c.order_id == orders.c.id, payments.c.state == PaymentState.CONFIRMED)
    .exists()
)
"""True if a refund of what paid an order is written down and not done yet."""
RETURNS_MONEY = (orders.c.state == OrderState.REFUNDED) | GOES_BACK
"""True if the money of an order went back or is to go back: the one predicate for whoever would give it something."""
RETURNS = select(orders.c.id).where(orders.c.id == bindparam("order"), RETURNS_MONEY)


PLAIN = (
    "id", "number", "customer_id", "idempotency_key", "product_id", "quantity", "method", "consent_id", "renews",
    "created_at", "expires_at", "reserved_until", "payment_locked_until", "paid_at", "delivered_at",
    "screen_message_id", "invoice_message_id",
)  # fmt: skip


def _order(row: Row[Any]) -> Order:
    return Order(
        snapshot=read_snapshot(row.snapshot),
        total=Money(row.amount, Currency(row.currency)),
        language=Language(row.language),
        state=OrderState(row.state),
        **picked(row, PLAIN),
    )


BY_ID = select(orders).where(orders.c.id == bindparam("id"))
LOCKED = BY_ID.with_for_update()
OF_CUSTOMER = BY_ID.where(orders.c.customer_id == bindparam("customer"))
BY_NUMBER = select(orders).where(orders.c.number == bindparam("number"))
ADD, TELL = orders.insert(), events.insert()
SET = update(orders).where(orders.c.id == bindparam("which"))
MOVE = {to: SET.where(in_states(orders.c.state, *sources(ORDER_TRANSITIONS, to))) for to in OrderState}
OF_BUYER = orders.c.customer_id == bindparam("customer")
ASKED_OR_PENDING = select(orders).where(
    or_(
        and_(OF_BUYER, orders.c.idempotency_key == bindparam("idempotency_key")),
        and_(OF_BUYER, in_states(orders.c.state, OrderState.PENDING)),
    )
)  # in no order, and the customer named twice: SQLite would walk through all orders of the customer
RECENT_OF = (
    select(orders)
    .where(orders.c.customer_id == bindparam("customer"), orders.c.created_at > bindparam("since"))
    .order_by(orders.c.created_at.desc(), orders.c.id)
    .limit(bindparam("limit"))
)
PAID_LAST = select(func.max(orders.c.paid_at)).where(orders.c.customer_id == bindparam("customer"))
OVERDUE = (
    select(orders.c.id)
    .where(in_states(orders.c.state, OrderState.PENDING), orders.c.expires_at <= bindparam("now"))
    .order_by(orders.c.expires_at)
    .limit(bindparam("limit"))
)
IS_OVER = (
    select(orders.c.id)
    .where(
        orders.c.id == stock.c.order_id,
        in_states(orders.c.state, OrderState.EXPIRED, OrderState.CANCELLED),
        orders.c.reserved_until <= bindparam("now"),
    )
    .limit(1)
    .scalar_subquery()  # a join would begin with all orders that were ever given up
)
HOLDING = (
    select(stock.c.order_id)
    .where(in_states(stock.c.state, StockState.HELD), IS_OVER.is_not(None))
    .distinct()
    .limit(bindparam("limit"))
)


class Orders(Repository):
    """Every order of the shop."""

    async def get(self, order_id: str) -> Order | None:
        """An order by its id."""
        return await self._first(_order, BY_ID, id=order_id)

    async def lock(self, order_id: str) -> Order | None:
        """An order by its id, locked until the end of the transaction. Orders are locked before everything else."""
        return await self._first(_order, LOCKED, id=order_id)

    async def of(self, customer_id: int, order_id: str) -> Order | None:
        """An order, if it belongs to this customer."""
        return await self._first(_order, OF_CUSTOMER, id=order_id, customer=customer_id)

    async def by_number(self, number: str) -> Order | None:
        """An order by the number that people read out; for admins only."""
        return await self._first(_order, BY_NUMBER, number=number)

    async def asked_or_pending(self, customer_id: int, idempotency_key: str) -> tuple[Order | None, list[Order]]:
        """The order that this press of the confirm button has made before, and the open orders, oldest first."""
        found = await self._all(_order, ASKED_OR_PENDING, customer=customer_id, idempotency_key=idempotency_key)
        found.sort(key=lambda order: order.created_at)
        asked = next((order for order in found if order.idempotency_key == idempotency_key), None)
        return asked, [order for order in found if order.state is OrderState.PENDING]

    async def recent_of(self, customer_id: int, since: int, limit: int) -> list[Order]:
        """Orders of a customer that were made after a moment, newest first."""
        return await self._all(_order, RECENT_OF, customer=customer_id, since=since, limit=limit)

    async def last_paid(self, customer_id: int) -> int:
        """Return the time of a customer's last payment, whenever the order was made (UTC ms); 0 if there is none."""
        return await self._number(PAID_LAST, customer=customer_id)

    async def page_of(self, customer_id: int, offset: int, limit: int) -> list[Order]:
        """Orders of a customer, newest first."""
        return await self._all(
            _order,
            select(orders)
            .where(orders.c.customer_id == customer_id)
            .order_by(orders.c.created_at.desc(), orders.c.id)
            .offset(offset)
            .limit(limit),
        )

    async def add(self, order: Order) -> None:
        """Write a new order."""
        await self._run(
            ADD,
            {
                "snapshot": write_snapshot(order.snapshot),
                "amount": order.total.amount,
                "currency": order.total.currency,
                "language": order.language,
                "state": order.state,
                **picked(order, PLAIN),
            },
        )

    async def move(self, order_id: str, to: OrderState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Move an order on if its state permits; False if it does not (any more)."""
        return await self._change(MOVE[to], {"which": order_id, "state": to, **columns}) == 1

    async def set(self, order_id: str, **columns: Any) -> None:  # noqa: ANN401 - column values
        """Change what is not the state."""
        await self._run(SET, {"which": order_id, **columns})

    async def overdue(self, now: int, limit: int) -> list[str]:
        """Pending orders whose time is over."""
        return await self._values(OVERDUE, now=now, limit=limit)

    async def holding(self, now: int, limit: int) -> list[str]:
        """Orders without money that still keep stock although even the grace period is over."""
        return await self._values(HOLDING, now=now, limit=limit)

    async def backorders(self, product_id: int, limit: int) -> list[Order]:
        """Paid orders that wait for stock, in the order of their turn; not those whose money is on its way back."""
        return await self._all(
            _order,
            select(orders)
            .where(orders.c.product_id == product_id, in_states(orders.c.state, OrderState.WAITING), ~RETURNS_MONEY)
            .order_by(BACKORDER_POSITION, orders.c.id)
            .limit(limit)
            .with_for_update(),
        )

    async def returns_money(self, order_id: str) -> bool:
        """Return whether the money of an order went back, or is written down to go back: it gets no goods any more."""
        return await self._has(RETURNS, order=order_id)

    async def backorder_position(self, order: Order) -> int:
        """Return how many stand in line for the product before an order, those who get their money back left out."""
        position = select(BACKORDER_POSITION).where(orders.c.id == order.id).correlate(None).scalar_subquery()
        earlier = (position > BACKORDER_POSITION) | ((position == BACKORDER_POSITION) & (orders.c.id < order.id))
        return await self._number(
            select(func.count()).where(
                orders.c.product_id == order.product_id,
                in_states(orders.c.state, OrderState.WAITING),
                ~RETURNS_MONEY,
                earlier,
            )
        )

    async def in_state(self, state: OrderState, limit: int) -> list[Order]:
        """Orders in a state, oldest first; for admins."""
        return await self._all(
            _order, select(orders).where(in_states(orders.c.state, state)).order_by(orders.c.expires_at).limit(limit)
        )

    async def count(self, state: OrderState, limit: int) -> int:
        """Return how many orders are in a state, counted no further than `limit`."""
        some = select(orders.c.id).where(in_states(orders.c.state, state)).limit(limit)
        return await self._count(some)

    async def add_event(
        self, order_id: str, at: int, kind: str, actor: int | None = None, detail: str | None = None
    ) -> None:
        """Add to the history of an order. `detail` must hold no goods."""
        await self._run(TELL, {"order_id": order_id, "at": at, "kind": kind, "actor": actor, "detail": detail})

    async def history(self, order_id: str) -> Sequence[OrderEvent]:
        """Return the events of an order, oldest first."""
        rows = await self._run(select(events).where(events.c.order_id == order_id).order_by(events.c.id))
        return [OrderEvent(row.at, row.kind, row.actor, row.detail) for row in rows]

    async def last_event(self, order_ids: Sequence[str], kind: str) -> int:
        """Return the time of the last event of a kind in any of these orders (UTC ms); 0 if there is none."""
        last = select(func.max(events.c.at)).where(events.c.order_id.in_(order_ids), events.c.kind == kind)
        return await self._number(last)
