"""The policy of this shop: numbers that an owner may choose. Durations in milliseconds."""

from dataclasses import dataclass

from services.domain.subscriptions.subscription import ReminderOffset
from services.domain.values.clock import DAY, MINUTE


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one shop.

    An order can be paid for `order_ttl`; its stock is kept `hold_grace` longer for money on its way. A payment under
    way keeps both for another `checkout_window`. `stages` are the reminders around the end of a subscription, which
    counts as running out (GRACE) for `grace` after it.
    Admins hear of each sale if `sale_notices`, and once, until an import, that no more than `low_stock` of a product
    are left (0: never). An erasure can be withdrawn for `erasure_wait`.
    """

    order_ttl: int = 15 * MINUTE
    hold_grace: int = 5 * MINUTE
    checkout_window: int = 5 * MINUTE
    receipt_hold: int = 3 * DAY
    max_pending: int = 3
    grace: int = 3 * DAY
    stages: tuple[ReminderOffset, ...] = (
        ReminderOffset(7),
        ReminderOffset(3),
        ReminderOffset(1),
        ReminderOffset(0),
        ReminderOffset(-3),
    )
    admins: tuple[int, ...] = ()
    sale_notices: bool = True
    low_stock: int = 3
    erasure_wait: int = DAY
