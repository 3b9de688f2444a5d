"""The HTTP server: the Bot API, the control interface and the chat page on one address."""

from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox.bot_api import BotApi
from sandbox.control.chat_page import PAGE, page_routes
from sandbox.control.control import routes
from sandbox.webhooks.webhook_sender import WebhookSender
from sandbox.world import World

MAX_UPLOAD = 50 * 1024 * 1024


class Server:
    """`async with Server(world) as server:` serves on `server.url` until the block ends."""

    def __init__(self, world: World, host: str = "127.0.0.1", port: int = 0, page: Path = PAGE) -> None:
        self.world = world
        self._host = host
        self._port = port
        gateway = BotApi(world)
        self._poster = WebhookSender(world, gateway.carry_out)
        self._runner = web.AppRunner(_application(world, gateway, page), access_log=None, shutdown_timeout=1)

    @property
    def url(self) -> str:
        """The address of the server, with the port that it got."""
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}/"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        await self._poster.start()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._poster.close()
        await self._runner.cleanup()


def _application(world: World, gateway: BotApi, page: Path) -> web.Application:
    app = web.Application(client_max_size=MAX_UPLOAD)
    app.router.add_route("*", "/bot{token}/{method}", gateway.call)
    app.router.add_get("/file/bot{token}/{path:.+}", gateway.file)
    app.add_routes(routes(world))
    app.add_routes(page_routes(page))
    return app
