"""The listener for updates of other processes: PostgreSQL notifies at once; without it polling is enough."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from asyncpg import InterfaceError, InternalClientError, PostgresError
from sqlalchemy.exc import SQLAlchemyError

from services.storage.database import Database
from services.storage.system.user_owners import NOTIFY_CHANNEL

PAUSE = 2.0
BROKEN = (SQLAlchemyError, PostgresError, InterfaceError, InternalClientError, OSError)


async def listen(db: Database, me: str, on_notify: Callable[[], object]) -> None:
    """Call `on_notify` on each NOTIFY for `me`, until cancelled. Does nothing on SQLite."""

    def heard(wanted: str) -> None:
        if wanted == me:
            on_notify()

    while not db.is_sqlite:
        with suppress(*BROKEN):
            await db.engine.listen(NOTIFY_CHANNEL, heard)
        await asyncio.sleep(PAUSE)
