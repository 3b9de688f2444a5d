"""The owner's id, found without a token in the history of the shell."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.process_harness import ANN, OLIVIA, Sandbox, ShopProcess, sandbox_running, settings_for

BUSY = 1


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with sandbox_running() as sandbox:
        yield sandbox


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> ShopProcess:
    return ShopProcess(settings_for(sandbox, tmp_path, ADMIN_IDS=""))


async def test_whoever_has_written_reads_his_id_and_is_still_answered_by_the_shop(
    sandbox: Sandbox, shop: ShopProcess
) -> None:
    await sandbox.post("users", id=OLIVIA, first_name="Olivia\u202e", language_code="en")
    await sandbox.post("send", user_id=OLIVIA, text="/start")

    code, printed = await shop.run_command("whoami")
    olivia, seq = sandbox.person(OLIVIA), await sandbox.seq()
    await shop.start()
    await olivia.hears(seq, "an answer to what was written before")
    await shop.stop()

    assert code == 0
    assert "https://t.me/sandbox_bot" in printed
    assert f"{OLIVIA}  Olivia" in printed
    assert f"ADMIN_IDS={OLIVIA}\n" in printed
    assert "\u202e" not in printed
    assert "SANDBOX-TOKEN" not in printed


async def test_who_writes_later_is_waited_for(sandbox: Sandbox, shop: ShopProcess) -> None:
    asked = asyncio.create_task(shop.run_command("whoami"))
    while not [call for call in await sandbox.calls() if call["method"] == "getUpdates"]:
        await sandbox.passes(0.1)
    await sandbox.post("send", user_id=ANN, text="/start")

    code, printed = await asked

    assert (code, f"ADMIN_IDS={ANN}\n" in printed) == (0, True)


async def test_while_a_webhook_is_set_nobody_can_be_asked(sandbox: Sandbox, shop: ShopProcess) -> None:
    address = f"{sandbox.address}/bot42:SANDBOX-TOKEN/setWebhook"
    async with sandbox.session.post(address, json={"url": "https://shop.example/telegram"}) as answer:
        assert answer.status == 200

    code, printed = await shop.run_command("whoami")

    assert (code, "a webhook is set: stop the shop" in printed) == (BUSY, True)
