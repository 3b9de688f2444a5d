"""Posts updates to the bot's webhook over HTTP, and carries out the call that an answer may hold."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from sandbox.api.params import Params
from sandbox.faults.faults import WEBHOOK
from sandbox.updates.pending_update import Pending
from sandbox.updates.webhooks import Webhook
from sandbox.webhooks.webhook_answer import read_answer
from sandbox.webhooks.webhook_queue import Reply, WebhookQueue
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
TIMEOUT = aiohttp.ClientTimeout(total=60)
ACKNOWLEDGED = range(200, 300)
NEVER_IN_AN_ANSWER = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
INSTEAD_OF_A_POST = {
    "not_sent": "Webhook connection closed",
    "html_502": "Wrong response from the webhook: 502 Bad Gateway",
    "server_error": "Wrong response from the webhook: 500 Internal Server Error",
}
FAR = "This sandbox posts to its own machine only: start it with --post-anywhere"

CarryOut = Callable[[str, Params], Awaitable[None]]


class WebhookSender:
    """Serves the webhook of the bot, whichever it is, from `start` to `close`."""

    def __init__(self, world: World, carry_out: CarryOut) -> None:
        self._world = world
        self._carry_out = carry_out
        self._delivery: WebhookQueue | None = None

    async def start(self) -> None:
        """Open the one session that all posts share."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar()
        )
        self._world.webhooks.changed = self._restart
        self._restart()

    async def close(self) -> None:
        """Post nothing any more."""
        self._world.webhooks.changed = lambda: None
        if self._delivery is not None:
            self._delivery.stop()
            await self._delivery.stopped()
        await self._session.close()

    def _restart(self) -> None:
        if self._delivery is not None:
            self._delivery.stop()
            self._delivery = None
        webhook = self._world.webhooks.current
        if webhook is not None:
            self._delivery = WebhookQueue(
                self._world.updates,
                lambda pending: self._post(webhook, pending),
                webhook.max_connections,
                lambda: self._world.retry_pace,
            )
            self._delivery.start()

    async def _post(self, webhook: Webhook, pending: Pending) -> Reply:
        reply = await self._answer(webhook, pending)
        if reply.error:
            webhook.failed(reply.error, self._world.clock.now())
        return reply

    async def _answer(self, webhook: Webhook, pending: Pending) -> Reply:
        fault = self._world.faults.take(WEBHOOK)
        if fault is not None and fault.kind in INSTEAD_OF_A_POST:
            return Reply(INSTEAD_OF_A_POST[fault.kind])
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return await self._sent(webhook, pending, lost=fault is not None and fault.kind == "lost_reply")

    async def _sent(self, webhook: Webhook, pending: Pending, *, lost: bool) -> Reply:
        if not (webhook.is_near or self._world.posts_anywhere):
            return Reply(FAR)
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            async with self._session.post(
                webhook.url, json=pending.update, headers=headers, allow_redirects=False
            ) as response:
                return Reply("Read timeout expired") if lost else await self._heard(webhook, response)
        except TimeoutError:
            return Reply("Read timeout expired")
        except aiohttp.ClientConnectorError:
            return Reply("Connection refused")
        except (aiohttp.ClientError, OSError, ValueError):
            return Reply("Webhook connection closed")

    async def _heard(self, webhook: Webhook, response: aiohttp.ClientResponse) -> Reply:
        if webhook.is_given_up(response.status, self._world.clock.now()):
            self._world.webhooks.set(None)
        if response.status not in ACKNOWLEDGED:
            error = f"Wrong response from the webhook: {response.status} {response.reason}"
            return Reply(error, _seconds(response.headers.get("Retry-After", "")))
        params = await read_answer(response)
        method = params.text("method")
        params.values.pop("method", None)
        if method and not (method.lower() in NEVER_IN_AN_ANSWER or method.lower().startswith("get")):
            await self._carry_out(method, params)
        return Reply()


def _seconds(retry_after: str) -> float:
    return float(retry_after) if retry_after.isdecimal() else 0.0
