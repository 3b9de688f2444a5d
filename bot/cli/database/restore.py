"""`restore FILE`: a backup is tried, then takes the place of the database, which is put aside and never deleted."""

from pathlib import Path

from bot.atomic_write import atomic_write, sync
from bot.cli.output import OK, fail, print_lines
from bot.runtime.database_unavailable import why
from bot.settings.key_ring import key_ring
from bot.settings.sections import Settings
from services.domain.values.clock import SECOND, real_time
from services.storage.connection.database_errors import connection_errors
from services.storage.connection.database_url import DatabaseUrl
from services.storage.schema.bootstrap import open_database, open_without_keys
from services.storage.schema.copy import is_open_elsewhere
from services.storage.sqlite.backup import BackupFailed, copy_file, leave_one_file, record_backup, tombstones_in
from services.storage.sqlite.engine import DRIVER

PARTS = ("", "-wal", "-shm")
"""A database of SQLite is up to three files. The last two belong to the first alone, and spoil another one."""
RUNNING = "the shop is running, or another program has its database open: stop it first"


async def restore(settings: Settings, backup: Path) -> int:
    """Put a backup in the place of the database. Returns an exit code. Raises KeyMissing, KeysError, SchemaTooNew."""
    url = settings.storage.address
    if url.file is None:
        return fail("PostgreSQL has a tool for this: pg_restore --clean --if-exists --dbname=DATABASE FILE")
    place = url.file.absolute()
    if not backup.is_file():
        return fail(f"there is no backup at {backup}")
    if place.exists() and backup.samefile(place):
        return fail(f"{backup} is the database itself: name a backup")
    if await is_served(url):
        return fail(RUNNING)
    try:
        counts, aside = await _put(settings, backup, place)
    except OSError as error:
        return fail(f"nothing was restored: {error.filename or place.parent}: {error.strerror}")
    except connection_errors(url) as error:
        return fail(f"nothing was restored: {why(DatabaseUrl(f'{DRIVER}:///{backup}'), error)}")
    except BackupFailed as failed:
        return fail(f"nothing was restored: {failed}")
    print_lines(f"    {table}: {count}" for table, count in counts.items())
    print_lines([f"ok  {backup} is in place" + (f"; the former database lies in {aside}" if aside else "")])
    print_lines(["    Codes sold after it look free: before you start, see `quarantine` in docs/keys-and-backup.md"])
    return OK


async def is_served(url: DatabaseUrl) -> bool:
    """Return whether another process has a database open; one that is not there, or is none, nobody has."""
    if url.file and not url.file.is_file():
        return False
    db = open_without_keys(url)
    try:
        return await is_open_elsewhere(db)
    except connection_errors(url):
        if url.file:
            return False
        raise
    finally:
        await db.close()


async def _put(settings: Settings, backup: Path, place: Path) -> tuple[dict[str, int], Path | None]:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic_write(place) as draft:
        try:
            counts = await copy_file(backup, draft)
            opened = await open_database(f"{DRIVER}:///{draft}", key_ring(settings.storage.keys, may_create=False))
            try:
                async with opened.begin() as tx:
                    await tx.privacy.remember_erased(await tombstones_in(place))
            finally:
                await opened.close()
            await record_backup(draft, backup, int(backup.stat().st_mtime * SECOND))
            await leave_one_file(draft)
        finally:
            for part in PARTS[1:]:
                draft.with_name(f"{draft.name}{part}").unlink(missing_ok=True)
        sync(draft)  # what is there is moved away only when its successor is on the disk
        return counts, _put_aside(place)


def _put_aside(place: Path) -> Path | None:
    """Move what is there out of the way, all files of it; returns where to, or None if nothing was there."""
    files = [file for part in PARTS if (file := place.with_name(f"{place.name}{part}")).exists()]
    if not files:
        return None
    aside = place.parent / "aside" / str(real_time() // SECOND)
    aside.mkdir(mode=0o700, parents=True)
    for file in files:
        file.rename(aside / file.name)
    return aside
