"""The command line as people use it: what it says, and with which exit code it ends."""

import asyncio
import os
import sqlite3
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.__main__ import main
from bot.runtime.database_locked import wait_until_unlocked
from bot.runtime.database_unavailable import DatabaseUnavailable
from bot.settings.load import load_settings
from sandbox import Server, World
from services.storage.schema.bootstrap import open_database
from services.storage.schema.upgrade import COMPATIBLE_KEY
from tests.support import warm_start

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "424242:CANARY-TOKEN-CANARY-TOKEN-CANARY-1"
DONE, FAILED, MISUSED = 0, 1, 2


@dataclass
class Terminal:
    """Somebody at a prompt: an environment, and what was printed last."""

    folder: Path
    key: str = field(default_factory=lambda: Fernet.generate_key().decode())
    printed: str = ""

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder}/shop.sqlite3"

    async def types(self, *words: str, stdout: int = PIPE, **settings: str) -> int:
        """Run a command; returns its exit code. Of an output that is handed in, only the errors are kept."""
        if stdout == PIPE:
            return await self._reads(await warm_start.start("bot", words, ROOT, self.environment(settings)))
        process = await self.begins(*words, stdout=stdout, **settings)
        async with asyncio.timeout(60):
            out, errors = await process.communicate()
        self.printed = (out or errors or b"").decode()
        return process.returncode or 0

    async def _reads(self, child: warm_start.Child) -> int:
        """All that is printed until the end; returns the exit code."""
        assert child.stdout is not None
        async with asyncio.timeout(60):
            self.printed = (await child.stdout.read()).decode()
            return await child.wait()

    async def begins(self, *words: str, stdout: int = PIPE, **settings: str) -> asyncio.subprocess.Process:
        """A command that runs, in a Python of its own."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=self.environment(settings),
            stdout=stdout, stderr=STDOUT if stdout == PIPE else PIPE,
        )  # fmt: skip

    def environment(self, settings: dict[str, str]) -> dict[str, str]:
        """The settings of this shop, and nothing else but what every program finds."""
        plain = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        ours = {"DATABASE_URL": self.database, "SECRET_KEYS": self.key, "ADMIN_IDS": "9001", "WEB_PORT": "0"}
        return plain | ours | settings


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
async def deaf_telegram() -> AsyncIterator[str]:
    """A Telegram that knows no token."""

    async def refuse(_request: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", refuse)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_new_database_is_made(terminal: Terminal) -> None:
    code = await terminal.types("migrate")

    assert (code, terminal.printed.split()[0]) == (DONE, "ok")
    assert (terminal.folder / "shop.sqlite3").exists()


async def test_a_shop_moves_into_a_file_of_its_own(terminal: Terminal) -> None:
    await terminal.types("migrate")

    code = await terminal.types("copy-database", str(terminal.folder / "shop.sqlite3"), f"{terminal.database}-new")

    assert (code, "every table has the counts and hashes" in terminal.printed) == (DONE, True)
    assert await terminal.types("migrate", DATABASE_URL=f"{terminal.database}-new") == DONE


def test_a_wrong_setting_names_itself_what_was_read_and_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORDER_TTL_MINUTES", "soon")

    code = main(["migrate"])

    assert code == MISUSED
    assert "ORDER_TTL_MINUTES" in (printed := capsys.readouterr().err)
    assert "soon" in printed


async def test_a_wrong_key_is_told_without_being_shown(terminal: Terminal) -> None:
    code = await terminal.types("migrate", SECRET_KEYS="CANARY-KEY")

    assert code == MISUSED
    assert "SECRET_KEYS" in terminal.printed
    assert "CANARY" not in terminal.printed


async def test_serving_needs_a_token(terminal: Terminal) -> None:
    code = await terminal.types("run")

    assert code == MISUSED
    assert "BOT_TOKEN" in terminal.printed


async def test_a_token_that_telegram_does_not_know_is_told_without_being_shown(
    terminal: Terminal, deaf_telegram: str
) -> None:
    code = await terminal.types("run", BOT_TOKEN=TOKEN, BOT_API_URL=deaf_telegram)

    assert code == FAILED
    assert "BOT_TOKEN" in terminal.printed
    assert "BotFather" in terminal.printed
    assert "CANARY" not in terminal.printed
    assert "Traceback" not in terminal.printed


async def test_a_lost_key_is_told(terminal: Terminal) -> None:
    await terminal.types("migrate")

    code = await terminal.types("migrate", SECRET_KEYS=Fernet.generate_key().decode())

    assert code == FAILED
    assert "No secret key opens this database" in terminal.printed
    assert "Traceback" not in terminal.printed


async def test_a_database_of_a_newer_version_is_told(terminal: Terminal) -> None:
    db = await open_database(terminal.database, [terminal.key.encode()])
    async with db.begin() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await tx.key_values.put(COMPATIBLE_KEY, b"9999")
    await db.close()

    code = await terminal.types("migrate")

    assert code == FAILED
    assert "9999" in terminal.printed
    assert "Traceback" not in terminal.printed


@pytest.mark.parametrize("words", [("run",), ("migrate",), ("catalog", "export", "x.yaml")], ids=lambda words: words[0])
async def test_a_database_that_does_not_answer_is_told_without_its_password(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    nobody = "postgresql+asyncpg://shop:CANARY@127.0.0.1:1/shop"
    async with Server(World()) as telegram:
        chosen = {"BOT_TOKEN": "42:SANDBOX-TOKEN", "BOT_API_URL": telegram.url}
        code = await terminal.types(*words, DATABASE_URL=nobody, **chosen)

    assert code == FAILED
    assert "cannot be opened (ConnectionRefusedError): is it running, and is DATABASE_URL right?" in terminal.printed
    assert "CANARY" not in terminal.printed
    assert "Traceback" not in terminal.printed


async def test_a_file_that_is_no_database_is_told(terminal: Terminal) -> None:
    noise = terminal.folder / "noise.sqlite3"
    noise.write_bytes(b"CANARY" * 1000)

    code = await terminal.types("migrate", DATABASE_URL=f"sqlite:///{noise}")

    assert code == FAILED
    assert terminal.printed == f"{noise} is not a SQLite database: put the right file there, or set DATABASE_URL\n"
    assert "Traceback" not in terminal.printed


async def test_a_database_that_another_program_keeps_locked_is_waited_for(terminal: Terminal) -> None:
    await terminal.types("migrate")

    with closing(sqlite3.connect(terminal.folder / "shop.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        process = await terminal.begins("migrate")
        assert process.stdout is not None
        said = (await process.stdout.readline()).decode()
        other.execute("ROLLBACK")
        rest, _ = await process.communicate()

    assert "database_locked" in said
    assert "Traceback" not in rest.decode()
    assert process.returncode == DONE


async def test_a_database_that_stays_locked_is_told(terminal: Terminal) -> None:
    await terminal.types("migrate")
    settings = load_settings(None, database_url=terminal.database)

    with closing(sqlite3.connect(terminal.folder / "shop.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            DatabaseUnavailable, match=r"shop\.sqlite3 is held by another program: end that, and try again"
        ):
            await wait_until_unlocked(settings, max_wait=0)


async def test_a_missing_document_is_named(terminal: Terminal) -> None:
    goods = terminal.folder / "goods.txt"
    goods.write_text("CANARY-CODE\n", encoding="utf-8")

    chosen = {"TERMS_DIR": str(terminal.folder), "CATALOG": "data/catalog.example.yaml"}
    code = await terminal.types("import-stock", "emby-30", str(goods), **chosen)

    assert code == FAILED
    assert "terms.en.html" in terminal.printed
    assert "CANARY" not in terminal.printed


async def test_documents_that_a_first_import_puts_in_force_are_told_though_there_was_stock_before(
    terminal: Terminal,
) -> None:
    goods = terminal.folder / "goods.txt"
    goods.write_text("A-0001\n", encoding="utf-8")
    shop = {"CATALOG": "data/catalog.example.yaml"}

    filled = await terminal.types("catalog", "import", "data/catalog.example.yaml", **shop), terminal.printed
    code = await terminal.types("import-stock", "emby-30", str(goods), **shop)

    assert (filled[0], code) == (DONE, DONE)
    assert "put in force" not in filled[1]
    assert "terms and privacy policy were put in force" in terminal.printed


async def test_stock_is_read_as_the_options_say_on_any_terminal(terminal: Terminal) -> None:
    goods = terminal.folder / "goods.csv"
    goods.write_text("A-0001;30 days\nA-0002;31 days\n", encoding="utf-8")
    words = ("import-stock", "emby-30", str(goods))
    chosen = ("--separator=semicolon", "--heading=no", "--column=2")
    shop = {"CATALOG": "data/catalog.example.yaml", "PYTHONIOENCODING": "ascii"}

    asked = await terminal.types(*words, **shop), terminal.printed
    done = await terminal.types(*words, *chosen, **shop)

    assert asked[0] == FAILED
    assert "--column 2" in asked[1]
    assert done == DONE
    assert "2 imported for emby-30; in stock now: 2" in terminal.printed
    assert "terms and privacy policy were put in force" in asked[1]
    assert "put in force" not in terminal.printed
    assert "Column that is sold: 2" in terminal.printed


@pytest.mark.parametrize("option", ["--encoding=klingon", "--column=0", "--separator=|", "--heading=maybe"])
def test_an_option_that_there_is_not_is_explained(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["import-stock", "emby-30", "goods.csv", option])

    assert ending.value.code == MISUSED
    assert option.partition("=")[0] in capsys.readouterr().err


async def test_a_mistake_in_the_catalog_is_told_in_a_sentence_with_its_file(terminal: Terminal) -> None:
    catalog, goods = terminal.folder / "catalog.yaml", terminal.folder / "goods.txt"
    catalog.write_text("categories: 7\n", encoding="utf-8")
    goods.write_text("CANARY-CODE\n", encoding="utf-8")

    code = await terminal.types("import-stock", "emby-30", str(goods), CATALOG=str(catalog))

    assert code == FAILED
    assert f"{catalog}: Line 1" in terminal.printed
    assert "FileRefused" not in terminal.printed


async def test_a_place_where_nothing_can_be_written_is_told(terminal: Terminal) -> None:
    code = await terminal.types("migrate", DATABASE_URL="sqlite:////proc/shop.sqlite3")

    assert code == FAILED
    assert terminal.printed == "/proc is not a folder that can be written to: make it so, or set DATABASE_URL\n"


@pytest.mark.parametrize("word", ["check", "migrate"])
async def test_whoever_reads_no_further_gets_no_traceback(terminal: Terminal, word: str) -> None:
    read, written = os.pipe()
    os.close(read)
    code = await terminal.types(word, stdout=written)
    os.close(written)

    assert code == FAILED
    assert terminal.printed == "The output was cut off, and the command ended there.\n"


async def test_a_first_start_tells_a_mistake_in_the_catalog_as_the_doctor_does(terminal: Terminal) -> None:
    catalog = terminal.folder / "catalog.yaml"
    example = (ROOT / "data/catalog.example.yaml").read_text(encoding="utf-8")
    catalog.write_text(example.replace("XTR: 250", "XTR: -5", 1), encoding="utf-8")
    async with Server(World()) as telegram:
        chosen = {"BOT_TOKEN": "42:SANDBOX-TOKEN", "BOT_API_URL": telegram.url, "CATALOG": str(catalog)}
        started = (await terminal.types("run", **chosen), terminal.printed)
        await terminal.types("check", **chosen)

    [sentence] = [line[4:] for line in terminal.printed.splitlines() if f"{catalog}: " in line]
    assert sentence.endswith("prices.XTR: expected a price like 250; found “-5”.")
    assert started == (FAILED, f"{sentence}\n")


def test_windows_is_told_where_the_shop_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert main(["check"]) == FAILED
    assert capsys.readouterr().err.startswith("The shop runs on Linux and macOS. On Windows, run it inside WSL")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sell"],
        ["catalog", "burn", "x.yaml"],
        ["import-stock", "emby-30"],
        ["erase", "@olivia"],
        ["quarantine", "emby-30", "-1"],
    ],
)
def test_what_is_no_command_is_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(words)

    assert ending.value.code == MISUSED
    assert "usage: python -m bot" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_there_is_not_is_explained(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["demo", f"--port={port}"])

    assert ending.value.code == MISUSED
    assert f"a port is a whole number from 0 to 65535, not '{port}'" in capsys.readouterr().err


async def test_a_telegram_that_is_away_at_the_start_is_told(terminal: Terminal) -> None:
    code = await terminal.types("run", BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:9")

    assert code == FAILED
    assert "TELEGRAM_PROXY" in terminal.printed
    assert "CANARY" not in terminal.printed
    assert "Traceback" not in terminal.printed
