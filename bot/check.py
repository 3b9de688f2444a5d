"""The doctor: looks at everything that stands between a customer and a delivered order, and says what to do about it.

It changes nothing: no database is made, no schema migrated, no key created.
"""

import os
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from asyncpg import PostgresError
from cryptography.fernet import Fernet
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.app import EXAMPLE_CATALOG, Shop, assemble
from bot.documents import DocumentMissing, read_documents
from bot.keys import KEY_FILE, KeysError, key_ring
from bot.settings import Settings
from bot.telegram import make_bot
from handlers.texts import Library
from services.catalog_file import parse
from services.domain.clock import SECOND, real_time
from services.domain.errors import FileRefused
from services.domain.language import Language
from services.storage import schema
from services.storage.database import Database
from services.storage.vault import KeyMissing, Vault

OK, FAILED = 0, 1
SKEW = 30 * SECOND
PATIENCE = aiohttp.ClientTimeout(total=10)
PAYING = "pre_checkout_query"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: fine, or what to do."""

    fine: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok' if self.fine else '!!'}  {self.text}"


def _ok(text: str) -> Finding:
    return Finding(fine=True, text=text)


def _do(text: str) -> Finding:
    return Finding(fine=False, text=text)


async def check(settings: Settings) -> int:
    """Look at everything and print one line for each finding; returns an exit code: 1 if there is something to do."""
    sick = False
    async for finding in _look(settings):
        print(finding, flush=True)
        sick = sick or not finding.fine
    print("Something is to be done before customers come." if sick else "Ready to sell.")
    return FAILED if sick else OK


async def _look(settings: Settings) -> AsyncIterator[Finding]:
    for finding in (*_settings(settings), *_documents(settings), *_catalog_file(settings), *_keys(settings)):
        yield finding
    async for finding in _database(settings):
        yield finding
    async for finding in _telegram(settings):
        yield finding


def _settings(settings: Settings) -> Iterator[Finding]:
    ways = ", ".join(settings.orders.methods)
    yield _ok(f"settings are readable; ways to pay: {ways}")
    if settings.telegram.admins:
        yield _ok(f"admins: {len(settings.telegram.admins)}")
    else:
        yield _do("ADMIN_IDS is empty: nobody can add stock or answer; put your Telegram id there")


def _documents(settings: Settings) -> Iterator[Finding]:
    try:
        read_documents(settings.shop.terms)
        yield _ok(f"terms and privacy policy are in {settings.shop.terms}, in both languages")
    except DocumentMissing as missing:
        yield _do(str(missing))


def _catalog_file(settings: Settings) -> Iterator[Finding]:
    chosen = settings.shop.catalog
    file = chosen if chosen.exists() else EXAMPLE_CATALOG
    try:
        shelf = parse(file.read_bytes())
    except OSError as error:
        yield _do(f"{file} cannot be read ({error.strerror}): put a catalog there, or set CATALOG")
    except FileRefused as refused:
        texts = Library().speak(Language.EN)
        for problem in refused.problems:
            yield _do(f"{file}: {texts.plain(problem.key, **problem.facts)}")
    else:
        yield _ok(f"{file} is a valid catalog of {len(shelf.products)} products")


def _keys(settings: Settings) -> Iterator[Finding]:
    if settings.storage.keys:
        yield _ok(f"secret keys: {len(settings.storage.keys)}, from SECRET_KEYS; keep a copy apart from the database")
        return
    if not KEY_FILE.exists():
        yield _ok(f"no secret key yet: the first start makes {KEY_FILE}; keep a copy of it apart from the database")
        return
    mode = stat.S_IMODE(KEY_FILE.stat().st_mode)
    near = [folder for folder in _data_folders(settings) if KEY_FILE.resolve().is_relative_to(folder)]
    if near:
        yield _do(f"{KEY_FILE} lies in {near[0]}, beside what it protects: move it out, or use SECRET_KEYS")
    if mode & 0o077:
        yield _do(f"{KEY_FILE} can be opened by others (mode {mode:04o}): run chmod 600 on it")
    if not near and not mode & 0o077:
        yield _ok(f"the secret key is in {KEY_FILE}, for you alone; keep a copy apart from the database")


def _data_folders(settings: Settings) -> list[Path]:
    file = _file(settings)
    return [Path("data").resolve(), *([file.resolve().parent] if file else [])]


def _file(settings: Settings) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL."""
    address = make_url(settings.storage.url.get_secret_value())
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    file, place = _file(settings), settings.storage.place
    if file is not None and not file.exists():
        folder = file.resolve().parent
        if folder.is_dir() and os.access(folder, os.W_OK):
            yield _ok(f"no database yet: the first start makes {place}, publishes the terms and reads the catalog")
        else:
            yield _do(f"{folder} is not a folder that can be written to: make it so, or set DATABASE_URL")
        return
    try:
        revision = await _revision(settings)
    except (OSError, SQLAlchemyError, PostgresError) as error:
        yield _do(f"{place} cannot be opened ({type(error).__name__}): is it running, and is DATABASE_URL right?")
        return
    if revision != schema.newest():
        yield _do(f"{place} has schema {revision or 'none'}, not {schema.newest()}: run python -m bot migrate")
        return
    yield _ok(f"{place} has the newest schema")
    async for finding in _open(settings):
        yield finding


async def _revision(settings: Settings) -> str | None:
    """The schema of the database, looked at without changing anything; this needs no key."""
    db = Database(settings.storage.url.get_secret_value(), Vault([Fernet.generate_key()]))
    try:
        return await schema.current(db)
    finally:
        await db.close()


async def _open(settings: Settings) -> AsyncIterator[Finding]:
    try:
        if not settings.storage.keys:
            key_ring((), may_create=False)
        shop = await assemble(settings)
    except KeysError as error:
        yield _do(str(error))
    except KeyMissing:
        yield _do("no secret key opens this database: put the key back (SECRET_KEYS, or .keys/secret.key)")
    except (OSError, SQLAlchemyError, PostgresError) as error:
        yield _do(f"the database cannot be written to ({type(error).__name__}): is the disk full, or read-only?")
    else:
        try:
            yield _ok("the database can be written to, and the secret keys open it")
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
        return [_do("terms or privacy policy are not published: the first start does it (python -m bot run)")]
    if any(one.changed for one in editions):
        return [_do("the documents differ from what is in force: an admin sends /publish_terms")]
    return [_ok("terms and privacy policy are published as they lie on disk")]


async def _shelves(shop: Shop) -> list[Finding]:
    levels = [(product, level) for product, level in await shop.stockroom.levels() if not product.hidden]
    if not levels:
        return [_do("nothing is on sale: run python -m bot catalog import FILE, or send /catalog to the bot")]
    free = [
        _do(f"{one.slug} has no price for the ways to pay: add one") for one, _ in levels if not shop.checkout.ways(one)
    ]
    bare = [
        _do(f"{one.slug} is sold out: send /stock {one.slug} to the bot") for one, level in levels if not level.free
    ]
    stocked = len(levels) - len(bare)
    return [_ok(f"{stocked} of {len(levels)} products on sale have stock"), *free, *bare]


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    if settings.telegram.token is None:
        yield _do("BOT_TOKEN is not set: ask @BotFather for one")
        return
    yield await _clock(settings)
    bot = make_bot(settings.require_token(), settings.telegram.api_url)
    try:
        me = await bot.me()
        yield _ok(f"the token is that of @{me.username}")
        for finding in [await _updates(bot), *await _admins(bot, settings)]:
            yield finding
    except TelegramUnauthorizedError:
        yield _do("Telegram does not know BOT_TOKEN: ask @BotFather for the current one")
    except AiogramError as error:
        yield _do(f"{settings.telegram.api_url} does not answer ({type(error).__name__}): is the network there?")
    finally:
        await bot.session.close()


async def _updates(bot: Bot) -> Finding:
    info = await bot.get_webhook_info()
    if info.url:
        return _do("a webhook is set for this bot, so it cannot be polled: call deleteWebhook")
    if info.allowed_updates and PAYING not in info.allowed_updates:
        return _do(f"Telegram was told not to send {PAYING}, so nobody can pay: start the shop once, it asks for it")
    return _ok(f"Telegram sends {PAYING}")


async def _admins(bot: Bot, settings: Settings) -> list[Finding]:
    return [await _admin(bot, admin) for admin in settings.telegram.admins]


async def _admin(bot: Bot, admin: int) -> Finding:
    try:
        await bot.send_chat_action(admin, "typing")
    except AiogramError:
        return _do(f"admin {admin} cannot be reached: open the bot with this account and press Start")
    return _ok(f"admin {admin} can be reached")


async def _clock(settings: Settings) -> Finding:
    """Compare our clock with that of Telegram's server, as its HTTP answers tell it (to the second)."""
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(settings.telegram.api_url) as answer:
            told = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, LookupError, ValueError) as error:
        return _do(
            f"{settings.telegram.api_url} does not tell the time ({type(error).__name__}): is the network there?"
        )
    skew = abs(real_time() - int(told.timestamp()) * SECOND)
    if skew > SKEW:
        return _do(f"this machine's clock is {skew // SECOND} seconds off: let it follow a time server")
    return _ok("this machine's clock agrees with Telegram's")
