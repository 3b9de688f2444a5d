"""The commands that replace the sqlite3 program: restore, quarantine, export, erase, verify."""

import csv
import json
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.cli.database.backup import backup, newest
from bot.cli.database.restore import restore
from bot.cli.income import write_income
from bot.cli.personal_data import export, forget, verify
from bot.cli.quarantine import quarantine
from bot.intake.updates import parse_update
from bot.settings.load import load_settings
from bot.settings.sections import Settings
from services.domain.customers.personal_data import is_stand_in
from services.domain.payments.payment import Charge
from services.domain.payments.receipt import Receipt
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import real_time
from services.domain.values.language import Language
from services.domain.values.money import Currency, Money
from services.stock.quarantine import Quarantine
from services.storage import tables
from services.storage.connection.database_url import DatabaseUrl
from services.storage.schema.bootstrap import open_database
from services.storage.vault import KeyMissing
from tests.support import databases
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY
from tests.support.service_harness import ShopHarness

CANARY = "CANARY-CODE-0001"


def chosen(url: str, key: bytes = KEY) -> Settings:
    return load_settings(None, secret_keys=key.decode(), database_url=url)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[ShopHarness]:
    db = await open_database(url, [KEY])
    try:
        yield ShopHarness(db)
    finally:
        await db.close()


@pytest.fixture
async def place(tmp_path: Path, sqlite_template: Path) -> Path:
    """The file of a shop that has sold one code of three, was copied, and has sold another one since."""
    file = tmp_path / "shop.sqlite3"
    url = databases.copy_of(sqlite_template, file)
    async with opened(url) as shop:
        await shop.furnish()
        ann = await arrives(shop, 1001, "Ann", Language.EN)
        await ann.accepts(version=1)
        await shop.stocks("windows", CANARY, "SECOND", "THIRD")
        await shop.arrives(await ann.buys("windows"))
        assert await backup(DatabaseUrl(url), tmp_path / "backup.sqlite3") == 0
        await shop.arrives(await ann.buys("windows"))
    return file


async def free(place: Path) -> int:
    """Return how many codes of the test's product are on sale."""
    async with opened(databases.sqlite_url(place)) as shop:
        return await shop.stock_importer.free(await shop.stock_importer.product("windows"))


async def test_a_backup_takes_the_place_of_the_database_which_is_put_aside(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = databases.sqlite_url(place)
    before = place.read_bytes()

    assert await restore(chosen(url), place.with_name("backup.sqlite3")) == 0

    assert "stock_items: 3" in capsys.readouterr().out
    assert await free(place) == 2
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    [aside] = (place.parent / "aside").iterdir()
    assert (aside / "shop.sqlite3").read_bytes() == before
    assert list(place.parent.glob(".*")) == []
    async with opened(url) as shop, shop.db.read() as reading:
        word = await newest(reading)
    assert word is not None
    assert word.file == place.with_name("backup.sqlite3")


async def test_a_backup_is_restored_where_nothing_is_left(place: Path) -> None:
    place.unlink()

    assert await restore(chosen(databases.sqlite_url(place)), place.with_name("backup.sqlite3")) == 0

    assert await free(place) == 2
    assert not (place.parent / "aside").exists()


async def test_a_broken_database_is_no_reason_not_to_restore(place: Path) -> None:
    place.write_bytes(b"noise" * 1000)

    assert await restore(chosen(databases.sqlite_url(place)), place.with_name("backup.sqlite3")) == 0


async def test_nothing_is_restored_while_the_shop_runs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = databases.sqlite_url(place)
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("SELECT count(*) FROM orders").fetchone()
        assert await restore(chosen(url), place.with_name("backup.sqlite3")) == 1

    assert "stop it first" in capsys.readouterr().err
    assert await free(place) == 1


@pytest.mark.parametrize("content", [b"noise" * 1000, b""], ids=["noise", "nothing"])
async def test_what_is_no_backup_takes_no_place(
    place: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    other = place.with_name("other.sqlite3")
    other.write_bytes(content)

    assert await restore(chosen(databases.sqlite_url(place)), other) == 1
    assert await restore(chosen(databases.sqlite_url(place)), place.with_name("gone.sqlite3")) == 1
    assert await restore(chosen(databases.sqlite_url(place)), place) == 1

    assert "nothing was restored" in capsys.readouterr().err
    assert await free(place) == 1
    assert not (place.parent / "aside").exists()
    assert list(place.parent.glob(".*")) == []


async def test_a_backup_that_no_key_opens_takes_no_place(place: Path) -> None:
    with pytest.raises(KeyMissing):
        await restore(chosen(databases.sqlite_url(place), Fernet.generate_key()), place.with_name("backup.sqlite3"))

    assert await free(place) == 1


async def test_codes_are_taken_off_sale_oldest_first_and_put_back(
    shop: ShopHarness, ann: CustomerDriver, capsys: pytest.CaptureFixture[str]
) -> None:
    await shop.stocks("windows", "A", "B", "C")
    moves = Quarantine(shop.db, shop.now, shop.allocation, shop.outbox)

    assert await quarantine(moves, "windows", 2) == 0
    assert "2 are taken off sale; 1 on sale, 2 off sale" in capsys.readouterr().out
    order = await ann.buys("windows")
    assert await shop.goods(order) == ["C"]
    assert (await shop.stock_importer.preview("windows", ["A"])).new == ()

    assert await quarantine(moves, "windows", "back") == 0
    assert "2 are on sale again; 2 on sale, 0 off sale" in capsys.readouterr().out
    assert await quarantine(moves, "windows", "all") == 0
    assert await quarantine(moves, "windows", None) == 0
    assert "windows: 0 on sale, 2 off sale" in capsys.readouterr().out
    assert await quarantine(moves, "nowhere", None) == 1


async def test_a_customer_gets_a_copy_of_what_is_kept_and_no_goods(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = chosen(databases.sqlite_url(place))
    file = tmp_path / "ann.json"

    assert await export(settings, 1001, file) == 0

    copy = json.loads(file.read_text(encoding="utf-8"))
    assert copy["customers"][0]["name"] == "Ann"
    assert (len(copy["orders"]), len(copy["payments"]), len(copy["consents"])) == (2, 2, 1)
    assert copy["consents"][0]["at"].startswith("20")
    assert CANARY not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert await export(settings, 1001, file) == 1
    assert await export(settings, 4711, tmp_path / "nobody.json") == 1
    assert "nothing is kept of 4711" in capsys.readouterr().err


async def test_orders_of_who_is_erased_hang_on_a_stand_in(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = chosen(databases.sqlite_url(place))
    assert await forget(settings, 1001, sure=False) == 1
    assert "--yes" in capsys.readouterr().err

    assert await forget(settings, 1001, sure=True) == 0

    assert await export(settings, 1001, tmp_path / "left.json") == 1
    async with opened(databases.sqlite_url(place)) as shop, shop.db.read() as reading:
        left = await reading.connection.execute(select(tables.orders.c.customer_id))
        assert [is_stand_in(row.customer_id) for row in left] == [True, True]
    assert await verify(settings, None) == 0
    assert await forget(settings, 4711, sure=True) == 1


async def test_nobody_is_erased_while_the_shop_runs_or_an_order_is_open(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = databases.sqlite_url(place)
    async with opened(url):
        assert await forget(chosen(url), 1001, sure=True) == 1
    assert "stop it first" in capsys.readouterr().err
    async with opened(url) as shop:
        ann = await arrives(shop, 1001, "Ann", Language.EN)
        order = await ann.opens("windows")

    assert await forget(chosen(url), 1001, sure=True) == 1
    assert order.number in capsys.readouterr().err


async def test_nobody_is_erased_while_a_receipt_or_a_refund_is_open(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = databases.sqlite_url(place)
    async with opened(url) as shop:
        await shop.stocks("transfer-only", "A")
        ann, bob = await arrives(shop, 1001, "Ann", Language.EN), await arrives(shop, 1002, "Bob", Language.EN)
        await bob.accepts(version=1)
        order = await ann.opens("transfer-only", method="manual")
        shop.clock.forward(shop.policy.order_ttl)
        await shop.checkout.expire_due()
        await shop.receipts.submit(ann.customer, order.id, Receipt(text="late"))
        async with shop.db.begin() as tx:
            paid = await tx.payments.surplus(
                Charge("stars", "CHARGE", "?", 1002, Money(5, Currency.XTR)), None, "test", 0
            )
            await tx.refunds.add(paid, "test", None, 0, by_person=True)

    assert await forget(chosen(url), 1001, sure=True) == 1
    assert f"order {order.number}" in capsys.readouterr().err
    assert await forget(chosen(url), 1002, sure=True) == 1
    assert "belongs to no order" in capsys.readouterr().err


def sent(number: int, **what: object) -> InboxUpdate:
    """Return an update of Ann's, as it waits in the inbox."""
    return parse_update(42, {"update_id": number, "message": {"from": {"id": 1001}, **what}}, real_time())


async def test_what_was_not_handled_is_emptied_and_nobody_is_named_by_it(place: Path) -> None:
    url = databases.sqlite_url(place)
    async with opened(url) as shop, shop.db.begin() as tx:
        await tx.inbox.store([sent(1, text=CANARY), sent(2, text=CANARY), sent(3, text=CANARY)], 0)
        await tx.inbox.postpone(sent(2), 1, CANARY, 0)
        await tx.inbox.mark_dead(sent(3), "KeyError")

    assert await forget(chosen(url), 1001, sure=True) == 0

    async with opened(url) as shop, shop.db.begin() as tx:
        left = (await tx.connection.execute(select(tables.inbox))).all()
        again = await tx.inbox.store([sent(1, text=CANARY)], 0)
        cleared = await tx.inbox.clear(real_time() + 1)
    assert [(row.update_id, row.state, row.user_id, row.payload, row.error) for row in left] == [
        (1, "SKIPPED", None, None, None),
        (2, "SKIPPED", None, None, None),
    ]
    assert (again, cleared) == (set(), 2)


@pytest.mark.parametrize("money", ["successful_payment", "refunded_payment"])
@pytest.mark.parametrize("lies_aside", [False, True])
async def test_nobody_is_erased_while_money_is_not_taken_in(
    place: Path,
    money: str,
    lies_aside: bool,  # noqa: FBT001 - a table
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = databases.sqlite_url(place)
    async with opened(url) as shop, shop.db.begin() as tx:
        await tx.inbox.store([sent(1, **{money: {"total_amount": 80}})], 0)
        if lies_aside:
            await tx.inbox.mark_dead(sent(1), "KeyError")

    assert await forget(chosen(url), 1001, sure=True) == 1

    assert "a payment that came in and is not handled" in capsys.readouterr().err


async def test_one_code_is_told_as_one(shop: ShopHarness, capsys: pytest.CaptureFixture[str]) -> None:
    await shop.stocks("windows", "A", "B")

    assert await quarantine(Quarantine(shop.db, shop.now, shop.allocation, shop.outbox), "windows", 1) == 0

    assert "1 is taken off sale; 1 on sale" in capsys.readouterr().out


async def test_evidence_is_tried_and_its_newest_hash_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = chosen(databases.sqlite_url(place))
    capsys.readouterr()

    assert await verify(settings, None) == 0

    told = capsys.readouterr().out
    assert "consents that hold: 1" in told
    head = told.partition("newest hash is ")[2].partition(":")[0]
    assert await verify(settings, head) == 0
    assert await verify(settings, "0" * 63 + "1") == 1
    assert "is not in the chain" in capsys.readouterr().err


async def test_the_books_tell_what_came_in_day_by_day(place: Path, tmp_path: Path) -> None:
    settings = chosen(databases.sqlite_url(place))
    file = tmp_path / "books.csv"

    assert await write_income(settings, file) == 0

    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["provider"], row["state"], row["payments"], row["amount"]) for row in rows] == [
        ("stars", "CONFIRMED", "2", "160")
    ]
    assert await write_income(settings, file) == 1
