"""Pressed buttons that wait for an answer: each can be answered once, and not for long."""

import asyncio
from dataclasses import dataclass, field
from itertools import count

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.clock import Clock

FIRST_ID = 4_611_686_018_427_387_904


def _unanswered() -> asyncio.Future[Json]:
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True)
class Callback:
    """One press of one button."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    expires_at: float
    answer: asyncio.Future[Json] = field(default_factory=_unanswered)

    async def wait(self, seconds: float) -> Json | None:
        """The answer; None when it did not come in time."""
        await asyncio.wait([self.answer], timeout=seconds)
        return self.answer.result() if self.answer.done() else None


class Callbacks:
    """The presses that may still be answered, oldest first."""

    def __init__(self, clock: Clock, lifetime: float) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._open: dict[str, Callback] = {}
        self._ids = count(FIRST_ID + clock.seconds())

    def open(self, user_id: int, chat_id: int, message_id: int) -> Callback:
        """A press happened."""
        self._drop_expired()
        expires_at = self._clock.now() + self._lifetime
        callback = Callback(str(next(self._ids)), user_id, chat_id, message_id, expires_at)
        self._open[callback.id] = callback
        return callback

    def answer(self, callback_id: str, answer: Json) -> Callback:
        """Settle a press, or refuse: unknown, answered already, or too old."""
        callback = self._open.pop(callback_id, None)
        if callback is None or callback.expires_at <= self._clock.now():
            raise api_errors.query_too_old()
        callback.answer.set_result(answer)
        return callback

    def forget(self) -> None:
        """Forget all presses."""
        self._open.clear()

    def _drop_expired(self) -> None:
        """They are in order of time, so only the front can be old."""
        while self._open:
            oldest = next(iter(self._open.values()))
            if oldest.expires_at > self._clock.now():
                return
            del self._open[oldest.id]
