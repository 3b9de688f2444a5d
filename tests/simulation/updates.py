"""The updates of a poll on a bad day: an old one once more, new ones in another order.

Telegram keeps the order of one person's messages, and of nothing else , and repeats what was not confirmed.
"""

from collections import deque

from sandbox.api.json_types import Json
from sandbox.world import World
from tests.simulation.fault_rates import AGAIN, SHUFFLED, FaultRates

KEPT = 50


class Queue:
    """The updates on their way to the bot."""

    def __init__(self, world: World, fault_rates: FaultRates) -> None:
        self._world = world
        self._fault_rates = fault_rates
        self._old: deque[Json] = deque(maxlen=KEPT)
        self.handed: set[int] = set()

    def mixed(self, updates: list[Json]) -> list[Json]:
        """Return these updates as the bot gets them; `handed` are the ids of all that ever left."""
        if not updates:
            return updates
        seen = list(updates)
        if (old := self._confirmed()) and self._fault_rates.happens(AGAIN):
            seen.insert(self._fault_rates.chance.randint(0, len(seen)), self._fault_rates.chance.choice(old))
        if self._fault_rates.happens(SHUFFLED):
            self._fault_rates.chance.shuffle(seen)
        self._old.extend(updates)
        self.handed.update(update["update_id"] for update in updates)
        return seen

    def _confirmed(self) -> list[Json]:
        """Old updates that the bot has confirmed: one that it has not heard of yet comes in its turn alone."""
        waiting = {pending.id for pending in self._world.updates.pending()}
        return [update for update in self._old if update["update_id"] not in waiting]
