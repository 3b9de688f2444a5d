"""The stream of everything that changes, for a page or a test that watches."""

import asyncio
from collections import deque
from itertools import islice

from sandbox.api.json_types import Json

KEPT = 20_000


class Events:
    """A numbered stream that can be waited on; the oldest entries fall off."""

    def __init__(self) -> None:
        self._events: deque[Json] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Future[None]] = set()
        self.seq = 0

    def add(self, kind: str, chat_id: int | None = None, **details: object) -> None:
        """Something changed."""
        self.seq += 1
        self._events.append({"seq": self.seq, "kind": kind, "chat_id": chat_id, **details})
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)

    async def since(self, seq: int, seconds: float) -> list[Json]:
        """The events after `seq`; waits for one if there is none. A `seq` from the future is answered at once."""
        if seq == self.seq and seconds > 0:
            await self._wait(seconds)
        first = self.seq - len(self._events)
        return list(islice(self._events, max(seq - first, 0), None))

    async def _wait(self, seconds: float) -> None:
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.add(watcher)
        try:
            await asyncio.wait([watcher], timeout=seconds)
        finally:
            self._watchers.discard(watcher)
