"""The capture of logs: programs' lines are kept instead of printed, since some of them must never be written."""

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
"""The errors that injected faults may cause."""


class LogCapture(logging.Handler):
    """Lines that no injected fault explains, but for those of a dead process (`is_dead`), whose tasks are cancelled."""

    def __init__(self, is_dead: Callable[[], bool]) -> None:
        super().__init__(logging.WARNING)
        self.strange: list[str] = []
        self._is_dead = is_dead

    def structured(self, _log: object, method: str, event: MutableMapping[str, Any]) -> str:
        """Keep a line of structlog's; nothing is printed."""
        error = event.get("error")
        if (error is not None and error not in EXPECTED) or method in {"critical", "exception"}:
            cause = event.get("exc_info")
            self._note(f"{method}: {dict(event)} {cause!r}")
        raise structlog.DropEvent

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of the standard library's logging."""
        cause = record.exc_info[1] if record.exc_info else None
        if type(cause).__name__ in EXPECTED:
            return
        self._note(f"{record.name}: {record.getMessage()} {cause!r}")

    def _note(self, words: str) -> None:
        if not self._is_dead():
            self.strange.append(words)

    def unhandled(self, _loop: object, context: dict[str, Any]) -> None:
        """Keep the error that a task or callback has dropped."""
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
