"""The schedule of reminders: pure arithmetic over the end of a period."""

from collections.abc import Sequence

from services.domain.subscriptions.subscription import ReminderOffset
from services.domain.values.clock import DAY


def due(stage: ReminderOffset, ends_at: int) -> int:
    """Return the time at which a stage is due for a period with this end."""
    return ends_at - stage.days_before * DAY


def next_check_at(stages: Sequence[ReminderOffset], ends_at: int, grace: int, after: int) -> int | None:
    """The first moment after `after` at which something is to be said or changed; None if there is none left."""
    moments = [due(stage, ends_at) for stage in stages] + [ends_at, ends_at + grace]
    return min((moment for moment in moments if moment > after), default=None)


def latest_due(stages: Sequence[ReminderOffset], ends_at: int, since: int, now: int) -> ReminderOffset | None:
    """Of the stages that fell due from `since` to `now`, the last: downtime is caught up with one, not with five."""
    fallen = [stage for stage in stages if since <= due(stage, ends_at) <= now]
    return min(fallen, key=lambda stage: stage.days_before, default=None)


def expires_at(stages: Sequence[ReminderOffset], stage: ReminderOffset, ends_at: int) -> int:
    """Return the time at which a reminder expires: when the next one is due, or a day after the last."""
    later = [due(other, ends_at) for other in stages if other.days_before < stage.days_before]
    return min(later, default=due(stage, ends_at) + DAY)
