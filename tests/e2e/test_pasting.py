"""Codes are pasted in parts, and Telegram fails in the middle: all are in stock then, and none is left in the chat."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.process_harness import (
    OLIVIA,
    PATIENCE,
    Message,
    Person,
    Sandbox,
    said,
    sandbox_running,
    shop_running,
)

FAULTS = ("server_error", "flood", "not_sent", "lost_reply")
FIRST, SECOND = 100, 50
SLUG = "emby-30"


@dataclass
class StockOwner:
    """The owner of a shop with bare shelves, and the words that the owner reads."""

    owner: Person
    words: SimpleNamespace

    @property
    def sandbox(self) -> Sandbox:
        return self.owner.sandbox

    async def sends(self, text: str) -> int:
        """Send a text without waiting for an answer; returns the number of the last event before."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.owner.id, text=text)
        return seq

    async def asks(self, text: str, wanted: str) -> Message:
        """Send a text and wait for a message that holds another."""
        return await self.owner.waits(await self.sends(text), wanted)

    async def taps(self, button: str, message: Message, wanted: str) -> None:
        """Press a button and wait for what it brings."""
        seq = await self.sandbox.seq()
        await self.owner.taps(button, message)
        await self.owner.waits(seq, wanted)

    async def loses(self, code: str) -> None:
        """Wait until nothing in the chat holds this any more: messages are deleted after the answer."""
        seq = await self.sandbox.seq()
        async with asyncio.timeout(PATIENCE):
            while any(code in said(message) for message in await self.owner.messages()):
                seq = (await self.sandbox.get("events", since=seq, timeout=1))["seq"]


@pytest.fixture
async def owner(tmp_path: Path, words: SimpleNamespace) -> AsyncIterator[StockOwner]:
    """A shop of its own, since its owner speaks either language here."""
    async with sandbox_running() as sandbox, shop_running(sandbox, tmp_path, stock=()):
        owner = sandbox.person(OLIVIA)
        await owner.says("/start")
        await owner.taps(words.language)
        yield StockOwner(owner, words)


def codes(fault: str, count: int) -> str:
    return "\n".join(f"{fault}-{count}-{number:03}" for number in range(count))


async def test_a_passing_error_of_telegram_between_two_pastes_loses_no_code(owner: StockOwner) -> None:
    words = owner.words
    for times, fault in enumerate(FAULTS, 1):
        await owner.asks(f"/stock {SLUG}", words.send_codes)
        await owner.sandbox.post("faults", kind=fault, method="sendMessage")

        await owner.sends(codes(fault, FIRST))
        report = await owner.asks(codes(fault, SECOND), words.new_goods.format(FIRST + SECOND))
        await owner.taps(
            words.import_goods.format(FIRST + SECOND),
            report,
            words.in_stock_now.format(times * (FIRST + SECOND)),
        )

        assert (await owner.sandbox.get("faults"))["faults"] == []
        await owner.loses(f"{fault}-")


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_passing_error_of_telegram_at_the_import_loses_no_code(owner: StockOwner, fault: str) -> None:
    words = owner.words
    await owner.asks(f"/stock {SLUG}", words.send_codes)
    report = await owner.asks(codes(fault, FIRST), words.new_goods.format(FIRST))
    await owner.sandbox.post("faults", kind=fault, method="editMessageText")

    await owner.taps(words.import_goods.format(FIRST), report, words.in_stock_now.format(FIRST))

    assert (await owner.sandbox.get("faults"))["faults"] == []
    await owner.loses(f"{fault}-")


async def test_an_edited_paste_is_noticed(owner: StockOwner) -> None:
    words = owner.words
    await owner.asks(f"/stock {SLUG}", words.send_codes)
    await owner.asks("WRONG-1234", words.new_goods.format(1))
    *_, sent = [one for one in await owner.owner.messages() if not one["outgoing"]]
    message = {name: sent[name] for name in ("message_id", "from", "chat", "date")}
    edited = message | {"text": "RIGHT-9876", "edit_date": sent["date"] + 1}

    seq = await owner.sandbox.seq()
    await owner.sandbox.post("update", update={"edited_message": edited})
    report = await owner.owner.waits(seq, words.edited)

    assert "•••••-9876" in said(report)
    assert "1234" not in said(report)
