"""Where pasted goods wait between the dry run and the confirmation: in memory alone, for ten minutes.

Telegram cannot be asked for a message again, and goods must become neither conversation state nor a row in the clear.
So they are lost with the process, and the admin is asked to paste again.
"""

import asyncio
from dataclasses import dataclass, field

from services.domain.secret import Secret

KEPT_SECONDS = 600
LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class _Parked:
    offer: str
    goods: Secret
    leaves: asyncio.TimerHandle


@dataclass
class Parking:
    """One place for each admin; whoever parks anew loses what stood there."""

    kept_seconds: float = KEPT_SECONDS
    _places: dict[int, _Parked] = field(default_factory=dict)

    def put(self, admin_id: int, offer: str, text: str) -> None:
        """Park a text of at most 5 MB under the name of its preview. Call it on the loop that runs the bot."""
        self.drop(admin_id)
        if len(text) <= LARGEST:
            leaves = asyncio.get_running_loop().call_later(self.kept_seconds, self.drop, admin_id)
            self._places[admin_id] = _Parked(offer, Secret(text), leaves)

    def get(self, admin_id: int, offer: str) -> str | None:
        """The text of a preview; None if it is gone."""
        parked = self._places.get(admin_id)
        return parked.goods.reveal() if parked is not None and parked.offer == offer else None

    def drop(self, admin_id: int) -> None:
        """Forget what an admin has parked."""
        parked = self._places.pop(admin_id, None)
        if parked is not None:
            parked.leaves.cancel()
