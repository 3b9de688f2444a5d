from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from services.storage.database import Database
from services.storage.schema.bootstrap import holds_ciphertext, open_database
from services.storage.schema.upgrade import COMPATIBLE_KEY, SchemaTooNew, newest
from services.storage.vault import KeyMissing
from tests.support import databases
from tests.support.service_harness import ShopHarness

OLD, NEW = Fernet.generate_key(), Fernet.generate_key()


async def opens(url: str, *keys: bytes) -> bytes:
    """Open and close a database; returns what a fingerprint looks like in it."""
    db = await open_database(url, keys)
    await db.close()
    return db.vault.fingerprint("code")


async def stocked(url: str, *codes: str, keys: list[bytes]) -> None:
    """Import codes with a key ring."""
    db = await open_database(url, keys)
    shop = ShopHarness(db)
    await shop.furnish()
    await shop.stocks("windows", *codes)
    await db.close()


async def test_an_empty_database_may_have_a_new_key(bare_url: str) -> None:
    blank = not await holds_ciphertext(bare_url)

    db = await open_database(bare_url, [], make_key=lambda: NEW)
    await db.close()

    assert (blank, await holds_ciphertext(bare_url)) == (True, True)
    assert await opens(bare_url, NEW) == db.vault.fingerprint("code")


async def test_a_lost_key_is_not_papered_over_with_a_new_one(bare_url: str) -> None:
    made: list[bytes] = []
    await opens(bare_url, OLD)

    with pytest.raises(KeyMissing):
        await open_database(bare_url, [], make_key=lambda: made.append(NEW) or NEW)  # type: ignore[func-returns-value]

    assert made == []


async def test_without_keys_and_without_a_way_to_make_one_nothing_opens(bare_url: str) -> None:
    with pytest.raises(KeyMissing):
        await open_database(bare_url, [])


async def test_a_strange_key_is_refused(bare_url: str) -> None:
    await opens(bare_url, OLD)

    with pytest.raises(KeyMissing):
        await open_database(bare_url, [NEW])


async def test_rotating_the_keys_never_changes_a_fingerprint(bare_url: str) -> None:
    before = await opens(bare_url, OLD)

    after = await opens(bare_url, NEW, OLD)

    assert after == before


async def test_after_rotation_old_and_new_goods_are_read(bare_url: str) -> None:
    await stocked(bare_url, "A", keys=[OLD])
    db = await open_database(bare_url, [NEW, OLD])
    shop = ShopHarness(db)
    await shop.stocks("windows", "B")

    async with db.read() as reading:
        read = [db.vault.decrypt(sealed).reveal() for sealed in await reading.stock.samples()]
    await db.close()

    assert read == ["A", "B"]


async def test_a_key_that_only_the_newest_goods_need_is_missed_too(bare_url: str) -> None:
    await stocked(bare_url, "A", keys=[OLD])
    db = await open_database(bare_url, [NEW, OLD])
    await ShopHarness(db).stocks("windows", "B")
    await db.close()

    with pytest.raises(KeyMissing):
        await open_database(bare_url, [OLD])


async def test_the_same_code_is_known_again_after_rotation(bare_url: str) -> None:
    await stocked(bare_url, "A", keys=[OLD])
    db = await open_database(bare_url, [NEW, OLD])

    report = await ShopHarness(db).stock_importer.preview("windows", ["A", "B"])
    await db.close()

    assert (report.in_stock, [secret.reveal() for secret in report.new]) == (1, ["B"])


async def test_a_database_that_is_too_new_is_closed_again(db: Database) -> None:
    async with db.begin() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await tx.key_values.put(COMPATIBLE_KEY, b"9999")
    try:
        with pytest.raises(SchemaTooNew):
            await open_database(db.url, [NEW])
        with pytest.raises(SchemaTooNew):
            await holds_ciphertext(db.url)
    finally:
        async with db.begin() as tx:
            await tx.connection.execute(text(f"UPDATE alembic_version SET version_num = '{newest()}'"))


async def test_a_new_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "fresh" / "shop.sqlite3"

    db = await open_database(databases.sqlite_url(file), [databases.KEY])
    async with db.begin() as tx:
        await tx.key_values.put("one", b"")

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in file.parent.iterdir()}
    await db.close()
    assert modes == dict.fromkeys(("shop.sqlite3", "shop.sqlite3-shm", "shop.sqlite3-wal"), "0o600")
