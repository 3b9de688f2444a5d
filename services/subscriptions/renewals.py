"""Subscriptions: their state, reminders of their end, and renewals."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.domain.catalog.product import Product
from services.domain.customers.customer import Customer
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import NotFound
from services.domain.messaging.notice import Notice
from services.domain.policy import Policy
from services.domain.subscriptions.reminder_schedule import expires_at, latest_due, next_check_at
from services.domain.subscriptions.subscription import ReminderOffset, Subscription, SubscriptionState, is_renewable
from services.domain.values.clock import DAY, Clock
from services.storage.database import Database
from services.storage.transaction import Transaction

BATCH = 50
SHOWN = 20
PAGE = 8
SHOW_ENDED_FOR = 60 * DAY


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A subscription, whether its product is still sold, and how long one period of it lasts (ms).

    `quantity` and `number` are those of its first order.
    """

    subscription: Subscription
    renewable: bool
    period: int
    quantity: int = 1
    number: str = ""


@dataclass(frozen=True)
class Renewals:
    """Lists, reminds of, and renews subscriptions."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: OutboxPort

    async def of(self, customer: Customer) -> list[Subscription]:
        """Return the subscriptions that run or have ended lately, the next to end first."""
        async with self.db.read() as reading:
            return await reading.subscriptions.all_of(customer.id, self.now() - SHOW_ENDED_FOR, SHOWN)

    async def overview(self, customer: Customer, page: int = 0) -> tuple[list[SubscriptionView], bool]:
        """A page of them, what runs first, with whether each can be renewed; and whether there is a next page."""
        now, first = self.now(), max(page, 0) * PAGE
        async with self.db.read() as reading:
            found = await reading.subscriptions.page_of(customer.id, now, now - SHOW_ENDED_FOR, first, PAGE + 1)
            origins = await reading.subscriptions.origins([one.id for one in found])
            shown = [_view(one, await reading.products.get(one.product_id), origins) for one in found[:PAGE]]
        return shown, len(found) > PAGE

    async def renewable(self, customer: Customer, subscription_id: str) -> tuple[Subscription, Product, int]:
        """An own subscription, the product that renews it, and for how many it is. Raises NotFound."""
        async with self.db.read() as reading:
            subscription = await reading.subscriptions.of(customer.id, subscription_id)
            if subscription is None or subscription.state is SubscriptionState.REVOKED:
                raise NotFound
            product = await reading.products.get(subscription.product_id)
            quantity = await reading.subscriptions.quantity(subscription.id)
        assert product is not None, "a product is hidden, never deleted"
        return subscription, product, quantity

    async def remind_due(self) -> int:
        """Remind of every end that is near, once a stage; returns how many reminders were written."""
        written = 0
        while True:
            async with self.db.begin() as tx:
                due = await tx.subscriptions.due(self.now(), BATCH)
                written += sum([await self._process(tx, subscription) for subscription in due])
            if len(due) < BATCH:
                break
        if written:
            self.dispatch.wake()
        return written

    async def has_due(self) -> bool:
        """Return whether `remind_due` would find anything: a read, so that an idle shop writes nothing."""
        async with self.db.read() as reading:
            return await reading.subscriptions.has_due(self.now())

    async def _process(self, tx: Transaction, subscription: Subscription) -> bool:
        now, ends_at = self.now(), subscription.ends_at
        await self._update_state(tx, subscription, now)
        look = next_check_at(self.policy.stages, ends_at, self.policy.grace, now)
        await tx.subscriptions.look_again(subscription.id, look)
        stage = latest_due(self.policy.stages, ends_at, subscription.remind_at or now, now)
        if stage is None or expires_at(self.policy.stages, stage, ends_at) < now:
            return False
        if not await tx.subscriptions.note_reminder(subscription.id, stage.key, ends_at, now):
            return False
        product = await tx.products.get(subscription.product_id)
        origins = await tx.subscriptions.origins([subscription.id])
        return await tx.notices.add(self._notice(_view(subscription, product, origins), stage, now))

    async def _update_state(self, tx: Transaction, subscription: Subscription, now: int) -> None:
        if now >= subscription.ends_at + self.policy.grace:
            await tx.subscriptions.move(subscription.id, SubscriptionState.ENDED)
        elif now >= subscription.ends_at:
            await tx.subscriptions.move(subscription.id, SubscriptionState.GRACE)

    def _notice(self, view: SubscriptionView, stage: ReminderOffset, now: int) -> Notice:
        """`days` are those really left, for a version that does not count by the calendar from `at` on.

        After a downtime the stage may lie behind by some.
        """
        subscription = view.subscription
        return Notice(
            recipient_id=subscription.customer_id,
            kind="reminder",
            params={
                "subscription": subscription.id,
                "title_en": subscription.title.en,
                "title_zh": subscription.title.zh,
                "days": -((now - subscription.ends_at) // DAY),
                "at": now,
                "ends_at": subscription.ends_at,
                "renewable": int(view.renewable),
                "count": view.quantity,
            },
            dedup_key=f"reminder:{subscription.id}:{stage.key}:{subscription.ends_at}",
            expires_at=expires_at(self.policy.stages, stage, subscription.ends_at),
        )


def _view(
    subscription: Subscription, product: Product | None, origins: Mapping[str, tuple[str, int]]
) -> SubscriptionView:
    days = product.duration_days if product is not None else None
    whole = days * DAY if days else subscription.ends_at - subscription.starts_at
    number, quantity = origins.get(subscription.id, ("", 1))
    return SubscriptionView(subscription, is_renewable(subscription, product), whole, quantity, number)
