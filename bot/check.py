"""The doctor: looks at everything that stands between a customer and a delivered order, and says what to do about it.

It changes nothing: no database is made, no schema migrated, no key created.
"""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from cryptography.fernet import Fernet

from bot.app import EXAMPLE_CATALOG, Shop, assemble
from bot.away import DatabaseAway, failures
from bot.check_settings import database_file, look_at_settings
from bot.check_telegram import look_at_telegram
from bot.documents import DocumentMissing, read_documents
from bot.finding import Finding, fine, sentences, todo
from bot.keys import KEY_FILE, KeysError, key_ring
from bot.settings import ENV_FILE, Settings
from services.catalog_file import parse
from services.consents import unfit
from services.domain.errors import FileRefused
from services.storage import schema
from services.storage.database import Database
from services.storage.vault import KeyMissing, Vault

OK, FAILED = 0, 1


async def check(settings: Settings, env_file: Path = ENV_FILE) -> int:
    """Look at everything and print one line for each finding; returns an exit code: 1 if there is something to do."""
    sick = False
    async for finding in _look(settings, env_file):
        print(finding, flush=True)
        sick = sick or not finding.fine
    print("Something is to be done before customers come." if sick else "Ready to sell.")
    return FAILED if sick else OK


async def _look(settings: Settings, env_file: Path) -> AsyncIterator[Finding]:
    for finding in (*look_at_settings(settings, env_file, KEY_FILE), *_documents(settings), *_catalog_file(settings)):
        yield finding
    async for finding in _database(settings):
        yield finding
    async for finding in look_at_telegram(settings):
        yield finding


def _documents(settings: Settings) -> Iterator[Finding]:
    try:
        found = unfit(read_documents(settings.shop.terms))
    except DocumentMissing as missing:
        yield todo(str(missing))
        return
    yield from (todo(f"{settings.shop.terms}/{one}") for one in sentences(found))
    if not found:
        yield fine(f"terms and privacy policy are in {settings.shop.terms}, in both languages")


def _catalog_file(settings: Settings) -> Iterator[Finding]:
    chosen = settings.shop.catalog
    file = chosen if chosen.exists() else EXAMPLE_CATALOG
    try:
        shelf = parse(file.read_bytes())
    except OSError as error:
        yield todo(f"{file} cannot be read ({error.strerror}): put a catalog there, or set CATALOG")
    except FileRefused as refused:
        yield from (todo(f"{file}: {one}") for one in sentences(refused.problems))
    else:
        yield fine(f"{file} is a valid catalog of {len(shelf.products)} products")


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    file, place = database_file(settings), settings.storage.place
    if file is not None and not file.exists():
        yield _none_yet(file, place)
        return
    try:
        finding = await _schema(settings)
    except failures(settings) as error:
        yield todo(str(DatabaseAway(place, error)))
        return
    yield finding
    if not finding.fine:
        return
    async for finding in _open(settings):
        yield finding


def _none_yet(file: Path, place: str) -> Finding:
    """The first start makes the folders that are missing, in the nearest one that is there."""
    folder = next(one for one in file.resolve().parents if one.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return fine(f"no database yet: the first start makes {place}, publishes the terms and reads the catalog")
    return todo(f"{folder} is not a folder that can be written to: make it so, or set DATABASE_URL")


async def _schema(settings: Settings) -> Finding:
    """The schema of the database, looked at without changing anything; this needs no key."""
    place = settings.storage.place
    db = Database(settings.storage.url.get_secret_value(), Vault([Fernet.generate_key()]))
    try:
        revision = await schema.current(db)
        if revision == schema.newest():
            return fine(f"{place} has the newest schema")
        if await schema.is_borne(db):
            return fine(f"{place} has schema {revision} of a newer version, which this one may serve too")
        return todo(f"{place} has schema {revision or 'none'}, not {schema.newest()}: run python -m bot migrate")
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
    except DatabaseAway as away:
        yield todo(f"the database cannot be written to ({away.reason}): is the disk full, or read-only?")
    else:
        try:
            yield fine("the database can be written to, and the secret keys open it")
            for finding in [*await _published(shop), *await _shelves(shop)]:
                yield finding
        finally:
            await shop.close()


async def _published(shop: Shop) -> list[Finding]:
    try:
        editions = await shop.consents.editions(shop.house.read_documents())
    except DocumentMissing:
        return []
    if not all(one.version for one in editions):
        return [todo("terms or privacy policy are not published: the first start does it (python -m bot run)")]
    if any(one.changed for one in editions):
        return [todo("the documents differ from what is in force: an admin sends /publish_terms")]
    return [fine("terms and privacy policy are published as they lie on disk")]


async def _shelves(shop: Shop) -> list[Finding]:
    levels = [(product, level) for product, level in await shop.stockroom.levels() if not product.hidden]
    if not levels:
        return [todo("nothing is on sale: run python -m bot catalog import FILE, or send /catalog to the bot")]
    unpayable = [
        todo(f"{one.slug} has no price for the ways to pay: add one")
        for one, _ in levels
        if not shop.checkout.ways(one)
    ]
    bare = [
        todo(f"{one.slug} is sold out: send /stock {one.slug} to the bot") for one, level in levels if not level.free
    ]
    stocked = len(levels) - len(bare)
    return [fine(f"{stocked} of {len(levels)} products on sale have stock"), *unpayable, *bare]
