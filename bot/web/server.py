"""The web server: /livez and /readyz, open to all and therefore of one word each, and Telegram's posts.

The log tells which parts are failing. A flood of questions costs one look at the database a second.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from aiohttp import web

from bot.intake.webhook_endpoint import LARGEST_BODY
from bot.monitoring.health import HealthMonitor
from bot.settings.errors import SettingsError
from services.domain.values.clock import SECOND

log = structlog.get_logger(__name__)


WebhookRoute = tuple[str, Callable[[web.Request], Awaitable[web.StreamResponse]]]
"""The path to which Telegram posts, and who answers there."""


@asynccontextmanager
async def running_server(
    health: HealthMonitor, host: str, port: int, posts: WebhookRoute | None = None
) -> AsyncIterator[int]:
    """Answer on `host` and `port` (0: any free one) for as long as the block lasts; yields the port.

    Raises SettingsError if the address cannot be had.
    """
    runner = web.AppRunner(web_app(health, posts), access_log=None, handle_signals=False, shutdown_timeout=1)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def web_app(health: HealthMonitor, posts: WebhookRoute | None = None) -> web.Application:
    """The application: GET /livez and GET /readyz answer 200 or 503 with one plain word; POST is for Telegram alone."""
    readiness = _Readiness(health)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/livez", _health_route(_liveness(health), "alive", "stuck"))
    app.router.add_get("/readyz", _health_route(readiness.well, "ready", "unready"))
    if posts is not None:
        app.router.add_post(*posts)
    app.on_response_prepare.append(_hide_server_header)
    return app


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        msg = f"WEB_HOST, WEB_PORT: read {host}:{port}, expected an address that is free here ({error.strerror})"
        raise SettingsError(msg) from None


def _health_route(
    well: Callable[[], Awaitable[bool]], good: str, bad: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_request: web.Request) -> web.Response:
        fine = await well()
        return web.Response(
            text=good if fine else bad, status=200 if fine else 503, headers={"Cache-Control": "no-store"}
        )

    return answer


def _liveness(health: HealthMonitor) -> Callable[[], Awaitable[bool]]:
    async def well() -> bool:
        return health.alive

    return well


async def _hide_server_header(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "shop"  # the versions of our libraries are nobody's business


class _Readiness:
    """The last result of the health checks, kept for a second; a change is logged."""

    def __init__(self, health: HealthMonitor) -> None:
        self._health = health
        self._looking = asyncio.Lock()
        self._failing: tuple[str, ...] = ()
        self._looked_at: int | None = None

    async def well(self) -> bool:
        async with self._looking:
            now = self._health.now()
            if self._looked_at is None or now - self._looked_at >= SECOND:
                self._note(await self._health.failing_checks())
                self._looked_at = now
            return not self._failing

    def _note(self, failing: tuple[str, ...]) -> None:
        if failing != self._failing:
            log.warning("readiness_changed", failing=failing, before=self._failing)
        self._failing = failing
