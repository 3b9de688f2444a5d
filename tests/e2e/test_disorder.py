"""Updates come twice, late, and in another order than things happened, and everybody gets what he paid for, once."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.context import StoryContext
from tests.e2e.expected_texts import EN
from tests.e2e.people import Customer, secret_in
from tests.support.process_harness import Sandbox, sandbox_running, shop_running

MANY = 999
DISORDER = ({"kind": "duplicate", "times": MANY}, {"kind": "reorder", "times": MANY, "seconds": 0.1})
"""Every update twice, and each that can be overtaken overtaken."""
LOSSES = ({"kind": "lost_reply", "method": "webhook", "times": 20}, {"kind": "html_502", "method": "webhook"})
PRICE = 250


async def breaks(sandbox: Sandbox, *faults: dict[str, object]) -> None:
    for fault in faults:
        await sandbox.post("faults", **fault)


async def all_struck(sandbox: Sandbox) -> bool:
    """Return whether each fault that still waits has struck."""
    left = (await sandbox.get("faults"))["faults"]
    return all(fault["times"] < MANY for fault in left)


async def test_every_update_twice_and_out_of_order_sells_one_code_to_each(story: StoryContext) -> None:
    people = [await story.customer(EN) for _ in range(3)]
    before = [await one.balance() for one in people]

    await breaks(story.sandbox, *DISORDER)
    goods = await asyncio.gather(*(one.buys("emby-30") for one in people))
    everything = await all_struck(story.sandbox)
    await story.sandbox.delete("faults")

    assert everything
    spent = [held - await one.balance() for held, one in zip(before, people, strict=True)]
    assert spent == [PRICE] * 3
    assert len({secret_in(message) for message in goods}) == 3


@pytest.fixture
async def posted(tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox that posts every update to an open shop."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEBHOOK_SECRET": "x" * 32, "WEB_PORT": str(port)}
    async with sandbox_running() as sandbox:
        await sandbox.post("webhook", retry_pace=0.01)
        async with shop_running(sandbox, tmp_path, **hook):
            yield sandbox


async def test_a_shop_with_a_webhook_bears_lost_answers_as_well(posted: Sandbox) -> None:
    people = [Customer(posted, 20_000 + number, EN) for number in range(3)]
    for one in people:
        await posted.post("users", id=one.id, first_name="Guest", language_code="en")
        await one.arrives()

    await breaks(posted, *LOSSES, *DISORDER)
    goods = await asyncio.gather(*(one.buys("emby-30") for one in people))

    assert [await one.balance() for one in people] == [100_000 - PRICE] * 3
    assert len({secret_in(message) for message in goods}) == 3
    assert await all_struck(posted)
    assert "last_error_message" in await posted.get("webhook")
