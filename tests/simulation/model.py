"""The shop on two pages: one product, orders that hold and get goods, money that comes and goes back, a clock.

What is not written here does not happen. A crash is nothing: what was under way has happened wholly or not at all.
"""

from types import SimpleNamespace as Sale

TTL, GRACE, WINDOW = 15, 5, 5
"""Minutes: to pay in, for money on its way, for a payment that was allowed."""


class Model:
    def __init__(self) -> None:
        self.now, self.shelf = 0, 0
        self.sales: dict[str, Sale] = {}
        self.line: list[str] = []
        self.back: set[str] = set()

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
            self.back.add(charge)
            return "SURPLUS"
        sale.state, sale.turn = "WAITING", (self.now <= sale.keeps, self.now)
        self.line = sorted([*self.line, name], key=lambda waiting: self.sales[waiting].turn)
        return "PAID" if self.serve(name) else "WAITING"

    def serve(self, name: str) -> bool:
        sale = self.sales[name]
        taken = min(self.shelf, sale.wanted - sale.held)
        self.shelf, sale.held = self.shelf - taken, sale.held + taken
        if sale.held == sale.wanted:
            sale.state, sale.goods, sale.held = "PAID", sale.wanted, 0
            self.line.remove(name)
        return bool(sale.goods)

    def stock(self, count: int) -> None:
        self.shelf += count
        while self.line and self.serve(self.line[0]):
            pass

    def leave(self, name: str, state: str, *, permitted: bool = True) -> str | None:
        sale = self.sales[name]
        if permitted:
            sale.state, count, sale.held = state, sale.held, 0
            self.stock(count)
        return "Order" if permitted else None

    def cancel(self, name: str) -> str:
        sale = self.sales[name]
        permitted = sale.state == "PENDING" and sale.locked <= self.now
        return self.leave(name, "CANCELLED", permitted=permitted) or "NotCancellable"

    def refund(self, name: str) -> str:
        permitted = self.sales[name].state in ("PAID", "WAITING", "DELIVERED")
        self.back |= {self.sales[name].money[0]} if permitted else set()
        self.line = [waiting for waiting in self.line if waiting != name]
        return self.leave(name, "REFUNDED", permitted=permitted) or "NotRefundable"

    def later(self, minutes: int) -> None:
        self.now += minutes
        for name, sale in self.sales.items():
            if sale.state == "PENDING" and sale.ends <= self.now:
                sale.state = "EXPIRED"
            if sale.state == "EXPIRED" and sale.held and sale.keeps <= self.now:
                self.leave(name, "EXPIRED")
