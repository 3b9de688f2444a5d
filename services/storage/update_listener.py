"""PostgreSQL tells a process at once that something was left for it; looking now and then is enough without."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from asyncpg import InterfaceError, InternalClientError, PostgresError
from sqlalchemy.exc import SQLAlchemyError

from services.storage.database import Database
from services.storage.postgres.engine import SIGN_OF_LIFE, PostgresPool
from services.storage.system.user_owners import BELL

PAUSE = 2.0
LOOK_EVERY = 30.0
"""A line on which nobody rings looks like one that was cut, so it is asked."""
BROKEN = (SQLAlchemyError, PostgresError, InterfaceError, InternalClientError, OSError)


async def listen(db: Database, me: str, rung: Callable[[], object]) -> None:
    """Call `rung` whenever somebody rings for `me`, until cancelled. Does nothing on SQLite."""
    while isinstance(db.engine, PostgresPool):
        with suppress(*BROKEN):
            await _hold_line(db.engine, me, rung)
        await asyncio.sleep(PAUSE)


async def _hold_line(engine: PostgresPool, me: str, rung: Callable[[], object]) -> None:
    """Listen on a connection of our own for as long as it holds."""
    async with engine.pool.connect() as connection:
        line = (await connection.get_raw_connection()).driver_connection
        assert line is not None, "a connection that was just opened has its driver's beneath"
        cut = asyncio.Event()

        def heard(_line: Any, _pid: int, _channel: str, wanted: str) -> None:  # noqa: ANN401 - as asyncpg has it
            if wanted == me:
                rung()

        line.add_termination_listener(lambda _: cut.set())
        try:
            await line.add_listener(BELL, heard)
            while not cut.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(cut.wait(), LOOK_EVERY)
                await line.execute(f"LISTEN {BELL}", timeout=SIGN_OF_LIFE)
        finally:
            line.terminate()  # a line that went silent takes no goodbye
            await connection.invalidate()
