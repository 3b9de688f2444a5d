"""The time that an order pays for: it starts when the goods arrive, or where the running period ends."""

from dataclasses import dataclass

from services.domain.catalog.product import Renewal
from services.domain.errors import NotForSale, NotFound, QuantityRefused
from services.domain.orders.order import Order
from services.domain.policy import Policy
from services.domain.subscriptions.reminder_schedule import next_check_at
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.values.clock import DAY
from services.domain.values.ids import new_id
from services.domain.values.interval import Interval, lengthened, without
from services.storage.transaction import ReadTransaction, Transaction


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when (UTC ms), in which subscription (None: a new one)."""

    starts_at: int
    ends_at: int
    subscription_id: str | None


async def plan(reading: ReadTransaction, order: Order, now: int, *, fresh: bool = False) -> Period | None:
    """The period that an order pays for if it is delivered now; None if the product never ends.

    An order that is paid at this moment (`fresh`) has none that was written down before.
    """
    if order.snapshot.duration_days is None:
        return None
    written = None if fresh else await reading.subscriptions.period(order.id)
    if written is not None:
        subscription_id, starts_at, ends_at = written
        return Period(starts_at, await _runs_until(reading, order, subscription_id, ends_at), subscription_id)
    return await _planned(reading, order, order.snapshot.duration_days, now)


async def _planned(reading: ReadTransaction, order: Order, days: int, now: int) -> Period:
    """The period of an order for which none is written yet."""
    running = await reading.subscriptions.of(order.customer_id, order.renews) if order.renews else None
    if running is None or running.state is SubscriptionState.REVOKED:
        return Period(now, now + days * DAY, None)
    starts_at = max(now, running.ends_at)
    return Period(starts_at, starts_at + days * DAY, running.id)


async def _runs_until(reading: ReadTransaction, order: Order, subscription_id: str, ends_at: int) -> int:
    """A link that is extended runs until the end of its subscription, whichever order shows it."""
    if order.snapshot.renewal is not Renewal.EXTEND:
        return ends_at
    running = await reading.subscriptions.of(order.customer_id, subscription_id)
    return ends_at if running is None or running.state is SubscriptionState.REVOKED else running.ends_at


async def refuse_strange_renewal(tx: Transaction, order: Order, subscription_id: str) -> None:
    """A renewal buys one more period of the same product for as many as run, whatever a button says.

    Raises NotFound, NotForSale, QuantityRefused.
    """
    subscription = await tx.subscriptions.of(order.customer_id, subscription_id)
    if subscription is None or subscription.product_id != order.product_id:
        raise NotFound
    if subscription.state is SubscriptionState.REVOKED:
        raise NotForSale
    runs = await tx.subscriptions.quantity(subscription_id)
    if order.quantity != runs:
        raise QuantityRefused(limit=runs)


async def can_extend(reading: ReadTransaction, order: Order) -> bool:
    """Return whether the subscription that an order extends still runs; True for orders that extend none."""
    if not order.extends or order.renews is None:
        return True
    subscription = await reading.subscriptions.of(order.customer_id, order.renews)
    return subscription is not None and subscription.state is not SubscriptionState.REVOKED


async def start_period(tx: Transaction, order: Order, now: int, policy: Policy) -> None:
    """Write down the period of a delivered order, once: a new subscription, or the new end of a running one."""
    if order.renews:
        await tx.subscriptions.lock(order.renews)
    days = order.snapshot.duration_days
    if days is None or await tx.subscriptions.period(order.id) is not None:
        return
    period = await _planned(tx, order, days, now)
    look = next_check_at(policy.stages, period.ends_at, policy.grace, now)
    subscription_id = period.subscription_id or new_id()
    if period.subscription_id is None:
        await tx.subscriptions.add(_new(subscription_id, order, period, look))
    else:
        await tx.subscriptions.renew(subscription_id, order.id, period.ends_at, look)
    await tx.subscriptions.add_period(order.id, subscription_id, period.starts_at, period.ends_at)


async def revoke_period(tx: Transaction, order: Order, now: int, policy: Policy) -> None:
    """The money of an order went back, and so does the time it paid for; without any time a subscription is revoked.

    A period that ended before is not reminded of again.
    """
    written = await tx.subscriptions.period(order.id)
    running = None if written is None else await tx.subscriptions.lock(written[0])
    if written is None or running is None:
        return
    before = [Interval(order.id, *written[1:]), *await tx.subscriptions.intervals(running.id)]
    left = without(before, order.id, now)
    if not left:
        await tx.subscriptions.move(running.id, SubscriptionState.REVOKED, remind_at=None)
        return
    for interval in left:
        if interval not in before:
            await tx.subscriptions.move_interval(interval)
    last = max(left, key=lambda interval: interval.ends_at)
    look = next_check_at(policy.stages, last.ends_at, policy.grace, now) if last.ends_at > now else None
    await tx.subscriptions.shorten(running.id, last.order_id, last.ends_at, look)
    if last.ends_at <= now:
        await tx.subscriptions.move(running.id, SubscriptionState.ENDED)


async def extend_period(tx: Transaction, subscription: Subscription, by: int, now: int, policy: Policy) -> int:
    """Let a locked subscription run `by` (ms) longer, as a gift of the shop; returns its new end.

    One that is over goes on from now. Reminders follow the new end.
    """
    before = await tx.subscriptions.intervals(subscription.id)
    after = lengthened(before, now, by)
    for interval in after:
        if interval not in before:
            await tx.subscriptions.move_interval(interval)
    ends_at = max((one.ends_at for one in after), default=max(subscription.ends_at, now) + by)
    look = next_check_at(policy.stages, ends_at, policy.grace, now)
    await tx.subscriptions.renew(subscription.id, subscription.order_id, ends_at, look)
    return ends_at


def _new(subscription_id: str, order: Order, period: Period, look: int | None) -> Subscription:
    return Subscription(
        id=subscription_id,
        customer_id=order.customer_id,
        product_id=order.product_id,
        order_id=order.id,
        title=order.snapshot.title,
        state=SubscriptionState.ACTIVE,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        remind_at=look,
    )
