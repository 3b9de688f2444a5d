"""Orders about faults: read strictly, for a fault that never strikes makes a test pass for nothing."""

from sandbox.api.json_types import Json
from sandbox.control.control_request import RequestError, number, seconds
from sandbox.faults.faults import ALL, KINDS, OF_POSTS, OF_UPDATES, WEBHOOK, Fault
from sandbox.methods import BY_LOWER_NAME
from sandbox.world import World

UPDATES = frozenset({"message", "callback_query", "pre_checkout_query", "my_chat_member"})
FIELDS = frozenset({"kind", "method", "update", "times", "after", "retry_after", "seconds"})
LONGEST = 600.0


async def add(world: World, order: Json) -> Json:
    """Order a fault."""
    if strange := set(order) - FIELDS:
        raise RequestError(f"a fault has no {', '.join(sorted(strange))}; it has {', '.join(sorted(FIELDS))}")
    kind = order.get("kind")
    if kind not in KINDS:
        raise RequestError(f"kind must be one of {', '.join(sorted(KINDS))}")
    fault = Fault(
        kind,
        times=_count(order, "times", 1, low=1),
        after=_count(order, "after", 0, low=0),
        retry_after=_count(order, "retry_after", 1, low=0),
        seconds=seconds(order, "seconds", 1.0, LONGEST),
    )
    if kind in OF_UPDATES:
        fault.update = _update(order)
    else:
        fault.method = _method(kind, order)
    return {"id": world.faults.add(fault)}


async def waiting(world: World, _order: Json) -> Json:
    """Return the faults that still wait."""
    return {"faults": world.faults.list()}


async def clear(world: World, _order: Json) -> Json:
    """Take all back."""
    world.faults.clear()
    return {"faults": []}


async def remove(world: World, order: Json) -> Json:
    """Take one back."""
    if not world.faults.remove(number(order, "fault_id")):
        raise RequestError(f"no fault {order['fault_id']} waits", 404)
    return await waiting(world, order)


def _method(kind: str, order: Json) -> str:
    if "update" in order:
        raise RequestError(f"{kind} strikes calls: say method, not update")
    method = str(order.get("method") or ALL)
    if method == WEBHOOK and kind not in OF_POSTS:
        raise RequestError(f"a post to the webhook can suffer one of {', '.join(sorted(OF_POSTS))}")
    if method in (ALL, WEBHOOK):
        return method
    if method.lower() not in BY_LOWER_NAME:
        raise RequestError(f"there is no method {method}")
    return BY_LOWER_NAME[method.lower()][0]


def _update(order: Json) -> str:
    if "method" in order:
        raise RequestError(f"{order['kind']} strikes updates: say update, not method")
    update = str(order.get("update") or ALL)
    if update != ALL and update not in UPDATES:
        raise RequestError(f"update must be {ALL} or one of {', '.join(sorted(UPDATES))}")
    return update


def _count(order: Json, name: str, default: int, *, low: int) -> int:
    count = number({name: default} | order, name)
    if count < low:
        raise RequestError(f"{name} must be at least {low}")
    return count
