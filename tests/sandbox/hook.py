"""A bot with a webhook, as small as can be: it keeps what it is told and answers what a test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

PATIENCE = 10
Answer = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]


async def fine(_update: dict[str, Any]) -> web.StreamResponse:
    return web.Response()


@dataclass
class Hook:
    """A receiver of posts: it keeps them, and answers as told."""

    url: str = ""
    answer: Answer = fine
    posted: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    clients: set[Any] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        async with self.changed:
            self.posted.append(update)
            self.headers.append(request.headers)
            self.clients.add(request.transport.get_extra_info("peername"))
            self.changed.notify_all()
        return await self.answer(update)

    async def heard(self, posts: int) -> list[Any]:
        """Wait until so many posts have come; what they said, in order."""
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(lambda: len(self.posted) >= posts)
        return [said(update) for update in self.posted]

    def answers(self, *codes: int, **headers: str) -> None:
        """These codes one after the other, and 200 from then on."""
        left = list(codes)

        async def coded(_update: dict[str, Any]) -> web.StreamResponse:
            return web.Response(status=left.pop(0), headers=headers) if left else web.Response()

        self.answer = coded


def said(update: dict[str, Any]) -> Any:
    """The words of a message, the data of a press, the kind of anything else."""
    if "message" in update:
        return update["message"].get("text")
    return update["callback_query"]["data"] if "callback_query" in update else list(update)[1]


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    """A listener on a free port."""
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield made
    finally:
        await runner.cleanup()
