"""Requests about faults: read strictly, for a fault that never strikes makes a test pass for nothing."""

from sandbox.api.json_types import Json
from sandbox.control.control_request import RequestError, number, seconds
from sandbox.faults.faults import ALL, KINDS, OF_POSTS, OF_UPDATES, WEBHOOK, Fault
from sandbox.methods import BY_LOWER_NAME
from sandbox.world import World

UPDATES = frozenset({"message", "callback_query", "pre_checkout_query", "my_chat_member"})
FIELDS = frozenset({"kind", "method", "update", "times", "after", "retry_after", "seconds"})
LONGEST = 600.0


async def add(world: World, request: Json) -> Json:
    """Add a fault."""
    if strange := set(request) - FIELDS:
        raise RequestError(f"a fault has no {', '.join(sorted(strange))}; it has {', '.join(sorted(FIELDS))}")
    kind = request.get("kind")
    if kind not in KINDS:
        raise RequestError(f"kind must be one of {', '.join(sorted(KINDS))}")
    fault = Fault(
        kind,
        times=_count(request, "times", 1, low=1),
        after=_count(request, "after", 0, low=0),
        retry_after=_count(request, "retry_after", 1, low=0),
        seconds=seconds(request, "seconds", 1.0, LONGEST),
    )
    if kind in OF_UPDATES:
        fault.update = _update(request)
    else:
        fault.method = _method(kind, request)
    return {"id": world.faults.add(fault)}


async def waiting(world: World, _request: Json) -> Json:
    """Return the faults that still wait."""
    return {"faults": world.faults.list()}


async def clear(world: World, _request: Json) -> Json:
    """Remove all faults."""
    world.faults.clear()
    return {"faults": []}


async def remove(world: World, request: Json) -> Json:
    """Remove one fault."""
    if not world.faults.remove(number(request, "fault_id")):
        raise RequestError(f"no fault {request['fault_id']} waits", 404)
    return await waiting(world, request)


def _method(kind: str, request: Json) -> str:
    if "update" in request:
        raise RequestError(f"{kind} strikes calls: say method, not update")
    method = str(request.get("method") or ALL)
    if method == WEBHOOK and kind not in OF_POSTS:
        raise RequestError(f"a post to the webhook can suffer one of {', '.join(sorted(OF_POSTS))}")
    if method in (ALL, WEBHOOK):
        return method
    if method.lower() not in BY_LOWER_NAME:
        raise RequestError(f"there is no method {method}")
    return BY_LOWER_NAME[method.lower()][0]


def _update(request: Json) -> str:
    if "method" in request:
        raise RequestError(f"{request['kind']} strikes updates: say update, not method")
    update = str(request.get("update") or ALL)
    if update != ALL and update not in UPDATES:
        raise RequestError(f"update must be {ALL} or one of {', '.join(sorted(UPDATES))}")
    return update


def _count(request: Json, name: str, default: int, *, low: int) -> int:
    count = number({name: default} | request, name)
    if count < low:
        raise RequestError(f"{name} must be at least {low}")
    return count
