"""The control interface: HTTP requests by which a test in any language makes users act and sees what happened."""

import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.api.json_types import Json
from sandbox.api.params import Upload
from sandbox.control import fault_requests, user_actions, views
from sandbox.control.button_press import press
from sandbox.control.control_request import (
    RequestError,
    acting_user,
    checked_profile,
    meant_message,
    number,
    pace,
    seconds,
)
from sandbox.control.payment_flow import UpdateFault, pay
from sandbox.world import World

MAX_WAIT = 60.0
INERT = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
ControlMethod = Callable[[World, Json], Awaitable[Json]]


async def read_request(request: web.Request) -> Json:
    """The query string, then the body over it."""
    fields: Json = dict(request.query) | dict(request.match_info)
    if request.content_type == "multipart/form-data":
        return fields | dict(await request.post())
    body = await request.read()
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        raise RequestError("the body is not JSON") from None
    if not isinstance(given, dict):
        raise RequestError("the body must be a JSON object")
    return fields | given


def json_endpoint(world: World, method: ControlMethod) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return an HTTP handler: the request in, the JSON of its answer out, or an error."""

    async def handle(request: web.Request) -> web.Response:
        try:
            refuse_strangers(request)
            return _json(await method(world, await read_request(request)))
        except RequestError as problem:
            return _json({"error": str(problem)}, problem.status)
        except (ValueError, TypeError, KeyError, OverflowError) as problem:
            return _json({"error": f"the request cannot be read: {problem!r}"}, 400)

    return handle


def refuse_strangers(request: web.Request) -> None:
    """A web page from elsewhere, open in the same browser, must not act here."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise RequestError(f"{origin} may not send requests here", 403)


def _json(body: Json, status: int = 200) -> web.Response:
    encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, content_type="application/json")


async def _state(world: World, _request: Json) -> Json:
    return views.state(world)


async def _put_user(world: World, request: Json) -> Json:
    user = world.people.put(checked_profile(request))
    world.events.add("user", user.id, user=user.view())
    return user.view()


async def _send(world: World, request: Json) -> Json:
    return user_actions.send_text(world, request)


async def _upload(world: World, request: Json) -> Json:
    file = request.get("file")
    if not isinstance(file, web.FileField):
        raise RequestError("file is missing")
    return user_actions.send_file(world, request, Upload(file.filename, file.file.read(), file.content_type))


async def _pay(world: World, request: Json) -> Json:
    post = meant_message(world, request)
    if post.invoice is None or post.deleted:
        raise RequestError(f"message {post.id} is no invoice that can be paid", 409)
    return await pay(world, acting_user(world, request), post.invoice, _delivery(request))


async def _pay_link(world: World, request: Json) -> Json:
    invoice = world.payments.linked(str(request.get("link")))
    if invoice is None:
        raise RequestError("there is no such invoice link", 404)
    return await pay(world, acting_user(world, request), invoice, _delivery(request))


def _delivery(request: Json) -> UpdateFault:
    return UpdateFault(lost=bool(request.get("lose_update")), twice=bool(request.get("duplicate_update")))


async def _block(world: World, request: Json) -> Json:
    user = acting_user(world, request)
    return {
        "update_id": user_actions.set_blocked(world, user, blocked=bool(request.get("blocked", True)))
    } | user.view()


async def _delete(world: World, request: Json) -> Json:
    return user_actions.delete(world, request)


async def _group(world: World, request: Json) -> Json:
    return views.group_view(user_actions.make_group(world, request))


async def _update(world: World, request: Json) -> Json:
    update = request.get("update")
    if not isinstance(update, dict):
        raise RequestError("update must be an object")
    return {"update_id": world.updates.push_raw(update)}


async def _chat(world: World, request: Json) -> Json:
    return views.chat_view(world, number(request, "chat_id"), int(request.get("since", 0)))


async def _events(world: World, request: Json) -> Json:
    seq = int(request.get("since", 0))
    events = await world.events.since(seq, seconds(request, "timeout", 0, MAX_WAIT))
    return {"seq": world.events.seq, "events": events}


async def _calls(world: World, request: Json) -> Json:
    return {"calls": world.calls.since(int(request.get("since", 0)))}


async def _problems(world: World, _request: Json) -> Json:
    return {"problems": world.calls.problems()}


async def _forget_calls(world: World, _request: Json) -> Json:
    world.calls.clear()
    return {"calls": []}


async def _clock(world: World, _request: Json) -> Json:
    return {"offset_seconds": world.clock.offset_seconds}


async def _set_clock(world: World, request: Json) -> Json:
    if "offset_seconds" in request:
        world.clock.offset_seconds = number(request, "offset_seconds")
    else:
        world.clock.advance(number(request, "advance_seconds"))
    world.events.add("clock", offset_seconds=world.clock.offset_seconds)
    return {"offset_seconds": world.clock.offset_seconds}


async def _set_latency(world: World, request: Json) -> Json:
    world.latency = seconds(request, "seconds", 0, MAX_WAIT)
    return {"seconds": world.latency}


async def _webhook(world: World, _request: Json) -> Json:
    return views.webhook(world)


async def _set_webhook(world: World, request: Json) -> Json:
    world.retry_pace = pace(request.get("retry_pace"))
    return views.webhook(world)


async def _reset(world: World, _request: Json) -> Json:
    world.reset()
    return views.state(world)


async def _unknown(_world: World, request: Json) -> Json:
    raise RequestError(f"there is no endpoint {request['path']}", 404)


ENDPOINTS: tuple[tuple[str, str, ControlMethod], ...] = (
    ("GET", "state", _state),
    ("POST", "users", _put_user),
    ("POST", "send", _send),
    ("POST", "upload", _upload),
    ("POST", "press", press),
    ("POST", "pay", _pay),
    ("POST", "pay-link", _pay_link),
    ("POST", "block", _block),
    ("POST", "delete", _delete),
    ("POST", "groups", _group),
    ("POST", "update", _update),
    ("GET", "chats/{chat_id}", _chat),
    ("GET", "events", _events),
    ("GET", "calls", _calls),
    ("GET", "problems", _problems),
    ("POST", "calls/reset", _forget_calls),
    ("GET", "clock", _clock),
    ("POST", "clock", _set_clock),
    ("POST", "latency", _set_latency),
    ("GET", "webhook", _webhook),
    ("POST", "webhook", _set_webhook),
    ("POST", "faults", fault_requests.add),
    ("GET", "faults", fault_requests.waiting),
    ("DELETE", "faults", fault_requests.clear),
    ("DELETE", "faults/{fault_id}", fault_requests.remove),
    ("POST", "reset", _reset),
)


def routes(world: World) -> list[web.RouteDef]:
    """All endpoints, and the bytes of files for the page."""

    async def file(request: web.Request) -> web.Response:
        stored = world.files.find(request.match_info["file_id"])
        if stored is None:
            return _json({"error": "there is no such file"}, 404)
        return web.Response(body=stored.content, content_type=stored.content_type, headers=INERT)

    known = [web.route(verb, f"/sandbox/{path}", json_endpoint(world, method)) for verb, path, method in ENDPOINTS]
    nothing = web.route("*", "/sandbox/{path:.*}", json_endpoint(world, _unknown))
    return [*known, web.get("/sandbox/file/{file_id}", file), nothing]
