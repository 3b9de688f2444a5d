"""Injected disorder: one update is held back until one of another queue was delivered, as Telegram itself allows.

Inside its own queue order holds: later updates wait behind the held one.
"""

import asyncio
from collections.abc import Callable

from sandbox.updates.pending_update import Pending
from sandbox.updates.update_ordering import QueueKey

Release = Callable[[Pending], None]


class HeldUpdates:
    """The updates that are held back, all of one queue; `on_release` gets them when their time has come."""

    def __init__(self, on_release: Release) -> None:
        self._on_release = on_release
        self._held: list[Pending] = []
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, pending: Pending, seconds: float) -> None:
        """Hold this one back, for so many seconds at most: nothing may ever overtake it."""
        self._held.append(pending)
        self._timer = asyncio.get_running_loop().call_later(seconds, self.release)

    def keeps_waiting(self, pending: Pending) -> bool:
        """Return whether a new update is behind a held one in its queue; then it is held, too."""
        if not self._is_of(pending.queue_key):
            return False
        self._held.append(pending)
        return True

    def delivered(self, queue_key: QueueKey) -> None:
        """An update of some queue has come to the bot."""
        if self._held and not self._is_of(queue_key):
            self.release()

    def release(self) -> None:
        """They may go now."""
        held = self._held
        self.clear()
        for pending in held:
            pending.is_late = True
            self._on_release(pending)

    def clear(self) -> None:
        """Nothing is held."""
        self._held = []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _is_of(self, queue_key: QueueKey) -> bool:
        return bool(self._held) and self._held[0].queue_key == queue_key
