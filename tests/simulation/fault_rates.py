"""The rates of faults of the network and Telegram: chosen with the seed, and switched off at the end."""

import random
from dataclasses import dataclass

from sandbox.faults.faults import Fault

STORM = {
    "lost_reply": 0.05, "not_sent": 0.01, "flood": 0.01, "server_error": 0.015, "html_502": 0.01, "bad_json": 0.005,
    "blocked": 0.002, "hang": 0.005,
}  # fmt: skip
"""Shares of calls that meet with each fault on a bad day. `hang`: it is done, and the answer never comes."""
TWICE, LOST, AGAIN, SHUFFLED = 0.05, 0.08, 0.05, 0.1
"""Shares of payments told twice or never, and of polls that repeat an old update or change the order of new ones."""


@dataclass
class FaultRates:
    """One day. `strength` is 0 for a fine one and 1 for the worst; `haste` how much of a second a step leaves."""

    chance: random.Random
    strength: float

    def fault(self) -> Fault | None:
        """Return the fault of a call, if any."""
        if self.strength == 0:
            return None
        drawn = self.chance.random() / self.strength
        for kind, share in STORM.items():
            if drawn < share:
                return Fault(kind, retry_after=self.chance.choice((1, 2, 5)))
            drawn -= share
        return None

    def happens(self, share: float) -> bool:
        """Return whether something befalls that has this share on a bad day."""
        return self.chance.random() < share * self.strength

    def latency(self) -> float:
        """Return how long half a call takes, in seconds."""
        return self.chance.uniform(0.002, 0.05)

    def disk(self) -> float:
        """Return how long the disk takes for a statement: mostly nothing that counts."""
        return self.chance.uniform(0.001, 0.02) if self.chance.random() < 0.03 else 0.0

    def clear_up(self) -> None:
        """From now on nothing goes wrong any more."""
        self.strength = 0
