"""The retries of an update that failed: how many there are, and the pause before each.

The cause decides. A handler that fails four times will fail again, and the update becomes a dead letter. Telegram that
is away for minutes comes back, and an update given up meanwhile would be lost to its sender for nothing. A flood
(429) says nothing about the update at all: it waits for as long as Telegram asks.
"""

from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from pydantic import ValidationError

PAUSES = (0.5, 2.0, 8.0)
OUTAGE = (0.5, 2.0, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0, 60.0)
"""Five minutes in all: about as long as somebody waits who has written and hears nothing."""
FLOODS = 100
"""So many in a row are no longer Telegram's mood: handling the update is what causes them."""
AWAY = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
TRANSIENT_ERRORS = (*AWAY, TelegramRetryAfter)


class Retries:
    """The tries of one update; `failures` counts those of its handling, floods and outages aside."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self._outages = 0
        self._floods = 0

    def pause_after(self, error: Exception) -> float | None:
        """Return how many seconds to wait before the next try; None if there is none."""
        match error:
            case ValidationError():
                return None
            case TelegramRetryAfter():
                self._floods += 1
                return error.retry_after if self._floods < FLOODS else None
            case _ if isinstance(error, AWAY):
                self._outages += 1
                return OUTAGE[self._outages - 1] if self._outages <= len(OUTAGE) else None
            case _:
                self.failures += 1
                return PAUSES[self.failures - 1] if self.failures <= len(PAUSES) else None
