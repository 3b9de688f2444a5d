"""Faulty goods: a customer reports a code or link, and staff replace it, refuse, or give the money back.

What is replaced is never valid again, and is shown to nobody as goods. Each code can be reported once; a refund closes
the cases of its order (services/payments/refunds.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.delivery.allocation import Allocation, build_delivery
from services.delivery.kinds import delivery_method
from services.domain.customers.customer import Customer
from services.domain.delivery.delivery import PreparedDelivery
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import AlreadyDecided, NotFound, TooManyCases, present
from services.domain.messaging.notice import Notice
from services.domain.orders.order import SHOWS_GOODS, Order
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.stock.stock import GivenItem
from services.domain.support.case import MOST_OPEN, REPLACED_WITHIN, Case, CaseHistory, CaseState
from services.domain.values.clock import Clock
from services.domain.values.ids import new_id, new_number
from services.staff.alerts import alert_admins, order_params
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

PAGE = 8
COUNT_CAP = 100


@dataclass(frozen=True, slots=True)
class OrderGoods:
    """The goods of an own order that can be reported, and what was reported of them."""

    order: Order
    items: Sequence[GivenItem]
    cases: Sequence[Case]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as staff see it: of the goods only the last characters. `free`: there is one to give instead."""

    case: Case
    order: Order
    customer: Customer | None
    tail: str
    history: CaseHistory
    free: bool


@dataclass(frozen=True)
class CaseDesk:
    """Takes reports of faulty goods, and carries out what staff decide."""

    db: Database
    now: Clock
    policy: Policy
    allocation: Allocation
    dispatch: OutboxPort

    async def goods(self, customer: Customer, order_id: str) -> OrderGoods:
        """Return the goods of an own order that can be reported. Raises NotFound."""
        async with self.db.read() as reading:
            order = present(await reading.orders.of(customer.id, order_id))
            items = await _items(reading, order)
            given_for = {order.id, *(item.order_id for item in items)}
            cases = [one for given in sorted(given_for) for one in await reading.cases.of_order(given)]
        return OrderGoods(order, items, cases)

    async def open(self, customer: Customer, order_id: str, item_id: int) -> Case:
        """Open a case about one of the goods of an own order, once. Raises NotFound, TooManyCases."""
        async with self.db.begin() as tx:
            order = present(await tx.orders.of(customer.id, order_id))
            known = await tx.cases.of_item(item_id)
            if known is not None and known.customer_id == customer.id:
                return known
            item = next((one for one in await _items(tx, order) if one.id == item_id), None)
            source = present(await tx.orders.lock(item.order_id if item else order.id))
            if item is None or source.customer_id != customer.id:
                raise NotFound
            case = await self._open(tx, source, item)
        self.dispatch.wake()
        return case

    async def _open(self, tx: Transaction, order: Order, item: GivenItem) -> Case:
        now = self.now()
        history = await self._history(tx, order.customer_id)
        if history.open >= MOST_OPEN:
            raise TooManyCases(limit=MOST_OPEN)
        case = Case(new_id(), new_number(), order.customer_id, order.id, item.id, CaseState.OPEN, now)
        if not await tx.cases.add(case):
            return present(await tx.cases.of_item(item.id))
        await tx.orders.add_event(order.id, now, "case-opened", order.customer_id)
        params = {**await order_params(tx, order), "case": case.id, "unusual": int(history.is_unusual)}
        await alert_admins(tx, self.policy, "admin-case", f"case:{case.id}", **params)
        return case

    async def _history(self, reading: ReadTransaction, customer_id: int) -> CaseHistory:
        return await reading.cases.history(customer_id, self.now() - REPLACED_WITHIN, COUNT_CAP)

    async def page(self, number: int = 0) -> tuple[list[CaseFile], bool]:
        """Open cases, a page of them, and whether there is a next one; for admins."""
        async with self.db.read() as reading:
            found = await reading.cases.page(max(number, 0) * PAGE, PAGE + 1)
            return [await self._file(reading, case) for case in found[:PAGE]], len(found) > PAGE

    async def file(self, case_id: str) -> CaseFile:
        """A case with all that a decision needs; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            return await self._file(reading, present(await reading.cases.get(case_id)))

    async def _file(self, reading: ReadTransaction, case: Case) -> CaseFile:
        order = present(await reading.orders.get(case.order_id))
        item = present(await reading.given.get(case.item_id))
        return CaseFile(
            case,
            order,
            await reading.customers.find(case.customer_id),
            item.secret.tail,
            await self._history(reading, case.customer_id),
            (await reading.stock.level(order.product_id)).free > 0,
        )

    async def replace(self, case_id: str, admin_id: int, key: str | None = None) -> Case | None:
        """Withdraw what was reported, and give a free one instead; None, and nothing is changed, if none is free.

        Raises NotFound, AlreadyDecided.
        """
        async with self.db.begin() as tx:
            case = present(await tx.cases.get(case_id))
            if await tx.outcomes.find(key) is not None:
                return case
            order = present(await self.allocation.lock_product_and_order(tx, case.order_id))
            case = present(await tx.cases.get(case_id))
            if case.state is not CaseState.OPEN or order.state not in SHOWS_GOODS:
                raise AlreadyDecided
            done, prepared = await self._replace(tx, case, order, admin_id)
            if done:
                await tx.outcomes.put(key, {})
                before, case = case, present(await tx.cases.get(case_id))
                await _record(tx, AuditAction.GOODS_REPLACED, before, case, key)
        if prepared is not None:
            self.dispatch.send_now(prepared)
        self.dispatch.wake()
        return case if done else None

    async def _replace(
        self, tx: Transaction, case: Case, order: Order, admin_id: int
    ) -> tuple[bool, PreparedDelivery | None]:
        """Return whether it was done, and the delivery if this process sends it."""
        now, lease = self.now(), self.dispatch.lease
        given = await self.allocation.replace(tx, order, case.item_id, now, lease)
        if given is None:
            return False, None
        replacement, delivery = given
        decided = {"decided_at": now, "decided_by": admin_id, "replacement_id": replacement, "delivery_id": delivery.id}
        if not await tx.cases.move(case.id, CaseState.REPLACED, **decided):
            raise AlreadyDecided
        await tx.orders.add_event(order.id, now, "replaced", admin_id)
        return True, None if lease is None else await build_delivery(tx, delivery, order, now)

    async def refuse(self, case_id: str, reason: str, admin_id: int, key: str | None = None) -> Case:
        """Refuse a case for one of the known reasons, and tell the customer. Raises NotFound, AlreadyDecided."""
        async with self.db.begin() as tx:
            case = present(await tx.cases.get(case_id))
            if await tx.outcomes.find(key) is not None:
                return case
            now, order = self.now(), present(await tx.orders.lock(case.order_id))
            decided = {"decided_at": now, "decided_by": admin_id, "reason": reason}
            if not await tx.cases.move(case.id, CaseState.REFUSED, **decided):
                raise AlreadyDecided
            await tx.orders.add_event(order.id, now, "case-refused", admin_id, reason)
            params = {"order": order.number, "order_id": order.id, "reason": reason}
            await tx.notices.add(Notice(order.customer_id, "case-refused", params, f"case-refused:{case.id}"))
            await tx.outcomes.put(key, {})
            before, case = case, present(await tx.cases.get(case_id))
            await _record(tx, AuditAction.CASE_REFUSED, before, case, key)
        self.dispatch.wake()
        return case


async def _record(tx: Transaction, action: AuditAction, before: Case, after: Case, key: str | None) -> None:
    entry = AuditEntry(action, f"case:{after.number}", {"state": before.state}, {"state": after.state})
    await record(tx, entry, after.decided_by, key, after.decided_at or 0)


async def _items(reading: ReadTransaction, order: Order) -> tuple[GivenItem, ...]:
    """The goods of an order that its buyer may see."""
    shows = order.state in SHOWS_GOODS and not await reading.orders.returns_money(order.id)
    return await delivery_method(order).items(reading, order) if shows else ()
