"""People who press, type, pay, block and come back, as they happen to feel; and an admin who does her work, mostly.

They act on the world as the control interface of the sandbox would let them, and look at nothing but their own chat.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sandbox.api.params import Upload
from sandbox.control import user_actions
from sandbox.control.button_press import press
from sandbox.control.payment_flow import UpdateFault, pay
from sandbox.users.chats import Post
from sandbox.world import World
from tests.simulation.fault_rates import LOST, TWICE, FaultRates

LOOKS_BACK = 12
REMEMBERS = 30
NEWEST = 8
"""The factor by which people prefer the lowest message."""
COMMANDS = ("/start", "/shop", "/orders", "/subscriptions", "/terms", "/language", "/start p_code", "/start p_link",
            "/start p_forever")  # fmt: skip
TASTES: Mapping[str, float] = {
    "lang": 8, "ta": 20, "td": 0.3, "t": 0.7, "shop": 2, "c": 4, "p": 4, "w": 8, "b": 20, "os": 1, "o": 1.5, "oo": 1.5,
    "pay": 4, "xq": 1.4, "xy": 6, "rc": 10, "subs": 1, "rn": 4, "su": 0.1, "close": 0.3, "rcx": 0.3,
}  # fmt: skip
"""The weights by which a buyer presses buttons (by the prefix of what they carry)."""
ADMIN_TASTES: Mapping[str, float] = {
    "a-import": 40, "a-drop": 0.5, "a-undo": 0.3, "a-receipt": 6, "a-payment": 6, "a-yes": 20, "a-no": 4, "a-why": 9,
    "a-order": 2, "a-again": 2, "a-refund": 1, "a-rwhy": 6, "a-rsure": 15, "a-ryes": 20, "a-back": 8, "a-rtry": 6,
    "a-dtry": 8, "a-desk": 1, "a-pile": 3, "a-levels": 1, "a-mails": 0.2, "lang": 8, "a-hide": 0.2, "a-shelf": 0.1,
}  # fmt: skip

Outgoing = str | Upload


@dataclass
class Person:
    """One person and one phone. `tells` hears what is done; `planned` are done before anything else."""

    world: World
    fault_rates: FaultRates
    id: int
    tells: Callable[[str], None]
    tastes: Mapping[str, float] = field(default_factory=lambda: TASTES)
    commands: tuple[str, ...] = COMMANDS
    planned: deque[Outgoing] = field(default_factory=deque)
    _remembered: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REMEMBERS))
    _payments: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def _chance(self) -> random.Random:
        return self.fault_rates.chance

    async def acts(self) -> None:
        """Do something."""
        if self.planned and self._chance.random() < 0.9:
            self.does(self.planned.popleft())
            return
        invoices, buttons = self._sees()
        drawn = self._chance.random()
        if invoices and drawn < 0.35:
            self.pays(self._chance.choice(invoices))
        elif buttons and drawn < 0.85:
            newest = max(message_id for message_id, _ in buttons)
            weights = [self.tastes[_prefix(data)] * (NEWEST if place == newest else 1) for place, data in buttons]
            await self.presses(*self._chance.choices(buttons, weights)[0])
        elif self._remembered and drawn < 0.9:
            await self.presses(*self._chance.choice(self._remembered))
        else:
            self.does(self._chance.choice(self.commands))

    def does(self, outgoing: Outgoing) -> None:
        """Send words or a file."""
        self.tells(f"{self.id} sends {outgoing if isinstance(outgoing, str) else outgoing.name}")
        if isinstance(outgoing, str):
            user_actions.send_text(self.world, {"user_id": self.id, "text": outgoing})
        else:
            user_actions.send_file(self.world, {"user_id": self.id}, outgoing)

    def _posts(self) -> Iterator[Post]:
        """The newest messages of the bot that are still there."""
        chat = self.world.chats.all.get(self.id)
        posts = reversed(chat.posts.values()) if chat else iter(())
        return islice((post for post in posts if post.outgoing and not post.deleted), LOOKS_BACK)

    def _sees(self) -> tuple[list[Post], list[tuple[int, str]]]:
        invoices, buttons = [], []
        for post in self._posts():
            if post.invoice is not None:
                invoices.append(post)
            buttons += [(post.id, data) for data in carried(post) if _prefix(data) in self.tastes]
        return invoices, buttons

    async def presses(self, message_id: int, data: str, *, times: int | None = None) -> None:
        """Press a button, sometimes twice, even one that is not there any more."""
        self._remembered.append((message_id, data))
        times = times or (2 if self._chance.random() < 0.08 else 1)
        self.tells(f"{self.id} presses {data} {times} times")
        order = {"user_id": self.id, "message_id": message_id, "data": data, "force": True, "wait": False}
        for _ in range(times):
            await press(self.world, order)
        if data.startswith("rc:"):
            self.planned.append(f"reference {self._chance.randint(10_000, 99_999)}")

    def pays(self, post: Post) -> None:
        """Pay an invoice, now and then twice at once."""
        assert post.invoice is not None
        self.tells(f"{self.id} pays {post.invoice.payload}")
        lost, twice = self.fault_rates.happens(LOST), self.fault_rates.happens(TWICE)
        for _ in range(2 if self._chance.random() < 0.05 else 1):
            paying = asyncio.ensure_future(
                pay(self.world, self.world.people.users[self.id], post.invoice, UpdateFault(lost, twice))
            )
            self._payments.add(paying)
            paying.add_done_callback(self._payments.discard)

    def blocks(self, *, blocked: bool) -> None:
        """Block the bot, or take it back."""
        self.tells(f"{self.id} blocks: {blocked}")
        user_actions.set_blocked(self.world, self.world.people.users[self.id], blocked=blocked)


def carried(post: Post) -> list[str]:
    """Return the callback data of a message's buttons."""
    rows = (post.body.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _prefix(data: str) -> str:
    return data.partition(":")[0]
