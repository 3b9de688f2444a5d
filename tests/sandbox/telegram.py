"""A sandbox as tests see it: its time in their hand, and two ways in, as the bot and as the people."""

import asyncio
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox import World

START = 1_800_000_000.0


@dataclass
class Time:
    now: float = START

    def __call__(self) -> float:
        return self.now


@dataclass
class Telegram:
    """The sandbox as a test sees it."""

    world: World
    url: str
    http: aiohttp.ClientSession
    time: Time

    @property
    def bot_url(self) -> str:
        return f"{self.url}bot{self.world.token}/"

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Any Bot API call, with its whole envelope."""
        async with self.http.post(self.bot_url + method, json=params) as response:
            return await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        envelope = await self.call(method, **params)
        assert envelope["ok"], envelope
        return envelope["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        envelope = await self.call(method, **params)
        assert not envelope["ok"], envelope
        return envelope["error_code"], envelope["description"]

    async def control(self, path: str, **fields: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}sandbox/{path}", json=fields) as response:
            return await response.json()

    async def look(self, path: str) -> dict[str, Any]:
        async with self.http.get(f"{self.url}sandbox/{path}") as response:
            return await response.json()

    async def start(self, user_id: int = 1001) -> None:
        await self.control("send", user_id=user_id, text="/start")

    async def until_polled(self) -> None:
        """Until a getUpdates waits."""
        while not self.world.updates.is_awaited:  # noqa: ASYNC110 - the server runs in this very loop
            await asyncio.sleep(0)

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """New updates, confirmed."""
        self.time.now += 1
        found = await self.ok("getUpdates", **params)
        if found:
            self.time.now += 1
            await self.ok("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    async def keyboard(self, *buttons: dict[str, Any], user_id: int = 1001, text: str = "Choose") -> int:
        """A message with one button in each row."""
        markup = {"inline_keyboard": [[button] for button in buttons]}
        message = await self.ok("sendMessage", chat_id=user_id, text=text, reply_markup=markup)
        return int(message["message_id"])

    async def invoice(self, user_id: int = 1001, amount: int = 50, **more: Any) -> dict[str, Any]:
        return await self.ok("sendInvoice", chat_id=user_id, **invoice_fields(amount), **more)


def invoice_fields(amount: int = 50) -> dict[str, Any]:
    prices = [{"label": "30 days", "amount": amount}]
    return {"title": "Pass", "description": "A month", "payload": "order-1", "currency": "XTR", "prices": prices}
