"""`copy-database FROM TO`: a shop moves into another database, SQLite or PostgreSQL, and nothing is left behind.

FROM is only read, and is there as before when something goes wrong. The shop must be stopped: what it sold meanwhile
would be sold nowhere. Reports are for people; addresses are told without passwords.
"""

import asyncio
from collections.abc import Mapping

from bot.cli.output import OK, fail
from bot.monitoring.redaction import Redaction
from bot.settings.key_ring import key_ring
from bot.settings.sections import Settings
from services.storage.connection.database_errors import connection_errors
from services.storage.connection.database_url import DatabaseUrl, InvalidDatabaseUrl
from services.storage.database import Database
from services.storage.schema import upgrade
from services.storage.schema.bootstrap import load_fingerprint_key, open_without_keys
from services.storage.schema.copy import CopyRefused, TableDigest, copy_all, is_open_elsewhere, refuse_other_schema
from services.storage.sqlite.engine import DRIVER
from services.storage.vault import Vault

STEP = 50_000
"""So many rows of one table between two signs of life."""
FIGURES = 16
"""So many figures of a hash are shown."""


async def copy_database(settings: Settings, source: str, target: str) -> int:
    """Copy everything from one address, or file of SQLite, to another, and tell what was copied. Returns an exit code.

    Raises KeyMissing, KeysError.
    """
    try:
        places = _address(source), _address(target)
    except CopyRefused as refused:
        return fail(str(refused))
    try:
        copied = await _copy(settings, *places)
    except CopyRefused as refused:
        return fail(str(refused))
    except (*connection_errors(places[0]), *connection_errors(places[1])) as error:
        return fail(_first_line(error))
    _report(copied, *places)
    return OK


def _address(word: str) -> DatabaseUrl:
    url = DatabaseUrl(word if "://" in word else f"{DRIVER}:///{word}")
    try:
        if not url.is_supported:
            raise CopyRefused(_expected(url.shown))
    except InvalidDatabaseUrl:
        raise CopyRefused(_expected(word)) from None
    return DatabaseUrl(f"{DRIVER}:///{url.file}") if url.file else url


def _expected(word: str) -> str:
    addresses = "sqlite+aiosqlite:///path/to/file or postgresql+asyncpg://user:password@host/database"
    return f"{Redaction().text(word)} is no address: expected {addresses}"


async def _copy(settings: Settings, source: DatabaseUrl, target: DatabaseUrl) -> dict[str, TableDigest]:
    if source.parsed == target.parsed:
        raise CopyRefused("FROM and TO are the same database")
    if source.file and not await asyncio.to_thread(source.file.is_file):
        msg = f"there is no database at {source.file}"
        raise CopyRefused(msg)
    before = Database(source, Vault(key_ring(settings.storage.keys, may_create=False)), patient=True)
    after = open_without_keys(target)
    try:
        await _look_at(before, after)
        await upgrade.upgrade(after)
        return await copy_all(before, after, _sign_of_life)
    finally:
        await before.close()
        await after.close()


async def _look_at(source: Database, target: Database) -> None:
    """Refuse what cannot end well, before anything is written."""
    if await is_open_elsewhere(source):
        raise CopyRefused("FROM is in use: stop the shop, and whatever else is connected to it, and try again")
    await refuse_other_schema(source, "FROM")
    await refuse_other_schema(target, "TO", may_be_bare=True)
    await load_fingerprint_key(source)


def _sign_of_life(table: str, rows: int) -> None:
    if rows % STEP == 0:
        print(f"    {table}: {rows:,} …", flush=True)


def _report(copied: Mapping[str, TableDigest], source: DatabaseUrl, target: DatabaseUrl) -> None:
    for table, found in copied.items():
        if found.rows:
            print(f"    {table}: {found.rows:,}, hash {f'{found.digest:064x}'[:FIGURES]}")
    rows = sum(found.rows for found in copied.values())
    print(f"ok  {rows:,} rows are in {target.shown}: every table has the counts and hashes of {source.shown}")
    print("    Now set DATABASE_URL to it and start the shop. Never start it on the old database again: put that aside")


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return f"nothing was copied: {Redaction().text((str(cause) or type(cause).__name__).splitlines()[0])}"
