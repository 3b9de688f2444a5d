"""An update that the bot has not confirmed yet."""

from dataclasses import dataclass, field

from sandbox.api.json_types import Json
from sandbox.updates.update_ordering import QueueKey, queue_key

DAY = 86_400
QUERY_LIFETIME = 150
SHORT_LIVED = frozenset({"callback_query", "pre_checkout_query", "shipping_query", "inline_query"})


@dataclass(slots=True)
class Pending:
    """An update with its id, when it dies, and what it must not overtake.

    `comes_again`: it is delivered once more after it was taken. `is_late`: others overtook it; a poll that confirms
    those does not confirm what it was never given.
    """

    update: Json
    expires_at: float
    comes_again: bool = False
    is_late: bool = False
    queue_key: QueueKey = field(init=False)

    def __post_init__(self) -> None:
        self.queue_key = queue_key(self.update)

    @property
    def id(self) -> int:
        """Its update_id."""
        return int(self.update["update_id"])


def lifetime(update: Json) -> int:
    """Seconds for which an update waits to be fetched."""
    return QUERY_LIFETIME if SHORT_LIVED.intersection(update) else DAY
