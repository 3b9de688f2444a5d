"""What programs write to their logs is kept instead of printed: some of it must never be said."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import structlog

EXPECTED = frozenset({
    "TelegramNetworkError", "TelegramServerError", "TelegramRetryAfter", "TelegramForbiddenError",
    "TelegramBadRequest", "TelegramConflictError", "ClientDecodeError",
})  # fmt: skip
"""What the weather alone may cause."""


class LogCapture(logging.Handler):
    """What no weather explains. What a dead process says is not heard (`is_dead`): its tasks are only swept away."""

    def __init__(self, is_dead: Callable[[], bool]) -> None:
        super().__init__(logging.WARNING)
        self.strange: list[str] = []
        self._is_dead = is_dead

    def structured(self, _log: object, method: str, event: MutableMapping[str, Any]) -> str:
        """What structlog would print; nothing is."""
        error = event.get("error")
        if (error is not None and error not in EXPECTED) or method in {"critical", "exception"}:
            cause = event.get("exc_info")
            self._note(f"{method}: {dict(event)} {cause!r}")
        raise structlog.DropEvent

    def emit(self, record: logging.LogRecord) -> None:
        """What the standard library's logging would print."""
        cause = record.exc_info[1] if record.exc_info else None
        if type(cause).__name__ in EXPECTED:
            return
        self._note(f"{record.name}: {record.getMessage()} {cause!r}")

    def _note(self, words: str) -> None:
        if not self._is_dead():
            self.strange.append(words)

    def unhandled(self, _loop: object, context: dict[str, Any]) -> None:
        """What a task or callback has dropped."""
        self.strange.append(f"{context.get('message')}: {context.get('exception')!r}")


@contextlib.contextmanager
def written_down(loop: asyncio.AbstractEventLoop, is_dead: Callable[[], bool]) -> Iterator[LogCapture]:
    """Take down what is said to all logs, for as long as the block lasts."""
    notes, root = LogCapture(is_dead), logging.getLogger()
    before, kept = structlog.get_config(), root.handlers[:]
    structlog.configure(processors=[notes.structured], cache_logger_on_first_use=False)
    loop.set_exception_handler(notes.unhandled)
    root.handlers[:] = [notes]
    try:
        yield notes
    finally:
        root.handlers[:] = kept
        structlog.configure(**before)
