"""A SQLite file that another program keeps locked: a start waits for it and says so, instead of giving up."""

import asyncio

from structlog.stdlib import get_logger

from bot.runtime.database_unavailable import DatabaseUnavailable
from bot.settings.sections import Settings
from services.domain.values.clock import SECOND, uptime
from services.storage.sqlite.lock import lock_on

log = get_logger(__name__)

MAX_WAIT = 120
"""The time (seconds) that a start waits: a backup or a browser of databases is done by then, or was forgotten."""


async def wait_until_unlocked(settings: Settings, max_wait: float = MAX_WAIT) -> None:
    """Return as soon as the file may be written to; told once while that lasts. Raises DatabaseUnavailable."""
    file = settings.storage.address.file
    if file is None or not file.is_file():
        return
    began, look = uptime(), 0
    while (lock := await lock_on(file)) is not None:
        if uptime() - began >= max_wait * SECOND:
            raise DatabaseUnavailable(settings, lock)
        if look == 1:  # the writes of a shop that is running are over by now
            log.warning("database_locked", file=str(file), waits_seconds=max_wait, advice="close the other program")
        look += 1
        await asyncio.sleep(1)
