"""The invariants after every step, read from the file and from the chats; nothing of the shop is asked.

A checker remembers: an order may only move as the table of moves allows, goods that were given stay with their order,
and nobody ever reads the goods of somebody else.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.events import Events
from sandbox.world import World
from services.domain.orders.order import ORDER_TRANSITIONS, OrderState
from services.domain.payments.payment import PAYMENT_MOVES, PaymentState

CODE = re.compile(r"SIM-\d{5}")
PAID = ("PAID", "WAITING", "ATTENTION", "DELIVERED", "REFUNDED")
ORDERS = "SELECT id, number, customer_id, state, quantity, amount, currency, renews, promise, product_id FROM orders"
PAYMENTS = "SELECT id, order_id, customer_id, provider, charge_id, amount, currency, state FROM payments"
STOCK = "SELECT id, state, order_id FROM stock_items"
DELIVERIES = "SELECT order_id, state FROM deliveries"
UNREACHABLE = "(error LIKE '%blocked%' OR error LIKE '%chat not found%')"
FACTS = (
    "SELECT 'order ' || state AS what, count(*) AS n FROM orders GROUP BY state",
    "SELECT 'payment ' || provider || ' ' || state AS what, count(*) AS n FROM payments GROUP BY provider, state",
    "SELECT 'delivery ' || state AS what, count(*) AS n FROM deliveries GROUP BY state",
    "SELECT 'update ' || state AS what, count(*) AS n FROM inbox GROUP BY state",
    "SELECT 'notice ' || state AS what, count(*) AS n FROM notices GROUP BY state",
    f"SELECT 'notice waited' AS what, count(*) AS n FROM notices WHERE state = 'SENT' AND {UNREACHABLE}",
    "SELECT 'reminders' AS what, count(*) AS n FROM reminders",
    "SELECT 'copies' AS what, count(*) AS n FROM deliveries WHERE copy",
)
REFUNDS = "SELECT payment_id, state FROM refunds"

Row = dict[str, Any]


def closure(moves: Mapping[Any, frozenset[Any]]) -> dict[str, set[str]]:
    """From each state everything that can be reached, in any number of moves."""
    reached = {str(state): {str(state), *map(str, return_to)} for state, return_to in moves.items()}
    for _ in moves:
        for return_to in reached.values():
            return_to.update(*(reached[state] for state in list(return_to)))
    return reached


ORDER_WAYS, PAYMENT_WAYS = closure(ORDER_TRANSITIONS), closure(PAYMENT_MOVES)
assert OrderState.REFUNDED in ORDER_WAYS["PENDING"]
assert PaymentState.CONFIRMED in PAYMENT_WAYS["OPENED"]


class Watched(Events):
    """The stream of everything that changes, noting which goods the bot has shown to whom."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, kind: str, chat_id: int | None = None, **details: object) -> None:
        message = details.get("message")
        if chat_id is not None and isinstance(message, dict) and message["outgoing"]:
            self.shown[chat_id].update(CODE.findall(str(message)))
        super().add(kind, chat_id, **details)


class WatchedWorld(World):
    """A sandbox whose events are watched."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.events = self.watched = Watched()

    @property
    def shown(self) -> Mapping[int, set[str]]:
        """Goods that were ever to be read, by chat."""
        return self.watched.shown


@dataclass
class Invariants:
    """The open file, and what was seen in it before."""

    path: Path
    world: WatchedWorld
    _file: sqlite3.Connection | None = None
    _version: int = -1
    _orders: dict[str, str] = field(default_factory=dict)
    _payments: dict[int, str] = field(default_factory=dict)
    _given: dict[int, str] = field(default_factory=dict)

    def read(self, question: str) -> list[Row]:
        """Rows by the names of their columns."""
        if self._file is None:
            self._file = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, isolation_level=None)
            self._file.row_factory = sqlite3.Row
        return [dict(row) for row in self._file.execute(question)]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def facts(self) -> dict[str, int]:
        """Return how much there was of everything, for the question whether enough has happened."""
        return {row["what"]: row["n"] for question in FACTS for row in self.read(question)}

    def complaints(self) -> list[str]:
        """Return the faults of now; nothing is looked at again while nothing was committed."""
        version = self.read("PRAGMA data_version")[0]["data_version"]
        shared = list(self._shared())
        if version == self._version:
            return shared
        self._version = version
        orders = {row["id"]: row for row in self.read(ORDERS)}
        payments, stock = self.read(PAYMENTS), self.read(STOCK)
        return [*shared, *self._moves(orders, payments), *self._goods(orders, stock), *self._money(orders, payments)]

    def _shared(self) -> Iterator[str]:
        owners: defaultdict[str, list[int]] = defaultdict(list)
        for chat_id, codes in self.world.shown.items():
            for code in codes:
                owners[code].append(chat_id)
        yield from (f"{code} was shown to {chats}" for code, chats in owners.items() if len(chats) > 1)

    def _moves(self, orders: dict[str, Row], payments: list[Row]) -> Iterator[str]:
        for order in orders.values():
            before = self._orders.get(order["id"], "PENDING")
            if order["state"] not in ORDER_WAYS[before]:
                yield f"order {order['number']} went from {before} to {order['state']}"
            self._orders[order["id"]] = order["state"]
        for payment in payments:
            before = self._payments.get(payment["id"], payment["state"])
            if payment["state"] not in PAYMENT_WAYS[before]:
                yield f"payment {payment['id']} went from {before} to {payment['state']}"
            self._payments[payment["id"]] = payment["state"]
        yield from (f"order {gone} is gone" for gone in self._orders.keys() - orders.keys())

    def _goods(self, orders: dict[str, Row], stock: list[Row]) -> Iterator[str]:
        count: defaultdict[str, int] = defaultdict(int)
        for item in stock:
            owner = self._given.get(item["id"])
            if item["state"] == "GIVEN":
                count[item["order_id"]] += 1
                self._given[item["id"]] = item["order_id"]
            if owner is not None and (item["state"], item["order_id"]) != ("GIVEN", owner):
                yield f"goods {item['id']} of order {owner} are {item['state']} for {item['order_id']}"
        for order_id, given in count.items():
            order = orders[order_id]
            if order["state"] not in PAID or given != order["quantity"]:
                yield f"order {order['number']} is {order['state']} and has {given} of {order['quantity']} goods"
        for order in orders.values():
            owed = order["state"] in ("PAID", "DELIVERED", "ATTENTION") and not extends(order)
            if owed and not count[order["id"]]:
                yield f"order {order['number']} is {order['state']} and has no goods"

    def _money(self, orders: dict[str, Row], payments: list[Row]) -> Iterator[str]:
        """Every coin has one place: goods, the way back, or somebody who owns the matter."""
        paid: defaultdict[str, list[Row]] = defaultdict(list)
        refunds = {row["payment_id"] for row in self.read(REFUNDS)}
        for payment in payments:
            if payment["state"] == "CONFIRMED":
                paid[payment["order_id"]].append(payment)
            if payment["state"] == "SURPLUS" and payment["id"] not in refunds:
                yield f"surplus {payment['charge_id']} goes back to nobody"
        owned = {row["order_id"] for row in self.read(DELIVERIES)}
        for order in orders.values():
            found = paid[order["id"]]
            expected = 1 if order["state"] in ("PAID", "WAITING", "ATTENTION", "DELIVERED") else 0
            if len(found) != expected:
                yield f"order {order['number']} is {order['state']} with {len(found)} payments"
            if any((one["amount"], one["currency"]) != (order["amount"], order["currency"]) for one in found):
                yield f"order {order['number']} was paid with another sum"
            if order["state"] in ("PAID", "ATTENTION", "DELIVERED") and order["id"] not in owned:
                yield f"nobody brings order {order['number']}"
        charges = [(one["provider"], one["charge_id"]) for one in payments if one["charge_id"]]
        yield from (f"charge {charge} is booked twice" for charge in set(charges) if charges.count(charge) > 1)


def extends(order: Row) -> bool:
    """Return whether an order only lets a subscription run longer."""
    return order["renews"] is not None and '"extend"' in order["promise"]
