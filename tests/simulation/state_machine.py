"""The services against a model of the shop: whatever people and crashes do, both stand the same afterwards."""

import asyncio
import copy
import itertools
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Coroutine
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.domain.errors import ShopError
from services.domain.payments.payment import Charge
from services.domain.values.clock import MINUTE
from services.domain.values.language import Language
from services.domain.values.money import Currency, Money
from services.payments.apply_charge import ChargeResult
from services.payments.providers.stars import StarTransaction
from services.storage.database import Database
from services.storage.schema.bootstrap import load_fingerprint_key, open_database
from services.storage.vault import Vault
from tests.simulation.model import Model
from tests.simulation.virtual_time import ProgramRun, simulated_environment
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY, sqlite_url
from tests.support.service_harness import ADMIN, ManualClock, ShopHarness, Telegram

SLUG, PRICE = "windows", 80
BUYERS = (1001, 1002, 1003)
STATEMENTS = 80
"""A transaction of these tests has about so many calls at which it can die."""
ORDERS = (
    "SELECT o.id, o.state, sum(coalesce(s.state = 'GIVEN', 0)), sum(coalesce(s.state = 'HELD', 0)) "
    "FROM orders o LEFT JOIN stock_items s ON s.order_id = o.id GROUP BY o.id"
)
FREE = "SELECT count(*) FROM stock_items WHERE state = 'FREE'"
CHARGES = "SELECT charge_id FROM payments WHERE charge_id IS NOT NULL"
PLAYED: Counter[str] = Counter()
"""Lives and deeds, counted where they happen."""
places = st.integers(0, 30)


@cache
def furnished() -> bytes:
    """The file of a shop with terms, products and three people who have accepted."""
    with simulated_environment(0) as given, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.sqlite3"
        given.loop.run_until_complete(ProgramRun().begin_here(_furnish(file)))
        return file.read_bytes()


async def _furnish(file: Path) -> None:
    shop = ShopHarness(await open_database(sqlite_url(file), [KEY]))
    await shop.furnish()
    for buyer in BUYERS:
        await (await arrives(shop, buyer, f"Buyer {buyer}", Language.EN)).accepts(version=1)
    await shop.db.close()


class ShopMachine(RuleBasedStateMachine):
    """A shop with one product and three buyers, and the page that says how it ought to stand."""

    @initialize()
    def begin(self) -> None:
        PLAYED["lives"] += 1
        self.stack = ExitStack()
        given = self.stack.enter_context(simulated_environment(0))
        self.runner = self.stack.enter_context(asyncio.Runner(loop_factory=lambda: given.loop))
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.file = Path(folder) / "shop.sqlite3"
        self.file.write_bytes(furnished())
        self.clock, self.real, self.telegram = ManualClock(), ManualClock(), Telegram()
        self.model, self.numbers = Model(), itertools.count(1)
        self.starts()

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.runner.run(self.life.end())
            self.stack.close()

    def starts(self) -> None:
        """A new process opens the file."""
        self.life = ProgramRun()
        self.does(self._open())

    async def _open(self) -> None:
        db = Database(sqlite_url(self.file), Vault([KEY]), self.real)
        await load_fingerprint_key(db)
        self.shop = ShopHarness(db, clock=self.clock, real=self.real, telegram=self.telegram, numbers=self.numbers)
        async with db.read() as reading:
            found = [await reading.customers.find(buyer) for buyer in BUYERS]
        self.drivers = {one.id: CustomerDriver(self.shop, one) for one in found if one is not None}

    def does(self, work: Coroutine[Any, Any, Any]) -> str:
        """Return the end of something that the present process does, in one word."""
        PLAYED["deeds"] += 1
        try:
            outcome = self.runner.run(self.life.begin_here(work))
        except ShopError as refusal:
            return type(refusal).__name__
        return outcome.outcome.name if isinstance(outcome, ChargeResult) else type(outcome).__name__

    def name(self, place: int) -> str:
        names = list(self.model.sales)
        return names[place % len(names)]

    def driver(self, name: str) -> CustomerDriver:
        return self.drivers[self.model.sales[name].buyer]

    async def order(self, name: str) -> Any:
        return await self.shop.order(name)

    def sold(self) -> bool:
        return bool(self.model.sales)

    @rule(buyer=st.sampled_from(BUYERS), wanted=st.integers(1, 3))
    def opens(self, buyer: int, wanted: int) -> None:
        before = {row[0] for row in self.rows(ORDERS)}

        said = self.does(self.drivers[buyer].opens(SLUG, wanted))

        new = [row[0] for row in self.rows(ORDERS) if row[0] not in before]
        assert said == self.model.open(new[0] if new else "", buyer, wanted)

    @precondition(sold)
    @rule(place=places)
    def is_allowed_to_pay(self, place: int) -> None:
        name = self.name(place)

        said = self.does(self._allow(name))

        assert said == self.model.allow(name)

    async def _allow(self, name: str) -> Any:
        return await self.driver(name).may_pay(await self.order(name))

    @precondition(sold)
    @rule(place=places, again=st.booleans())
    def pays(self, place: int, *, again: bool) -> None:
        name = self.name(place)
        money = self.model.sales[name].money
        charge = money[0] if again and money else f"charge-{next(self.numbers)}"

        said = self.does(self._pay(name, charge))

        assert said == self.model.pay(name, charge)

    async def _pay(self, name: str, charge: str) -> ChargeResult:
        return await self.driver(name).pays(await self.order(name), charge)

    @precondition(sold)
    @rule(place=places)
    def pays_and_nobody_hears_of_it(self, place: int) -> None:
        name, charge = self.name(place), f"charge-{next(self.numbers)}"
        sale = self.model.sales[name]
        self.telegram.lines.append(StarTransaction(charge, sale.buyer, name, sale.wanted * PRICE, refunded=False))

        self.does(self.shop.reconciliation.run())

        self.model.pay(name, charge)

    @precondition(sold)
    @rule(place=places)
    def gives_up(self, place: int) -> None:
        name = self.name(place)

        said = self.does(self._cancel(name))

        assert said == self.model.cancel(name)

    async def _cancel(self, name: str) -> Any:
        return await self.driver(name).cancels(await self.order(name))

    @rule(count=st.integers(1, 4))
    def is_restocked(self, count: int) -> None:
        self.does(self.shop.stocks(SLUG, *(f"code-{next(self.numbers)}" for _ in range(count))))

        self.model.stock(count)

    @precondition(sold)
    @rule(place=places)
    def gives_back(self, place: int) -> None:
        name = self.name(place)

        said = self.does(self._refund(name))

        assert said == self.model.refund(name)

    async def _refund(self, name: str) -> Any:
        return await self.shop.refunds.request((await self.order(name)).number, "goodwill", ADMIN)

    @precondition(sold)
    @rule(place=places)
    def brings(self, place: int) -> None:
        name = self.name(place)
        if self.model.sales[name].state == "PAID":
            self.does(self._arrives(name))
            self.model.sales[name].state = "DELIVERED"

    async def _arrives(self, name: str) -> None:
        await self.shop.arrives(await self.order(name))

    @rule(minutes=st.integers(1, 12))
    def waits(self, minutes: int) -> None:
        self.clock.forward(minutes * MINUTE)

        self.does(self.shop.checkout.expire_due())

        self.model.later(minutes)

    @rule(
        buyer=st.sampled_from(BUYERS),
        wanted=st.integers(1, 3),
        minutes=st.lists(st.integers(13, 21), min_size=1, max_size=6),
        gives_up=st.booleans(),
        hours=st.sampled_from((0, 23, 24)),
    )
    def leaves_unpaid_and_comes_again(
        self, buyer: int, wanted: int, minutes: list[int], *, gives_up: bool, hours: int
    ) -> None:
        self.is_restocked(wanted)
        for some in minutes:
            self.opens(buyer, wanted)
            self.waits(some)
            if gives_up and self.sold():
                self.gives_up(-1)
        self.waits(hours * 60)
        self.opens(buyer, wanted)

    @precondition(sold)
    @rule()
    def dies(self) -> None:
        self.runner.run(self.life.end())
        self.starts()

    @precondition(sold)
    @rule(place=places, step=st.integers(1, STATEMENTS), deed=st.sampled_from(("pay", "cancel", "allow", "stock")))
    def dies_in_the_middle(self, place: int, step: int, deed: str) -> None:
        name, charge = self.name(place), f"charge-{next(self.numbers)}"
        after = copy.deepcopy(self.model)
        work = {
            "pay": lambda: (
                self.shop.charge_processor.apply_charge(self._charge(name, charge)),
                after.pay(name, charge),
            ),
            "cancel": lambda: (self._cancel(name), after.cancel(name)),
            "allow": lambda: (self._allow(name), after.allow(name)),
            "stock": lambda: (self.shop.stocks(SLUG, charge), after.stock(1)),
        }[deed]()[0]
        self.life.disk.touched = self._fuse(step)

        self.runner.run(self._attempt(work))
        self.dies()

        if self.stands() != expected(self.model) or (charge,) in self.rows(CHARGES):
            self.model = after
        if deed == "allow":
            self.does(self._allow(name))
            self.model.allow(name)

    def _charge(self, name: str, charge: str) -> Charge:
        sale = self.model.sales[name]
        return Charge("stars", charge, name, sale.buyer, Money(sale.wanted * PRICE, Currency.XTR))

    def _fuse(self, steps: int) -> Any:
        """Return a hook that cuts the disk off at a certain step, as a dying process meets it."""
        left = itertools.count(steps, -1)

        def burn() -> None:
            if next(left) == 0:
                self.life.disk.sever()

        return burn

    async def _attempt(self, work: Coroutine[Any, Any, Any]) -> None:
        await asyncio.wait([self.life.begin(work)])

    @invariant()
    def stands_as_it_ought_to(self) -> None:
        if hasattr(self, "model"):
            self.does(self.shop.refunds.process_due())
            assert self.stands() == expected(self.model)
            assert set(self.telegram.refunds) == self.model.back

    def stands(self) -> Any:
        """Return the state of the file: each order with the goods that it was given and holds, and the free ones."""
        return {row[0]: row[1:] for row in self.rows(ORDERS)}, self.rows(FREE)[0][0]

    def rows(self, question: str) -> list[Any]:
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True) as file:
            found = file.execute(question).fetchall()
        file.close()
        return found


def expected(model: Model) -> Any:
    """The same of the model."""
    return {name: (sale.state, sale.goods, sale.held) for name, sale in model.sales.items()}, model.shelf


def examine(lives: int, steps: int, seed: int | None = None) -> Counter[str]:
    """Let so many lives of a shop happen, each of so many steps; returns how many lives and deeds there were.

    Without a seed always the same ones, with a seed those that it deals.
    """
    PLAYED.clear()
    machine = ShopMachine if seed is None else seeded(seed)(type("SeededMachine", (ShopMachine,), {}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            derandomize=seed is None,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return PLAYED
