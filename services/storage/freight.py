"""Small writes that ride along with the next transaction instead of paying for one of their own.

A commit that reaches the disk costs more than everything inside it. Rows of the inbox and their "done" marks are not
in a hurry of their own: whichever transaction comes next takes them aboard. Each load must be unable to fail for
reasons of its own (only `ON CONFLICT DO NOTHING` and plain updates), so that it can never spoil its host; if the host
rolls back, the load goes back to the pier and will be called again.
"""

import asyncio
from collections.abc import Awaitable, Callable

from services.storage.transaction import Transaction

Load = Callable[[Transaction], Awaitable[None]]
Loads = list[tuple[Load, asyncio.Future[None]]]


class Freight:
    """The pier: what waits for a transaction."""

    def __init__(self) -> None:
        self._waiting: Loads = []
        self._seen: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, load: object) -> bool:
        """Whether a load waits on the pier; False while it is under way."""
        return any(load is waiting for waiting, _ in self._waiting)

    def bring(self, load: Load) -> asyncio.Future[None]:
        """Put a load on the pier. The future is done when a transaction that carried it has committed."""
        shipped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((load, shipped))
        return shipped

    def overlooked(self) -> bool:
        """Whether something waits that waited already when this was last asked."""
        oldest = self._waiting[0][1] if self._waiting else None
        before, self._seen = self._seen, oldest
        return oldest is not None and oldest is before

    def embark(self) -> Loads:
        """Take everything that waits."""
        aboard, self._waiting = self._waiting, []
        return aboard

    def withdraw(self, load: Load) -> None:
        """Take a load off the pier that is needed no more; who waits for it waits no longer."""
        for entry in self._waiting:
            if entry[0] is load:
                self._waiting.remove(entry)
                self.arrive([entry])
                return

    def put_back(self, aboard: Loads) -> None:
        """The transaction failed: the loads wait for the next one, in their old order."""
        self._waiting = aboard + self._waiting

    @staticmethod
    def arrive(aboard: Loads) -> None:
        """The transaction has committed."""
        for _, shipped in aboard:
            if not shipped.done():
                shipped.set_result(None)
