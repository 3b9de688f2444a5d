"""A copy of the SQLite database, verified, whole or not at all; and when the last one was made, for the doctor."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from bot.atomic_write import atomic_write
from bot.cli.output import OK, fail, print_lines
from bot.runtime.database_unavailable import why
from services.domain.values.clock import real_time
from services.storage.database_url import DatabaseUrl
from services.storage.transaction import ReadTransaction

COUNTED = ("customers", "orders", "payments", "stock_items", "subscriptions", "consents")
NEWEST = "backup"
_WAIT_SECONDS = 10.0
_REMEMBER = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


async def backup(url: DatabaseUrl, path: Path) -> int:
    """Write a verified copy of a SQLite database, while the shop runs too. Returns an exit code.

    Goods in it stay encrypted; without the secret keys it is worth nothing, to its owner too.
    """
    source = url.file
    if source is None:
        return fail("PostgreSQL has a tool for this: pg_dump --format=custom --file=FILE DATABASE")
    try:
        counts = await _copy(source, path)
    except OSError as error:
        told = f"{path.parent} cannot be written to ({error.strerror}): choose another folder"
        return fail(f"no backup was made: {told}")
    except aiosqlite.Error as error:
        return fail(f"no backup was made: {why(url, error)}")
    except BackupFailed as failed:
        return fail(f"no backup was made: {failed}")
    await remember(source, path, real_time())
    print_lines(f"    {table}: {count}" for table, count in counts.items())
    print(f"ok  {path} is a whole copy. Keep the secret keys apart from it: without them it cannot be read")
    return OK


class BackupFailed(Exception):
    """There is nothing to copy, something in the way, or the copy is not whole. Its text is for a person."""


async def _copy(source: Path, target: Path) -> dict[str, int]:
    if not source.is_file():
        msg = f"there is no database at {source}"
        raise BackupFailed(msg)
    if target.exists():
        msg = f"{target} exists already; choose another name"
        raise BackupFailed(msg)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic_write(target) as draft:
        return await fill(source, draft)


async def fill(source: Path, draft: Path) -> dict[str, int]:
    """Copy a database that may be in use into a new file, for its owner alone, and count what is in it.

    Raises BackupFailed for a copy that is not whole or holds no shop.
    """
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    address = f"{source.resolve().as_uri()}?mode=ro"
    async with aiosqlite.connect(address, uri=True) as shop, aiosqlite.connect(draft) as copy:
        await shop.backup(copy)
        await copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete by itself
        verdict = await _value(copy, "PRAGMA integrity_check")
        if verdict != "ok":
            msg = f"the copy is damaged: {verdict}"
            raise BackupFailed(msg)
        names = await copy.execute_fetchall("SELECT name FROM sqlite_master")
        if not {"meta", *COUNTED} <= {name for (name,) in names}:
            msg = "it holds no shop"
            raise BackupFailed(msg)
        return {table: int(await _value(copy, f"SELECT count(*) FROM {table}")) for table in COUNTED}  # noqa: S608 - its names


async def _value(copy: aiosqlite.Connection, question: str) -> Any:  # noqa: ANN401 - whatever was asked for
    ((value,),) = await copy.execute_fetchall(question)
    return value


async def remember(source: Path, target: Path, at: int) -> None:
    """Leave word for the doctor: made when (UTC ms). A copy is a copy, whether or not this can be written down."""
    word = json.dumps({"at": at, "file": str(target.resolve())}).encode()
    with suppress(aiosqlite.Error):
        async with aiosqlite.connect(source, timeout=_WAIT_SECONDS, isolation_level=None) as shop:
            await shop.execute(_REMEMBER, (NEWEST, word))


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest backup: when it was made (UTC ms), and where it was put."""

    at: int
    file: Path


async def newest(reading: ReadTransaction) -> Newest | None:
    """The newest backup that was made by the command; None if there was none."""
    found = await reading.meta.get(NEWEST)
    if found is None:
        return None
    word = json.loads(found)
    return Newest(word["at"], Path(word["file"]))
