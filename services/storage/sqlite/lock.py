"""The lock that another program holds on a SQLite file."""

from pathlib import Path

import aiosqlite


def is_locked(error: BaseException) -> bool:
    """Return whether an error of the driver says that somebody else holds the file."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


async def lock_on(file: Path) -> Exception | None:
    """Return the error that keeps everybody from writing now, if any; opening the file tells of any other."""
    try:
        async with aiosqlite.connect(file, timeout=0, isolation_level=None) as connection:
            await connection.execute("BEGIN IMMEDIATE")
            await connection.execute("ROLLBACK")
    except aiosqlite.Error as error:
        return error if is_locked(error) else None
    return None
