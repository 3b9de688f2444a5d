"""The demo touches nothing of the shop in whose folder it is played, whatever stands in the owner's .env."""

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.cli.demo import SOLD_OUT, _chosen
from bot.settings.load import load_settings
from bot.settings.sections import FIELDS
from tests.support.process_harness import OLIVIA, ROOT

ADDRESS = "http://127.0.0.1:8080"
PARTS = ("bot", "handlers", "locales", "sandbox", "services")
OPEN = "OceanMart is open: "
NAMES = tuple(map(str.upper, FIELDS))
OWNERS = {
    "WEBHOOK_URL": "https://shop.example/telegram",
    "WEBHOOK_SECRET": "x" * 32,
    "ORDER_TTL_MINUTES": "1",
    "TIMEZONE": "Asia/Shanghai",
    "SHOP_SITE": "https://shop.example",
}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    """Of an owner each of whose settings is a wrong one."""
    file = tmp_path / ".env"
    file.write_text("".join(f"{name}=CANARY\n" for name in NAMES), encoding="utf-8")
    return file


def test_the_demo_chooses_every_setting_there_is(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = _chosen(ADDRESS, Path("data/demo/8080"))
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)

    settings = load_settings(env_file=env_file)

    assert set(chosen) == set(NAMES)
    assert (settings.webhook, settings.is_shared) == (None, False)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_demo_does_not_choose_is_as_if_nobody_had(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {key.lower(): value for key, value in _chosen(ADDRESS, Path("data/demo/8080")).items()}
    monkeypatch.setenv(name, "CANARY")

    settings = load_settings(None, **chosen)

    monkeypatch.delenv(name)
    assert settings == load_settings(None, **{key: value for key, value in chosen.items() if value})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The program in a folder of its own, with the .env of an owner who has a webhook."""
    for part in PARTS:
        (tmp_path / part).symlink_to(ROOT / part)
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("demo", "*.sqlite3*"))
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in OWNERS.items()), encoding="utf-8")
    return tmp_path


@asynccontextmanager
async def played(folder: Path) -> AsyncIterator[str]:
    """The demo, until the end of the block; gives its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0",
        cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            while OPEN not in (line := (await process.stdout.readline()).decode()):
                assert line, "the demo has ended by itself"
        yield line.split(OPEN)[1].strip().rstrip("/")
    finally:
        process.terminate()
        await process.communicate()


async def test_an_owner_with_a_webhook_can_play_and_the_admin_hears_of_it(folder: Path) -> None:
    async with played(folder) as address, aiohttp.ClientSession() as http:
        async with http.get(f"{address}/sandbox/state") as answer:
            state: dict[str, Any] = await answer.json()
        told = {"chat_id": OLIVIA, "text": "sold out"}
        async with http.post(f"{address}/bot42:SANDBOX-TOKEN/sendMessage", json=told) as answer:
            reaches_her = answer.status
        async with http.get(f"{address}/sandbox/webhook") as answer:
            webhook = await answer.json()

    with closing(sqlite3.connect(next((folder / "data/demo").glob("*/shop.sqlite3")))) as shop:
        bare = shop.execute("SELECT slug FROM products WHERE id NOT IN (SELECT product_id FROM stock_items)").fetchall()

    assert bare == [(SOLD_OUT,)]
    assert state["bot"]["id"] == 42
    assert reaches_her == 200
    assert not webhook.get("url")
