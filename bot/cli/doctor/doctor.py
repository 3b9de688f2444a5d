"""The doctor: looks at everything that stands between a customer and a delivered order, and says what to do about it.

It changes nothing: no database is made, no schema migrated, no key created.
"""

from collections.abc import AsyncIterator
from pathlib import Path

from cryptography.fernet import Fernet

from bot.app import assemble
from bot.cli.doctor.finding import Finding, fine, todo
from bot.cli.doctor.goods_checks import look_at_catalog_file, look_at_documents
from bot.cli.doctor.settings_checks import look_at_settings
from bot.cli.doctor.shop_checks import look_at_shop
from bot.cli.doctor.telegram_checks import look_at_telegram
from bot.cli.output import FAILED, OK
from bot.runtime.database_unavailable import DatabaseUnavailable, is_writable, nearest_folder
from bot.settings.key_ring import KEY_FILE, KeysError, key_ring
from bot.settings.load import ENV_FILE
from bot.settings.sections import Settings
from services.storage.connection.database_errors import connection_errors
from services.storage.database import Database
from services.storage.schema import upgrade
from services.storage.vault import KeyMissing, Vault


async def check(settings: Settings, env_file: Path = ENV_FILE) -> int:
    """Look at everything and print one line for each finding; returns an exit code: 1 if there is something to do."""
    has_todo, file = False, settings.storage.address.file
    database_exists = file is None or file.exists()
    async for finding in _look(settings, env_file, database_exists=database_exists):
        print(finding, flush=True)
        has_todo = has_todo or not finding.fine
    print(_conclusion(has_todo=has_todo, database_exists=database_exists))
    return FAILED if has_todo else OK


def _conclusion(*, has_todo: bool, database_exists: bool) -> str:
    if has_todo:
        return "Fix the items marked !! before you open the shop."
    if database_exists:
        return "Ready to sell."
    return "Ready for the first start: python -m bot run. Then bring in the stock, and check again."


async def _look(settings: Settings, env_file: Path, *, database_exists: bool) -> AsyncIterator[Finding]:
    for finding in (
        *look_at_settings(settings, env_file, KEY_FILE),
        *look_at_documents(settings),
        *look_at_catalog_file(settings, database_exists=database_exists),
    ):
        yield finding
    async for finding in _database(settings):
        yield finding
    async for finding in look_at_telegram(settings):
        yield finding


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    file = settings.storage.address.file
    if file is not None and not file.exists():
        yield _none_yet(file, settings.storage.address.shown)
        return
    try:
        finding = await _schema(settings)
    except connection_errors(settings.storage.address) as error:
        yield todo(str(DatabaseUnavailable(settings, error)))
        return
    yield finding
    if not finding.fine:
        return
    async for finding in _open(settings):
        yield finding


def _none_yet(file: Path, place: str) -> Finding:
    """The first start makes the folders that are missing, in the nearest one that is there."""
    folder = nearest_folder(file)
    if is_writable(folder):
        return fine(f"no database yet: the first start makes {place}, publishes the terms and reads the catalog")
    return todo(f"{folder} is not a folder that can be written to: make it so, or set DATABASE_URL")


async def _schema(settings: Settings) -> Finding:
    """The schema of the database, looked at without changing anything; this needs no key."""
    place = settings.storage.address.shown
    db = Database(settings.storage.address, Vault([Fernet.generate_key()]))
    try:
        revision = await upgrade.current(db)
        if revision == upgrade.newest():
            return fine(f"{place} has the newest schema")
        if await upgrade.is_compatible_newer(db):
            return fine(f"{place} has schema {revision}, which is newer and compatible with this version")
        return todo(f"{place} has schema {revision or 'none'}, not {upgrade.newest()}: run python -m bot migrate")
    finally:
        await db.close()


async def _open(settings: Settings) -> AsyncIterator[Finding]:
    try:
        if not settings.storage.keys:
            key_ring((), may_create=False, file=KEY_FILE)
        shop = await assemble(settings)
    except KeysError as error:
        yield todo(str(error))
    except KeyMissing:
        yield todo("no secret key opens this database: put the key back (SECRET_KEYS, or .keys/secret.key)")
    except DatabaseUnavailable as away:
        yield todo(str(away))
    else:
        try:
            yield fine("the database can be written to, and the secret keys open it")
            for finding in await look_at_shop(shop):
                yield finding
        finally:
            await shop.close()
