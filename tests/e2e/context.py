"""The shop of the stories, and what is looked at after each of them."""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.e2e.people import Customer
from tests.support.process_harness import PATIENCE, Sandbox, ShopProcess

ROOM = 21 * 60
"""Longer (seconds) than an order waits for money and its stock for the order."""
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)
BLOCKED = "Forbidden: bot was blocked by the user"
GONE = "Bad Request: message to delete not found"
RIVAL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
TROUBLE = ("Traceback", "incident", "job_failed", "outbox_task_failed")
ALWAYS_FORGIVEN = frozenset({"Bad Request: chat not found"})  # the menu of an admin who has not come yet


@dataclass
class StoryContext:
    """The shop of all stories and the world around it."""

    sandbox: Sandbox
    shop: ShopProcess
    terms: Path
    ids: "count[int]" = field(default_factory=lambda: count(20_000))
    forgiven: set[str] = field(default_factory=set)

    async def stranger(self, words: SimpleNamespace) -> Customer:
        """A new person."""
        user_id = next(self.ids)
        await self.sandbox.post("users", id=user_id, first_name=f"Guest {user_id}", language_code=words.code)
        return Customer(self.sandbox, user_id, words)

    async def customer(self, words: SimpleNamespace) -> Customer:
        """A new person who has chosen a language and accepted the terms."""
        customer = await self.stranger(words)
        await customer.arrives()
        return customer

    async def leaves(self, user_id: int) -> int:
        """Somebody blocks the bot; returns the number of the last call before."""
        self.forgiven.add(BLOCKED)
        await self.sandbox.post("block", user_id=user_id, blocked=True)
        return max(call["n"] for call in await self.sandbox.calls())

    async def turns_away(self, since: int) -> None:
        """Wait until a message of the shop has met somebody who blocks the bot."""
        async with asyncio.timeout(PATIENCE):
            while BLOCKED not in {call["error"] for call in await self._calls(since)}:
                pass

    async def _calls(self, since: int) -> list[dict[str, Any]]:
        return list((await self.sandbox.get("calls", since=since))["calls"])

    async def refusals(self, since: int) -> list[tuple[str, str]]:
        """Return the refusals of Telegram, apart from those that the story expects."""
        calls, allowed = await self._calls(since), self.forgiven | ALWAYS_FORGIVEN
        return [(call["method"], call["error"]) for call in calls if call["error"] and call["error"] not in allowed]

    def trouble(self, since: int) -> list[str]:
        """Return the log's lines of trouble after so many lines, apart from those that the story expects."""
        words = [word for word in TROUBLE if word not in self.forgiven]
        return [line for line in self.shop.log[since:] if any(word in line for word in words)]
