"""The final checks: faults are over and time has passed. Who paid has goods or money, and nobody waits."""

from collections import Counter
from collections.abc import Iterator

from tests.simulation.invariants import ORDERS, PAYMENTS, STOCK, UNREACHABLE, Invariants, extends

OPEN = (
    ("updates", "SELECT count(*) AS n FROM inbox WHERE state IN ('OPEN', 'DEAD')"),
    ("deliveries", "SELECT count(*) AS n FROM deliveries WHERE state NOT IN ('SENT', 'SEEN', 'WITHDRAWN')"),
    ("notices", "SELECT count(*) AS n FROM notices WHERE state IN ('DUE', 'SENDING', 'UNREACHABLE')"),
    ("refunds", "SELECT count(*) AS n FROM refunds WHERE state <> 'DONE'"),
    ("orders", "SELECT count(*) AS n FROM orders WHERE state IN ('PENDING', 'PAID', 'WAITING', 'ATTENTION')"),
    ("holds", "SELECT count(*) AS n FROM stock_items WHERE state = 'HELD'"),
    ("receipts", "SELECT count(*) AS n FROM payments WHERE state = 'REVIEW'"),
)

SILENCED = f"SELECT id, kind FROM notices WHERE state = 'DROPPED' AND kind <> 'back-in-stock' AND {UNREACHABLE}"
"""The notices to people who were unreachable: they are back by now, and nothing for them may be gone."""


def unsettled(invariants: Invariants) -> list[str]:
    """Return the things that still wait for something."""
    counted = ((name, invariants.read(question)[0]["n"]) for name, question in OPEN)
    return [f"{n} {name} are stuck" for name, n in counted if n]


def final_findings(invariants: Invariants, unhandled: set[int]) -> dict[str, list[str]]:
    """Everything that may not be so when all is over, by its kind; `unhandled`: updates handed over, and then nothing.

    `lost` led to nothing, `second` was given once too often, `stuck` still waits, and `stars` do not add up.
    """
    found: dict[str, list[str]] = {"stuck": unsettled(invariants)}
    found["lost"] = [f"update {update_id} is lost" for update_id in sorted(unhandled)]
    found["lost"] += [f"notice {one['id']} ({one['kind']}) is lost" for one in invariants.read(SILENCED)]
    for kind, complaint in (*_of_stars(invariants), *_of_goods(invariants)):
        found.setdefault(kind, []).append(complaint)
    return found


def _of_stars(invariants: Invariants) -> Iterator[tuple[str, str]]:
    """Telegram's invariants and ours say the same."""
    ours = {
        one["charge_id"]: one for one in invariants.read(PAYMENTS) if one["provider"] == "stars" and one["charge_id"]
    }
    theirs = invariants.world.payments._charges
    yield from (("lost", f"charge {missed} was never booked") for missed in theirs.keys() - ours.keys())
    yield from (("stars", f"charge {made_up} does not exist") for made_up in ours.keys() - theirs.keys())
    for charge_id in theirs.keys() & ours.keys():
        if theirs[charge_id].refunded != (ours[charge_id]["state"] == "REFUNDED"):
            yield "stars", f"charge {charge_id} is {ours[charge_id]['state']}, went back: {theirs[charge_id].refunded}"
    kept = sum(one["amount"] for one in ours.values() if one["state"] == "CONFIRMED")
    if kept != invariants.world.payments.balance:
        yield "stars", f"the invariants say {kept} Stars, Telegram {invariants.world.payments.balance}"


def _of_goods(invariants: Invariants) -> Iterator[tuple[str, str]]:
    """Compare the goods that people have read with those that they paid for."""
    orders = {order["id"]: order for order in invariants.read(ORDERS)}
    charged = {one["order_id"] for one in invariants.read(PAYMENTS) if one["state"] in ("CONFIRMED", "REFUNDED")}
    owed: Counter[int] = Counter()
    most: Counter[int] = Counter()
    for item in invariants.read(STOCK):
        if item["state"] == "GIVEN" and item["order_id"] not in charged:
            yield "second", f"goods {item['id']} were given for nothing"
    for order in orders.values():
        if extends(order) or order["id"] not in charged:
            continue
        most[order["customer_id"]] += order["quantity"]
        owed[order["customer_id"]] += order["quantity"] if order["state"] == "DELIVERED" else 0
    for customer_id in {order["customer_id"] for order in orders.values()} | invariants.world.shown.keys():
        read = len(invariants.world.shown.get(customer_id, ()))
        if not owed[customer_id] <= read <= most[customer_id]:
            kind = "lost" if read < owed[customer_id] else "second"
            yield kind, f"{customer_id} has read {read} goods, paid for {owed[customer_id]} to {most[customer_id]}"
