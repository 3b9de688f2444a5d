"""The doctor: every illness it knows, told in one line, and nothing changed by looking."""

import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import make_url, text

from bot.app import assemble
from bot.cli.database.backup import backup
from bot.cli.doctor import doctor, shop_checks, telegram_checks
from bot.cli.doctor.doctor import check
from bot.first_start import publish_files
from bot.settings.load import load_settings
from bot.settings.sections import Settings
from sandbox import Server, World
from services.domain.payments.payment import Charge
from services.domain.values.clock import DAY, real_time
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret
from services.storage.schema.upgrade import COMPATIBLE_KEY
from services.storage.sqlite.backup import BACKUP_KEY
from tests.support import databases

OLIVIA, STRANGER = 9001, 555
DATA = Path("data")


@dataclass
class DoctorFixture:
    """A shop to be looked at: its settings, and the doctor's report."""

    params: dict[str, object]
    capsys: pytest.CaptureFixture[str]
    code: int = -1
    conclusion: str = ""
    report: str = ""

    def settings(self, **changed: object) -> Settings:
        return load_settings(None, **(self.params | changed))

    async def opens(self, *, stock: bool = True) -> None:
        """The first start, and goods on the shelves."""
        shop = await assemble(self.settings())
        await publish_files(shop)
        for product, _ in await shop.stock_importer.levels() if stock else []:
            good = f"https://example.com/{product.slug}-0001"
            await shop.stock_importer.store(product.slug, [Secret(good)], OLIVIA)
        await shop.close()

    async def looked_at(self, **changed: object) -> list[str]:
        """The lines of the report that say what to do."""
        self.capsys.readouterr()
        self.code = await check(self.settings(**changed))
        report = self.capsys.readouterr().out.splitlines()
        assert all(line.startswith(("ok  ", "!!  ")) for line in report[:-1])
        self.report, self.conclusion = "\n".join(report), report[-1]
        assert (self.conclusion == "Ready to sell.") <= (self.code == 0)
        assert self.code == (1 if any(line.startswith("!!") for line in report) else 0)
        return [line for line in report if line.startswith("!!")]


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    async with Server(World()) as server, aiohttp.ClientSession() as http:
        address = server.url.rstrip("/")
        await http.post(f"{address}/sandbox/send", json={"user_id": OLIVIA, "text": "/start"})
        yield address


@pytest.fixture
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog and documents that are a shop's own."""
    folder = tmp_path_factory.mktemp("words")
    for file in (DATA / "terms").glob("*.html"):
        (folder / file.name).write_bytes(file.read_bytes() + b"\n\nOur own words.\n")
    example = (DATA / "catalog.example.yaml").read_text(encoding="utf-8")
    (folder / "catalog.yaml").write_text(example.replace("example.com", "olivia.shop"), encoding="utf-8")
    return folder


@pytest.fixture
def examined(telegram: str, tmp_path: Path, words: Path, capsys: pytest.CaptureFixture[str]) -> DoctorFixture:
    return DoctorFixture(
        {
            "bot_token": "42:SANDBOX-TOKEN",
            "bot_api_url": telegram,
            "admin_ids": str(OLIVIA),
            "database_url": databases.sqlite_url(tmp_path / "shop.sqlite3"),
            "secret_keys": databases.KEY.decode(),
            "catalog": words / "catalog.yaml",
            "terms_dir": words,
        },
        capsys,
    )


async def test_a_healthy_shop_is_ready_to_sell(examined: DoctorFixture) -> None:
    await examined.opens()

    assert await examined.looked_at() == []
    assert examined.conclusion == "Ready to sell."


async def test_before_the_first_start_nothing_is_made_and_nothing_is_ready_to_sell(
    examined: DoctorFixture, tmp_path: Path
) -> None:
    assert await examined.looked_at() == []
    assert examined.conclusion.startswith("Ready for the first start")

    assert list(tmp_path.iterdir()) == []


async def test_products_without_stock_are_named(examined: DoctorFixture) -> None:
    await examined.opens(stock=False)

    told = await examined.looked_at()

    assert "!!  emby-30 is sold out: send /stock emby-30 to the bot" in told


async def test_an_empty_shop(examined: DoctorFixture) -> None:
    await (await assemble(examined.settings())).close()

    told = "\n".join(await examined.looked_at())

    assert "not published" in told
    assert "nothing is on sale" in told


async def test_documents_that_differ_from_what_is_in_force(examined: DoctorFixture, tmp_path: Path) -> None:
    await examined.opens()
    changed = tmp_path / "terms"
    changed.mkdir()
    for file in examined.settings().shop.terms.glob("*.html"):
        (changed / file.name).write_bytes(file.read_bytes() + b"\n")

    assert "/publish_terms" in "\n".join(await examined.looked_at(terms_dir=changed))
    (changed / "privacy.zh.html").unlink()
    assert "privacy.zh.html cannot be read" in "\n".join(await examined.looked_at(terms_dir=changed))


async def test_documents_that_telegram_cannot_show_are_named_with_file_line_and_tag(
    examined: DoctorFixture, tmp_path: Path
) -> None:
    for file in examined.settings().shop.terms.glob("*.html"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "terms.en.html").write_text("OceanMart\n<p>x</p>\n", encoding="utf-8")

    told = await examined.looked_at(terms_dir=tmp_path)

    assert told[0].startswith(f"!!  {tmp_path}/terms.en.html, line 2: Telegram does not know <p>.")


async def test_a_broken_catalog_names_its_line(examined: DoctorFixture, tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text("categories: 7\n")

    assert "Line 1" in "\n".join(await examined.looked_at(catalog=file))
    assert "cannot be read" in "\n".join(await examined.looked_at(catalog=tmp_path))


async def test_a_product_without_a_price_for_the_way_to_pay(examined: DoctorFixture) -> None:
    await examined.opens()
    params = {"payment_methods": "manual", "manual_payee_en": "x", "manual_payee_zh": "y"}
    yuan = (DATA / "catalog.example.yaml").read_text(encoding="utf-8").count("CNY:")

    told = await examined.looked_at(**params)

    assert sum("has no price" in line for line in told) == 6 - yuan + ("CNY, USD" in "".join(told))


async def test_the_key_that_does_not_fit(examined: DoctorFixture) -> None:
    await examined.opens()

    told = await examined.looked_at(secret_keys=Fernet.generate_key().decode())

    assert told == ["!!  no secret key opens this database: put the key back (SECRET_KEYS, or .keys/secret.key)"]


async def test_the_key_file(examined: DoctorFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "keys" / "secret.key"
    monkeypatch.setattr(doctor, "KEY_FILE", file)
    elsewhere = databases.sqlite_url(tmp_path / "db" / "shop.sqlite3")
    (tmp_path / "db").mkdir()
    assert await examined.looked_at(secret_keys="", database_url=elsewhere) == []

    file.parent.mkdir()
    file.write_bytes(databases.KEY)
    file.chmod(0o640)
    assert "chmod 600" in "\n".join(await examined.looked_at(secret_keys="", database_url=elsewhere))

    file.chmod(0o600)
    assert await examined.looked_at(secret_keys="", database_url=elsewhere) == []
    near = databases.sqlite_url(tmp_path / "shop.sqlite3")
    assert "beside what it protects" in "\n".join(await examined.looked_at(secret_keys="", database_url=near))


async def test_a_key_that_the_first_start_cannot_make(examined: DoctorFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "KEY_FILE", Path("/proc/keys.d/secret.key"))

    assert (
        "/proc is not a folder that can be written to: make it so for" in (await examined.looked_at(secret_keys=""))[0]
    )


async def test_a_missing_key_file_of_a_shop_with_goods(
    examined: DoctorFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await examined.opens()
    monkeypatch.setattr(doctor, "KEY_FILE", tmp_path / "gone.key")

    told = await examined.looked_at(secret_keys="")

    assert len(told) == 1
    assert "gone.key is missing" in told[0]
    assert not (tmp_path / "gone.key").exists()


async def test_an_old_schema_is_not_migrated_by_looking(examined: DoctorFixture, tmp_path: Path) -> None:
    (tmp_path / "shop.sqlite3").touch()

    assert "has schema none" in (await examined.looked_at())[0]
    assert "python -m bot migrate" in (await examined.looked_at())[0]


async def test_a_database_of_a_newer_version_that_bears_this_one_is_no_illness(examined: DoctorFixture) -> None:
    await examined.opens()
    shop = await assemble(examined.settings())
    async with shop.db.begin() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    borne = await examined.looked_at()
    async with shop.db.begin() as tx:
        await tx.key_values.put(COMPATIBLE_KEY, b"9999")
    refused = await examined.looked_at()
    await shop.close()

    assert borne == []
    assert [line for line in refused if "has schema 9999" in line] == refused


async def test_databases_that_cannot_be_opened(examined: DoctorFixture, tmp_path: Path) -> None:
    (tmp_path / "noise.sqlite3").write_bytes(os.urandom(4096))

    noise = await examined.looked_at(database_url=databases.sqlite_url(tmp_path / "noise.sqlite3"))
    nobody = await examined.looked_at(database_url="postgresql+asyncpg://user:word@127.0.0.1:1/shop")
    nowhere = await examined.looked_at(database_url=databases.sqlite_url(tmp_path / "noise.sqlite3" / "shop.sqlite3"))

    nothing = await examined.looked_at(database_url="sqlite:////proc/shop.sqlite3")

    assert "noise.sqlite3 is not a SQLite database: put the right file there" in noise[0]
    assert "cannot be opened (ConnectionRefusedError): is it running" in nobody[0]
    assert "word" not in nobody[0]
    assert "not a folder" in nowhere[0]
    assert "/proc is not a folder that can be written to" in nothing[0]


async def test_what_a_server_refuses_is_told_without_a_traceback(examined: DoctorFixture, postgres_url: str) -> None:
    elsewhere = make_url(postgres_url).set(database="no_such_shop").render_as_string(hide_password=False)

    told = await examined.looked_at(database_url=elsewhere)

    assert "no_such_shop is not there: make the database (createdb), or set DATABASE_URL" in told[0]


async def test_the_age_of_the_newest_backup_is_told(
    examined: DoctorFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await examined.opens()
    await examined.looked_at()
    assert "ok  no backup yet" in examined.report
    url = examined.settings().storage.address
    assert await backup(url, tmp_path / "backups" / "one.sqlite3") == 0

    assert await examined.looked_at() == []
    assert "the newest backup is 0 hours old" in examined.report
    now = shop_checks.real_time
    monkeypatch.setattr(shop_checks, "real_time", lambda: now() + 3 * DAY)

    assert "the newest backup is 3 days old" in (await examined.looked_at())[0]


async def test_a_folder_of_backups_that_cannot_be_written_to_is_named(examined: DoctorFixture) -> None:
    await examined.opens()
    shop = await assemble(examined.settings())
    async with shop.db.begin() as tx:
        await tx.key_values.put(BACKUP_KEY, json.dumps({"at": real_time(), "file": "/proc/one.sqlite3"}).encode())
    await shop.close()

    assert "/proc cannot be written to: the next one will fail" in (await examined.looked_at())[0]


async def test_a_shop_that_has_sold_without_a_backup_is_not_well(examined: DoctorFixture) -> None:
    await examined.opens()
    shop = await assemble(examined.settings())
    async with shop.db.begin() as tx:
        await tx.payments.surplus(Charge("stars", "CHARGE", "?", 1001, Money(5, Currency.XTR)), None, "test", 0)
    await shop.close()

    assert "no backup was ever made" in (await examined.looked_at())[0]


async def test_folders_that_the_first_start_makes_are_no_illness(examined: DoctorFixture, tmp_path: Path) -> None:
    far = databases.sqlite_url(tmp_path / "new" / "folder" / "shop.sqlite3")

    told = await examined.looked_at(database_url=far)

    assert told == []
    assert list(tmp_path.iterdir()) == []
    await (await assemble(examined.settings(database_url=far))).close()


async def test_nobody_to_ask(examined: DoctorFixture) -> None:
    assert "ADMIN_IDS is empty" in (await examined.looked_at(admin_ids=""))[0]


async def test_an_admin_who_never_started_the_bot(examined: DoctorFixture) -> None:
    told = await examined.looked_at(admin_ids=f"{OLIVIA},{STRANGER}")

    assert told == [f"!!  admin {STRANGER} cannot be reached: open the bot with this account and press Start"]


async def test_tokens(examined: DoctorFixture) -> None:
    assert "BOT_TOKEN is not set" in (await examined.looked_at(bot_token=None))[0]
    assert "does not know BOT_TOKEN" in (await examined.looked_at(bot_token="43:SANDBOX-TOKEN"))[0]


async def test_telegram_is_away(examined: DoctorFixture) -> None:
    told = await examined.looked_at(bot_api_url="http://127.0.0.1:1")

    assert len(told) == 2
    assert all("is the network there?" in line for line in told)


async def test_the_proxy_to_telegram_is_away(examined: DoctorFixture) -> None:
    told = await examined.looked_at(telegram_proxy="socks5://shop:hush@127.0.0.1:1")

    assert len(told) == 2
    assert all("is the proxy socks5://127.0.0.1:1 there" in line for line in told)


async def test_updates_that_telegram_was_told_not_to_send(examined: DoctorFixture, telegram: str) -> None:
    async with aiohttp.ClientSession() as http:
        bot = f"{telegram}/bot42:SANDBOX-TOKEN"
        await http.post(f"{bot}/getUpdates", json={"allowed_updates": ["message"]})
        assert "pre_checkout_query" in (await examined.looked_at())[0]
        await http.post(f"{bot}/setWebhook", json={"url": "https://example.com/hook"})
        assert "a webhook to example.com is set" in (await examined.looked_at())[0]


async def test_the_webhook_of_the_settings(examined: DoctorFixture, telegram: str) -> None:
    chosen = {"webhook_url": "https://shop.example/telegram", "webhook_secret": "x" * 32}
    assert await examined.looked_at(**chosen) == []
    async with aiohttp.ClientSession() as http:
        await http.post(f"{telegram}/bot42:SANDBOX-TOKEN/setWebhook", json={"url": chosen["webhook_url"]})

    assert "Telegram cannot post to WEBHOOK_URL" in (await examined.looked_at(**chosen))[0]
    assert "shop.example" in (await examined.looked_at())[0]
    assert "shop.example" in (await examined.looked_at(**chosen | {"webhook_url": "https://new.example/telegram"}))[0]


async def test_a_clock_that_is_off(examined: DoctorFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    now = telegram_checks.real_time
    monkeypatch.setattr(telegram_checks, "real_time", lambda: now() + DAY)

    assert "86400 seconds off" in (await examined.looked_at())[0].replace("86399", "86400")
