"""The copy of a SQLite database that may be in use, into a new file, verified; and the record of the last one."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import aiosqlite

COUNTED = ("customers", "orders", "payments", "stock_items", "subscriptions", "consents")
BACKUP_KEY = "backup"
"""The key in `meta` under which the last backup is recorded."""
_WAIT_SECONDS = 10.0
_RECORD = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """A backup that was made: when (UTC ms), and where it was put."""

    at: int
    file: Path

    def written(self) -> bytes:
        """Return the record as it is kept under BACKUP_KEY."""
        return json.dumps({"at": self.at, "file": str(self.file)}).encode()

    @classmethod
    def read(cls, kept: bytes) -> Self:
        """Return the record that was kept."""
        fields = json.loads(kept)
        return cls(fields["at"], Path(fields["file"]))


class BackupFailed(Exception):
    """There is nothing to copy, something in the way, or the copy is not whole. Its text is for a person."""


async def copy_file(source: Path, draft: Path) -> dict[str, int]:
    """Copy a database that may be in use into a new file, for its owner alone, and count what is in it.

    Raises BackupFailed for a copy that is not whole or holds no shop.
    """
    draft.touch(mode=0o600, exist_ok=False)
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


async def record_backup(database: Path, copy: Path, at: int) -> None:
    """Record for the doctor that a copy was made at a time (UTC ms). If that fails, the copy is a copy all the same."""
    record = BackupRecord(at, copy.resolve()).written()
    with suppress(aiosqlite.Error):
        async with aiosqlite.connect(database, timeout=_WAIT_SECONDS, isolation_level=None) as shop:
            await shop.execute(_RECORD, (BACKUP_KEY, record))


async def leave_one_file(database: Path) -> None:
    """Make a database one file, complete by itself."""
    async with aiosqlite.connect(database) as connection:
        await connection.execute("PRAGMA journal_mode=DELETE")


async def tombstones_in(database: Path) -> list[tuple[str, str, int]]:
    """Return who was erased from a database that is about to be replaced; nobody if it is none, or knows of none."""
    if not database.is_file():
        return []
    with suppress(aiosqlite.Error):
        async with aiosqlite.connect(f"{database.as_uri()}?mode=ro", uri=True) as replaced:
            return [tuple(row) for row in await replaced.execute_fetchall("SELECT pseudonym, number, at FROM erasures")]
    return []
