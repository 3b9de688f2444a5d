"""The shop on a page and a half: one product, orders that hold and get goods, money that comes and goes back, a clock.

What is not written here does not happen. A crash is nothing: what was under way has happened wholly or not at all.
"""

from types import SimpleNamespace as Sale

TTL, GRACE, WINDOW = 15, 5, 5
"""Minutes: to pay in, for money on its way, for a payment that was allowed."""


class Model:
    def __init__(self) -> None:
        self.now, self.shelf, self.sales = 0, 0, dict[str, Sale]()

    @property
    def back(self) -> set[str]:
        return {charge for sale in self.sales.values() for charge in sale.money[sale.state != "REFUNDED" :]}

    def open(self, name: str, buyer: int, wanted: int) -> str:
        if any(sale.buyer == buyer and sale.state == "PENDING" for sale in self.sales.values()):
            return "AlreadyPending"
        if wanted > self.shelf:
            return "OutOfStock"
        times = {"ends": self.now + TTL, "keeps": self.now + TTL + GRACE, "locked": 0}
        self.sales[name] = Sale(buyer=buyer, wanted=wanted, state="PENDING", held=wanted, goods=0, money=[], **times)
        self.shelf -= wanted
        return "Order"

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
            return "KNOWN"
        sale.money.append(charge)
        if len(sale.money) > 1:
            return "SURPLUS"
        sale.state, sale.turn = "WAITING", (self.now <= sale.keeps, self.now)
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
        sale.state, count, sale.held = state, sale.held, 0
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
