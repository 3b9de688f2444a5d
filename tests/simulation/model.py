"""The shop on two pages: one product, orders that hold and get goods, money that comes and goes back, a clock.

What is not written here does not happen. A crash is nothing: what was under way has happened wholly or not at all.
"""

from copy import deepcopy
from types import SimpleNamespace as Sale

TTL, GRACE, WINDOW, DAY = 15, 5, 5, 24 * 60
"""Minutes: to pay in, for money on its way, for a payment that was allowed, until what was left unpaid is forgotten."""
ALLOWED = (1, TTL), (2, TTL), (4, TTL / 2), (8, TTL / 2), (8, TTL / 2)
"""By the times to pay in for which goods were held unpaid: one in so many of what is free, and minutes to pay in."""


class Model:
    def __init__(self) -> None:
        self.now, self.shelf, self.sales = 0, 0, dict[str, Sale]()

    @property
    def back(self) -> set[str]:
        return {charge for sale in self.sales.values() for charge in sale.money[sale.state != "REFUNDED" :]}

    def open(self, name: str, buyer: int, wanted: int) -> str:
        after = deepcopy(self)
        said = after.hold(name, buyer, wanted)
        vars(self).update(vars(after) if said == "Order" else {})
        return said

    def hold(self, name: str, buyer: int, wanted: int) -> str:
        own = [sale for sale in self.sales.values() if sale.buyer == buyer]
        if any(sale.state == "PENDING" for sale in own):
            return "AlreadyPending"
        times = self.unpaid(own) // TTL
        if times >= len(ALLOWED):
            return "TooManyUnpaid"
        for over in [sale.name for sale in own if sale.state == "EXPIRED"]:
            self.leave(over, "EXPIRED")
        share, ttl = ALLOWED[int(times)]
        if wanted > max(self.shelf // share, min(self.shelf, 1)):
            return "HoldRefused" if self.shelf and share > 1 else "OutOfStock"
        moments = {"made": self.now, "ends": self.now + ttl, "keeps": self.now + ttl + GRACE, "locked": 0, "paid": -DAY}
        facts = {"name": name, "buyer": buyer, "wanted": wanted, "state": "PENDING", "held": wanted, "goods": 0}
        self.sales[name] = Sale(**facts, **moments, money=[])
        self.shelf -= wanted
        return "Order"

    def unpaid(self, own: list[Sale]) -> float:
        since = max([self.now - DAY, *(sale.paid for sale in own)])
        left = [sale for sale in own if sale.state in {"EXPIRED", "CANCELLED"} and sale.made > since]
        return sum(min(min(sale.keeps, self.now) - sale.made, 2 * TTL) for sale in left)

    def allow(self, name: str) -> str:
        sale = self.sales[name]
        if sale.state != "PENDING" or sale.ends <= self.now:
            return "NotPayable"
        sale.locked, sale.ends = self.now + WINDOW, max(sale.ends, self.now + WINDOW)
        sale.keeps = max(sale.keeps, sale.ends + GRACE)
        return "Order"

    def pay(self, name: str, charge: str) -> str:
        sale = self.sales[name]
        if charge in sale.money:
            return "DUPLICATE"
        sale.money.append(charge)
        if len(sale.money) > 1:
            return "UNMATCHED"
        sale.turn = sale.state == "CANCELLED", self.now, sale.name
        sale.state, sale.paid = "WAITING", self.now
        return "PAID" if self.serve(sale) else "WAITING"

    def serve(self, sale: Sale) -> bool:
        taken = min(self.shelf, sale.wanted - sale.held)
        self.shelf, sale.held = self.shelf - taken, sale.held + taken
        if sale.held == sale.wanted:
            sale.state, sale.goods, sale.held = "PAID", sale.wanted, 0
        return bool(sale.goods)

    def stock(self, count: int) -> None:
        self.shelf += count
        waiting = [sale for sale in self.sales.values() if sale.state == "WAITING"]
        all(map(self.serve, sorted(waiting, key=lambda sale: sale.turn)))  # until one gets too little

    def leave(self, name: str, state: str) -> str:
        sale = self.sales[name]
        sale.state, count, sale.held, sale.keeps = state, sale.held, 0, min(sale.keeps, self.now)
        self.stock(count)
        return "Order"

    def cancel(self, name: str) -> str:
        permitted = self.sales[name].state == "PENDING" and self.sales[name].locked <= self.now
        return self.leave(name, "CANCELLED") if permitted else "NotCancellable"

    def refund(self, name: str) -> str:
        permitted = self.sales[name].state in {"PAID", "WAITING", "DELIVERED"}
        return self.leave(name, "REFUNDED") if permitted else "NotRefundable"

    def later(self, minutes: int) -> None:
        self.now += minutes
        for name, sale in self.sales.items():
            sale.state = "EXPIRED" if sale.state == "PENDING" and sale.ends <= self.now else sale.state
            if sale.state == "EXPIRED" and sale.keeps <= self.now:
                self.leave(name, "EXPIRED")
