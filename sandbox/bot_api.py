"""One call of the Bot API, from request to response: token, fault, schema, method, envelope, log."""

import asyncio
import json
import logging
from collections.abc import Awaitable

from aiohttp import web

from sandbox.api import api_errors
from sandbox.api.api_errors import ApiError
from sandbox.api.calls import Record
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.api.request import read_params
from sandbox.api.request_schema import shape_of
from sandbox.faults.faults import WITHOUT_EFFECT, Fault
from sandbox.methods import BY_LOWER_NAME, Method
from sandbox.world import World

log = logging.getLogger(__name__)


class BotApi:
    """The Bot API of one sandbox."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the bot."""
        if request.match_info["token"] != self._world.token:
            return answered(api_errors.unauthorized().envelope())
        asked = request.match_info["method"]
        fault = self._world.faults.take(asked.lower())
        envelope = await self._logged(asked, read_params(request), fault)
        await asyncio.sleep(self._world.latency)
        return await _distorted(request, fault, envelope) if fault else answered(envelope)

    async def carry_out(self, asked: str, params: Params) -> None:
        """A call that came in the answer to a webhook: it happens, and nobody is told how it went."""
        await self._logged(asked, _at_hand(params), self._world.faults.take(asked.lower()))

    async def _logged(self, asked: str, reading: Awaitable[Params], fault: Fault | None) -> Json:
        name, method = BY_LOWER_NAME.get(asked.lower(), (asked, unknown))
        record = Record(self._world.clock.now(), name, {})
        envelope = await self._outcome(reading, record, method, fault)
        record.status = 200 if envelope["ok"] else envelope["error_code"]
        record.error = envelope.get("description")
        record.fault = fault.kind if fault else None
        self._world.calls.add(record)
        return envelope

    async def _outcome(self, reading: Awaitable[Params], record: Record, method: Method, fault: Fault | None) -> Json:
        try:
            params = await reading
            _inspect(record, params)
            if fault and fault.kind in WITHOUT_EFFECT:
                return fault_error(fault).envelope()
            return {"ok": True, "result": await method(self._world, params)}
        except ApiError as refusal:
            return refusal.envelope()
        except UnicodeError:
            return api_errors.not_utf8().envelope()
        except Exception as mistake:  # the sandbox's own mistake must not look like a bot's
            log.exception("%s failed inside the sandbox", record.method)
            record.problems.append(f"the sandbox failed: {mistake!r}")
            return api_errors.server_error().envelope()

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file, at the path that getFile told."""
        stored = self._world.files.at(request.match_info["path"])
        if request.match_info["token"] != self._world.token or stored is None:
            return answered(api_errors.ApiError(404, "Not Found").envelope())
        return web.Response(body=stored.content, content_type="application/octet-stream")


def answered(envelope: Json) -> web.Response:
    """An envelope on the wire."""
    body = json.dumps(envelope, separators=(",", ":")).encode()
    status = 200 if envelope["ok"] else envelope["error_code"]
    return web.Response(body=body, status=status, content_type="application/json")


def _inspect(record: Record, params: Params) -> None:
    record.params = params.logged()
    shape = shape_of(record.method)
    if shape is not None:
        findings = shape.findings(params)
        record.problems, record.unknown = findings.problems, findings.unknown


async def _at_hand(params: Params) -> Params:
    return params


async def unknown(_world: World, _params: Params) -> object:
    """Answer for a method that does not exist."""
    raise api_errors.unknown_method()


def fault_error(fault: Fault) -> ApiError:
    """Return the refusal of a call that must not have its effect."""
    outcomes = {"flood": api_errors.flood(fault.retry_after), "blocked": api_errors.blocked()}
    return outcomes.get(fault.kind, api_errors.server_error())


async def _distorted(request: web.Request, fault: Fault, envelope: Json) -> web.StreamResponse:
    """Return the part of the answer that reaches the bot."""
    if fault.kind in ("lost_reply", "not_sent"):
        return dropped(request)
    if fault.kind == "html_502":
        return web.Response(text="<html><h1>502 Bad Gateway</h1></html>", status=502, content_type="text/html")
    if fault.kind == "bad_json":
        return web.Response(text='{"ok":true,"result":', content_type="application/json")
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    return answered(envelope)


def dropped(request: web.Request) -> web.StreamResponse:
    """The connection ends without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
