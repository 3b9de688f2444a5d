"""The control interface: orders over HTTP, by which a test in any language makes people act and sees what happened."""

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
Order = Callable[[World, Json], Awaitable[Json]]


async def read_order(request: web.Request) -> Json:
    """The query string, then the body over it."""
    order: Json = dict(request.query) | dict(request.match_info)
    if request.content_type == "multipart/form-data":
        return order | dict(await request.post())
    body = await request.read()
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        raise RequestError("the body is not JSON") from None
    if not isinstance(given, dict):
        raise RequestError("the body must be a JSON object")
    return order | given


def obeyed(world: World, order: Order) -> Callable[[web.Request], Awaitable[web.Response]]:
    """An HTTP handler: the order in, its JSON out, or what was wrong with it."""

    async def handle(request: web.Request) -> web.Response:
        try:
            refuse_strangers(request)
            return _json(await order(world, await read_order(request)))
        except RequestError as problem:
            return _json({"error": str(problem)}, problem.status)
        except (ValueError, TypeError, KeyError, OverflowError) as problem:
            return _json({"error": f"the order cannot be read: {problem!r}"}, 400)

    return handle


def refuse_strangers(request: web.Request) -> None:
    """A web page from elsewhere, open in the same browser, must not act here."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise RequestError(f"{origin} may not give orders here", 403)


def _json(body: Json, status: int = 200) -> web.Response:
    encoded = json.dumps(body).encode()
    return web.Response(body=encoded, status=status, content_type="application/json")


async def _state(world: World, _order: Json) -> Json:
    return views.state(world)


async def _put_user(world: World, order: Json) -> Json:
    user = world.people.put(checked_profile(order))
    world.events.add("user", user.id, user=user.view())
    return user.view()


async def _send(world: World, order: Json) -> Json:
    return user_actions.send_text(world, order)


async def _upload(world: World, order: Json) -> Json:
    file = order.get("file")
    if not isinstance(file, web.FileField):
        raise RequestError("file is missing")
    return user_actions.send_file(world, order, Upload(file.filename, file.file.read(), file.content_type))


async def _pay(world: World, order: Json) -> Json:
    post = meant_message(world, order)
    if post.invoice is None or post.deleted:
        raise RequestError(f"message {post.id} is no invoice that can be paid", 409)
    return await pay(world, acting_user(world, order), post.invoice, _delivery(order))


async def _pay_link(world: World, order: Json) -> Json:
    invoice = world.payments.linked(str(order.get("link")))
    if invoice is None:
        raise RequestError("there is no such invoice link", 404)
    return await pay(world, acting_user(world, order), invoice, _delivery(order))


def _delivery(order: Json) -> UpdateFault:
    return UpdateFault(lost=bool(order.get("lose_update")), twice=bool(order.get("duplicate_update")))


async def _block(world: World, order: Json) -> Json:
    user = acting_user(world, order)
    return {"update_id": user_actions.set_blocked(world, user, blocked=bool(order.get("blocked", True)))} | user.view()


async def _delete(world: World, order: Json) -> Json:
    return user_actions.delete(world, order)


async def _group(world: World, order: Json) -> Json:
    return views.group_view(user_actions.make_group(world, order))


async def _update(world: World, order: Json) -> Json:
    update = order.get("update")
    if not isinstance(update, dict):
        raise RequestError("update must be an object")
    return {"update_id": world.updates.push_raw(update)}


async def _chat(world: World, order: Json) -> Json:
    return views.chat_view(world, number(order, "chat_id"), int(order.get("since", 0)))


async def _events(world: World, order: Json) -> Json:
    seq = int(order.get("since", 0))
    events = await world.events.since(seq, seconds(order, "timeout", 0, MAX_WAIT))
    return {"seq": world.events.seq, "events": events}


async def _calls(world: World, order: Json) -> Json:
    return {"calls": world.calls.since(int(order.get("since", 0)))}


async def _problems(world: World, _order: Json) -> Json:
    return {"problems": world.calls.problems()}


async def _forget_calls(world: World, _order: Json) -> Json:
    world.calls.clear()
    return {"calls": []}


async def _clock(world: World, _order: Json) -> Json:
    return {"offset_seconds": world.clock.offset_seconds}


async def _set_clock(world: World, order: Json) -> Json:
    if "offset_seconds" in order:
        world.clock.offset_seconds = number(order, "offset_seconds")
    else:
        world.clock.advance(number(order, "advance_seconds"))
    world.events.add("clock", offset_seconds=world.clock.offset_seconds)
    return {"offset_seconds": world.clock.offset_seconds}


async def _set_latency(world: World, order: Json) -> Json:
    world.latency = seconds(order, "seconds", 0, MAX_WAIT)
    return {"seconds": world.latency}


async def _webhook(world: World, _order: Json) -> Json:
    return views.webhook(world)


async def _set_webhook(world: World, order: Json) -> Json:
    world.retry_pace = pace(order.get("retry_pace"))
    return views.webhook(world)


async def _reset(world: World, _order: Json) -> Json:
    world.reset()
    return views.state(world)


async def _unknown(_world: World, order: Json) -> Json:
    raise RequestError(f"there is no order {order['path']}", 404)


ORDERS: tuple[tuple[str, str, Order], ...] = (
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
    """All orders, and the bytes of files for the page."""

    async def file(request: web.Request) -> web.Response:
        stored = world.files.find(request.match_info["file_id"])
        if stored is None:
            return _json({"error": "there is no such file"}, 404)
        return web.Response(body=stored.content, content_type=stored.content_type, headers=INERT)

    orders = [web.route(verb, f"/sandbox/{path}", obeyed(world, order)) for verb, path, order in ORDERS]
    nothing = web.route("*", "/sandbox/{path:.*}", obeyed(world, _unknown))
    return [*orders, web.get("/sandbox/file/{file_id}", file), nothing]
