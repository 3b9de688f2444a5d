"""A copy of the SQLite database, verified, whole or not at all; and when the last one was made, for the doctor."""

import asyncio
import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from bot.cli.catalog import OK, fail, print_lines
from bot.runtime.database_unavailable import why
from services.domain.values.clock import real_time
from services.storage.transaction import Reading

COUNTED = ("customers", "orders", "payments", "stock_items", "subscriptions", "consents")
NEWEST = "backup"
_WAIT_SECONDS = 10.0
_REMEMBER = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


async def backup(url: str, path: Path) -> int:
    """Write a verified copy of a SQLite database, while the shop runs too. Returns an exit code.

    Goods in it stay encrypted; without the secret keys it is worth nothing, to its owner too.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return fail("PostgreSQL has a tool for this: pg_dump --format=custom --file=FILE DATABASE")
    source = Path(address.database or "")
    try:
        counts = await asyncio.to_thread(_copy, source, path)
    except OSError as error:
        told = f"{path.parent} cannot be written to ({error.strerror}): choose another folder"
        return fail(f"no backup was made: {told}")
    except sqlite3.Error as error:
        return fail(f"no backup was made: {why(url, error)}")
    except BackupFailed as failed:
        return fail(f"no backup was made: {failed}")
    await asyncio.to_thread(remember, source, path, real_time())
    print_lines(f"    {table}: {count}" for table, count in counts.items())
    print(f"ok  {path} is a whole copy. Keep the secret keys apart from it: without them it cannot be read")
    return OK


class BackupFailed(Exception):
    """There is nothing to copy, something in the way, or the copy is not whole. Its text is for a person."""


def _copy(source: Path, target: Path) -> dict[str, int]:
    if not source.is_file():
        msg = f"there is no database at {source}"
        raise BackupFailed(msg)
    if target.exists():
        msg = f"{target} exists already; choose another name"
        raise BackupFailed(msg)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    try:
        counts = fill(source, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    settle(target)
    return counts


def fill(source: Path, draft: Path) -> dict[str, int]:
    """Copy a database that may be in use into a new file, for its owner alone, and count what is in it.

    Raises BackupFailed for a copy that is not whole or holds no shop.
    """
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as shop, closing(sqlite3.connect(draft)) as copy:
        shop.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete by itself
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            msg = f"the copy is damaged: {verdict}"
            raise BackupFailed(msg)
        if not {"meta", *COUNTED} <= {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}:
            msg = "it holds no shop"
            raise BackupFailed(msg)
        return {table: _count(copy, table) for table in COUNTED}


def _count(copy: sqlite3.Connection, table: str) -> int:
    return int(copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a name of COUNTED


def remember(source: Path, target: Path, at: int) -> None:
    """Leave word for the doctor: made when (UTC ms). A copy is a copy, whether or not this can be written down."""
    word = json.dumps({"at": at, "file": str(target.resolve())}).encode()
    with suppress(sqlite3.Error), closing(sqlite3.connect(source, timeout=_WAIT_SECONDS)) as shop, shop:
        shop.execute(_REMEMBER, (NEWEST, word))


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest backup: when it was made (UTC ms), and where it was put."""

    at: int
    file: Path


async def newest(reading: Reading) -> Newest | None:
    """The newest backup that was made by the command; None if there was none."""
    found = await reading.meta.get(NEWEST)
    if found is None:
        return None
    word = json.loads(found)
    return Newest(word["at"], Path(word["file"]))


def settle(target: Path) -> None:
    """Make the file and its name survive a power cut."""
    for place in (target, target.resolve().parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
