"""Receiving updates: polling, and the webhook address that excludes it."""

from sandbox import refusals
from sandbox.box import Box
from sandbox.params import Params
from sandbox.updates import MAX_LIMIT, MAX_TIMEOUT
from sandbox.wire import Json


async def get_updates(box: Box, params: Params) -> list[Json]:
    """Updates, at once or as soon as there are some."""
    _remember_allowed(box, params)
    offset = params.integer("offset")
    limit = params.integer("limit", default=MAX_LIMIT, low=1, high=MAX_LIMIT)
    timeout = params.integer("timeout", low=0, high=MAX_TIMEOUT)
    return await box.updates.get(offset, limit, timeout)


async def set_webhook(box: Box, params: Params) -> bool:
    """Keep the address; polling is refused from now on."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise refusals.bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _remember_allowed(box, params)
    if params.flag("drop_pending_updates"):
        box.updates.clear()
    limits = {"max_connections": params.integer("max_connections", default=40, low=1, high=100)}
    box.updates.set_webhook({"url": url, **limits} if url else {})
    return True


async def delete_webhook(box: Box, params: Params) -> bool:
    """Back to polling."""
    if params.flag("drop_pending_updates"):
        box.updates.clear()
    box.updates.set_webhook({})
    return True


async def get_webhook_info(box: Box, _params: Params) -> Json:
    """The address, or an empty one."""
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(box.updates)}
    allowed = {"allowed_updates": box.updates.allowed} if box.updates.allowed else {}
    return info | box.updates.webhook | allowed


def _remember_allowed(box: Box, params: Params) -> None:
    """Left out, the list stays as it was; empty, it means the default."""
    allowed = params.parsed("allowed_updates", "allowed updates")
    if isinstance(allowed, list):
        box.updates.allowed = [str(kind) for kind in allowed]
