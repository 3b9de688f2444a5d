"""The cost of a shop's queries is the same after years: no statement walks through a table that grows."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.storage.transaction import ReadTransaction
from tests.storage.every_query import EMBY, SCARCE, a_day
from tests.storage.query_plans import GROWING, Plan, StatementRecorder, plans_of
from tests.support.bulk_data import Size, crowd
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

SIZE = Size(customers=2_000, orders=20_000, stock=20_000)
MUCH = 1_500
"""More than any statement may look at: three of the small batches in which old rows are cleared."""
SELDOM = {
    "StockDrafts": "one row an import, forgotten within days; the rest is asked by key",
    "KeyValues.remove": "one delete from a small table, at the first start of a bot",
    "KeyValues.put_once": "one insert into a small table, at the first start",
    "Documents.every": "reads every version, when an owner asks whether the evidence holds",
    "Payments.any": "one row, asked by the doctor",
    "Subscriptions.uneven": "asked by the doctor",
    "Privacy.erased": "reads all who were erased, at a start and after an erasure",
    "Privacy.remember_erased": "one insert for each of them, at a start",
    "Privacy.brought_back": "the same joined with the customers, by pseudonym",
    "Consents.chain": "reads the whole chain, when an owner asks whether it holds",
}


def nouns() -> Iterator[tuple[type, str]]:
    """Every question that storage can ask, by its class and name."""
    for name, noun in inspect.getmembers(ReadTransaction):
        if not name.startswith("_") and hasattr(noun, "func"):
            kind = inspect.signature(noun.func).return_annotation
            for method, function in inspect.getmembers(kind, inspect.isfunction):
                if not method.startswith("_") and not {kind.__name__, f"{kind.__name__}.{method}"} & SELDOM.keys():
                    yield kind, function.__name__


NOUNS = tuple(nouns())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the queries that are asked, as they are."""
    found: set[str] = set()

    def noted(kind: type, name: str) -> Callable[..., Any]:
        function = getattr(kind, name)

        def note(*args: Any, **options: Any) -> Any:
            found.add(f"{kind.__name__}.{name}")
            return function(*args, **options)

        return note

    for kind, name in NOUNS:
        monkeypatch.setattr(kind, name, noted(kind, name))
    return found


async def test_no_statement_of_a_day_walks_through_a_table_that_grows(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, asked: set[str]
) -> None:
    await crowd(shop.db, SIZE, shop.clock(), EMBY, SCARCE)
    ear = StatementRecorder(shop.db)
    ear.listen()

    await a_day(shop, ann, bob)
    plans = await plans_of(shop.db, ear.questions())

    assert sorted({f"{kind.__name__}.{name}" for kind, name in NOUNS} - asked) == []
    assert [told(plan) for plan in plans if plan.walks] == []
    assert [told(plan) for plan in plans if plan.work > MUCH] == []


async def test_a_walk_is_noticed(shop: ShopHarness) -> None:
    await crowd(shop.db, SIZE, shop.clock(), EMBY, SCARCE)
    statement = "SELECT id FROM orders WHERE amount = 7"

    [plan] = await plans_of(shop.db, {statement: ()})

    assert plan.walks == {"orders"}
    assert plan.work > MUCH
    assert "orders" in GROWING


def told(plan: Plan) -> str:
    return f"{sorted(plan.walks)} {plan.work}: {' '.join(plan.statement.split())}"
