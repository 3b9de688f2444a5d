"""Receiving updates: polling, and the webhook that excludes it."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.updates.updates import MAX_LIMIT, MAX_TIMEOUT
from sandbox.updates.webhooks import Webhook
from sandbox.world import World

MAX_CONNECTIONS = 100
USUAL_CONNECTIONS = 40


async def get_updates(world: World, params: Params) -> list[Json]:
    """Updates, at once or as soon as there are some."""
    if world.webhooks.current is not None:
        raise api_errors.webhook_active()
    _remember_allowed(world, params)
    offset = params.integer("offset")
    limit = params.integer("limit", default=MAX_LIMIT, low=1, high=MAX_LIMIT)
    timeout = params.integer("timeout", low=0, high=MAX_TIMEOUT)
    return await world.updates.get(offset, limit, timeout)


async def set_webhook(world: World, params: Params) -> bool:
    """Post updates to an address from now on; polling is refused. Without an address it is deleteWebhook."""
    url = params.text("url")
    if not url:
        return await delete_webhook(world, params)
    at_once = params.integer("max_connections", default=USUAL_CONNECTIONS, low=1, high=MAX_CONNECTIONS)
    webhook = Webhook(url, params.text("secret_token"), at_once)
    _remember_allowed(world, params)
    world.updates.end_poll(api_errors.webhook_set())
    world.webhooks.set(webhook, anew=_dropped(world, params))
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Back to polling."""
    _dropped(world, params)
    world.webhooks.set(None)
    return True


async def get_webhook_info(world: World, _params: Params) -> Json:
    """The address, or an empty one, and what went wrong there last."""
    webhook = world.webhooks.current
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates)}
    allowed = {"allowed_updates": world.updates.allowed} if world.updates.allowed else {}
    return info | (webhook.view() if webhook else {}) | allowed


def _dropped(world: World, params: Params) -> bool:
    """Return whether the bot wanted to hear nothing of what is pending."""
    wanted = params.flag("drop_pending_updates")
    if wanted:
        world.updates.clear()
    return wanted


def _remember_allowed(world: World, params: Params) -> None:
    """Left out, the list stays as it was; empty, it means the default."""
    allowed = params.parsed("allowed_updates", "allowed updates")
    if isinstance(allowed, list):
        world.updates.allowed = [str(kind) for kind in allowed]
