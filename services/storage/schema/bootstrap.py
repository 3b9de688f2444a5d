"""Opening a database: its schema is brought up to date, and its secret keys are tried before anybody relies on them.

A lost key must stop the shop at once. A new one made in its place would hide the loss until a customer asks for goods
that nobody can read any more; so a key is made only while nothing is encrypted yet.
"""

from collections.abc import Callable, Sequence

from cryptography.fernet import Fernet

from services.domain.values.clock import Clock, real_time
from services.storage.connection.database_url import DatabaseUrl
from services.storage.database import Database
from services.storage.schema import upgrade
from services.storage.transaction import Transaction
from services.storage.vault import KeyMissing, Vault

FINGERPRINT_KEY = "fingerprint-key"


async def open_database(
    url: str, keys: Sequence[bytes], make_key: Callable[[], bytes] | None = None, real: Clock = real_time
) -> Database:
    """A database of the newest schema whose secrets can be read. Raises SchemaTooNew, KeyMissing.

    Without `keys`, `make_key` is asked for one (and keeps it), but only while the database holds no ciphertext.
    """
    if not keys:
        if make_key is None or await holds_ciphertext(url):
            raise KeyMissing
        keys = [make_key()]
    await _upgrade(url)
    db = Database(url, Vault(keys), real)
    try:
        await load_fingerprint_key(db)
        await db.set_clock()
    except BaseException:
        await db.close()
        raise
    return db


async def _upgrade(url: str) -> None:
    db = open_without_keys(url)
    try:
        await upgrade.upgrade(db)
    finally:
        await db.close()


async def holds_ciphertext(url: str) -> bool:
    """Return whether some key is needed to read this database; brings its schema up to date. Raises SchemaTooNew."""
    db = open_without_keys(url)
    try:
        await upgrade.upgrade(db)
        async with db.read() as reading:
            return await reading.key_values.get(FINGERPRINT_KEY) is not None
    finally:
        await db.close()


def open_without_keys(url: str) -> Database:
    """A database as it is, for those who open nothing in it: of whatever schema, with a key that fits nothing."""
    _keep_private(url)
    return Database(url, Vault([Fernet.generate_key()]), patient=True)


def _keep_private(url: str) -> None:
    """A new SQLite file is for its owner's eyes (0600); SQLite gives its -wal and -shm files the same mode."""
    file = DatabaseUrl(url).file
    if file and file.name != ":memory:":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)


async def load_fingerprint_key(db: Database) -> None:
    """Take the fingerprint key into use, made at the first time, and try the keys on the goods. Raises KeyMissing."""
    async with db.begin() as tx:
        db.vault.with_fingerprint_key(await _wrapped(tx, db.vault))
        for sealed in await tx.stock.samples():
            db.vault.decrypt(sealed)


async def _wrapped(tx: Transaction, vault: Vault) -> bytes:
    found = await tx.key_values.get(FINGERPRINT_KEY)
    if found is not None:
        return found
    made = vault.wrapped_fingerprint_key()
    await tx.key_values.put_once(FINGERPRINT_KEY, made)
    return await tx.key_values.get(FINGERPRINT_KEY) or made
