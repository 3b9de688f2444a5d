"""`backup FILE`: a copy of the SQLite database, verified, whole or not at all; the last one, for the doctor."""

from pathlib import Path

from bot.atomic_write import atomic_write
from bot.cli.output import OK, fail, print_lines
from bot.runtime.database_unavailable import why
from services.domain.values.clock import real_time
from services.storage.connection.database_errors import connection_errors
from services.storage.connection.database_url import DatabaseUrl
from services.storage.sqlite.backup import BACKUP_KEY, BackupFailed, BackupRecord, copy_file, record_backup
from services.storage.transaction import ReadTransaction


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
    except connection_errors(url) as error:
        return fail(f"no backup was made: {why(url, error)}")
    except BackupFailed as failed:
        return fail(f"no backup was made: {failed}")
    await record_backup(source, path, real_time())
    print_lines(f"    {table}: {count}" for table, count in counts.items())
    print(f"ok  {path} is a whole copy. Keep the secret keys apart from it: without them it cannot be read")
    return OK


async def _copy(source: Path, target: Path) -> dict[str, int]:
    if not source.is_file():
        msg = f"there is no database at {source}"
        raise BackupFailed(msg)
    if target.exists():
        msg = f"{target} exists already; choose another name"
        raise BackupFailed(msg)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic_write(target) as draft:
        return await copy_file(source, draft)


async def newest(reading: ReadTransaction) -> BackupRecord | None:
    """The newest backup that was made by the command; None if there was none."""
    found = await reading.key_values.get(BACKUP_KEY)
    return None if found is None else BackupRecord.read(found)
