"""Webhook mode in the real process: posts as Telegram makes them, and a stop in the middle."""

import re
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.intake.webhook_endpoint import SECRET_HEADER
from tests.bot.intake.inbox_harness import words
from tests.support.process_harness import ANN, Person, Sandbox, ShopProcess, sandbox_running, settings_for

URL, SECRET = "https://shop.example/telegram", "x" * 32
CHOSEN = {"WEBHOOK_URL": URL, "WEBHOOK_SECRET": SECRET}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with sandbox_running() as sandbox:
        yield sandbox


@pytest.fixture
async def shop(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[ShopProcess]:
    shop = await ShopProcess(settings_for(sandbox, tmp_path, **CHOSEN)).start()
    yield shop
    await shop.stop()


def door(shop: ShopProcess) -> str:
    """Return the address at which the process listens, as its log says."""
    found = next(match for line in shop.log if (match := re.search(r"(http://\S+)/readyz", line)))
    return f"{found[1]}/telegram"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def posts(shop: ShopProcess, update: dict[str, object], secret: str = SECRET) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(door(shop), json=update, headers={SECRET_HEADER: secret}) as answer,
    ):
        return answer.status


async def test_a_post_is_answered_by_the_shop_and_what_comes_again_is_not(sandbox: Sandbox, shop: ShopProcess) -> None:
    ann = Person(sandbox, ANN)
    await sandbox.post("send", user_id=ANN, text="hello")
    seq = await sandbox.seq()

    statuses = [await posts(shop, words(7, said="/start")) for _ in range(2)]
    await ann.waits(seq, "OceanMart")
    stranger = await posts(shop, words(8, said="/start"), secret="y" * 32)

    assert (statuses, stranger) == ([200, 200], 403)
    assert len(await ann.from_bot()) == 1


async def test_what_was_posted_before_a_kill_is_answered_after_it(sandbox: Sandbox, shop: ShopProcess) -> None:
    ann = Person(sandbox, ANN)
    await sandbox.post("send", user_id=ANN, text="hello")
    seq = await sandbox.seq()
    await sandbox.post("faults", method="sendMessage", kind="slow", seconds=30)

    assert await posts(shop, words(7, said="/start")) == 200
    await shop.stop(signal.SIGKILL)
    await shop.start()

    await ann.waits(seq, "OceanMart")


async def test_the_webhook_outlives_the_process_and_ends_when_the_shop_polls_again(
    sandbox: Sandbox, shop: ShopProcess
) -> None:
    await shop.stop()
    told = [call["method"] for call in await sandbox.calls()]
    assert "setWebhook" in told
    assert "deleteWebhook" not in told

    shop.environment = {name: value for name, value in shop.environment.items() if name not in CHOSEN}
    await shop.start()
    answer = await Person(sandbox, ANN).says("/start")

    assert "OceanMart" in answer["text"]


async def test_a_conversation_over_the_webhook(sandbox: Sandbox, tmp_path: Path) -> None:
    port = free_port()
    chosen = CHOSEN | {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEB_PORT": str(port)}
    shop = ShopProcess(settings_for(sandbox, tmp_path, **chosen))
    ann = Person(sandbox, ANN)
    await sandbox.post("send", user_id=ANN, text="/start")
    seq = await sandbox.seq()

    await shop.start()
    welcome = await ann.waits(seq, "OceanMart")
    pressed = await ann.taps("English", welcome)

    assert pressed["answer"] is not None
    assert await shop.stop() == 0
