"""The schema itself refuses what the domain forbids: here nothing but raw SQL stands between a mistake and the rows."""

from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.domain.orders.order import ORDER_TRANSITIONS, Order, OrderState
from services.domain.payments.payment import PAYMENT_MOVES, PaymentState
from services.domain.stock.stock import StockState
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

OWNED = {StockState.HELD, StockState.GIVEN}
STOCK_MOVES = {
    StockState.FREE: {StockState.HELD, StockState.VOID},
    StockState.HELD: {StockState.FREE, StockState.GIVEN, StockState.VOID},
    StockState.GIVEN: {StockState.VOID},
    StockState.VOID: {StockState.FREE},
}
Values = dict[str, Any]


class Possible(Exception):
    """Raw SQL could do it; roll it back."""


@pytest.fixture
async def order(shop: ShopHarness, ann: CustomerDriver) -> Order:
    """A pending order that holds the code A, beside the free code B."""
    await shop.stocks("windows", "A", "B")
    return await ann.opens("windows")


async def sql(shop: ShopHarness, statement: str, **values: object) -> None:
    async with shop.db.begin() as tx:
        await tx.connection.execute(text(statement), values)


async def attempt(shop: ShopHarness, table: str, born: Values, moved: Values) -> None:
    """Insert a copy of some row with other values, then change those; raises Possible if the database lets it."""
    changes = ", ".join(f"{name} = :{name}" for name in moved)
    async with shop.db.begin() as tx:
        row = (await tx.connection.execute(text(f"SELECT * FROM {table} LIMIT 1"))).mappings().one()
        copy = {**row, **born}
        names, marks = ", ".join(copy), ", ".join(f":{name}" for name in copy)
        await tx.connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), copy)
        await tx.connection.execute(text(f"UPDATE {table} SET {changes} WHERE id = :id"), moved | {"id": copy["id"]})
        raise Possible


async def possible(shop: ShopHarness, table: str, born: Values, moved: Values) -> bool:
    with pytest.raises((Possible, DBAPIError)) as ending:
        await attempt(shop, table, born, moved)
    return ending.type is Possible


async def moves(shop: ShopHarness, table: str, states: type[StrEnum], **copy: object) -> dict[StrEnum, set[StrEnum]]:
    """The table of next states as raw SQL finds it."""
    return {
        old: {
            new
            for new in states
            if new is not old and await possible(shop, table, {**copy, "state": str(old)}, {"state": str(new)})
        }
        for old in states
    }


async def test_orders_move_as_the_domain_says_and_not_otherwise(shop: ShopHarness, order: Order) -> None:
    await sql(shop, "UPDATE orders SET paid_at = 1, delivered_at = 2, state = 'CANCELLED' WHERE id = :id", id=order.id)

    found = await moves(shop, "orders", OrderState, id="another", number="another", intent="another")

    assert found == ORDER_TRANSITIONS


@pytest.mark.usefixtures("order")
async def test_payments_move_as_the_domain_says_and_not_otherwise(shop: ShopHarness) -> None:
    found = await moves(shop, "payments", PaymentState, id=999, charge_id="another")

    assert found == PAYMENT_MOVES


async def test_goods_that_were_sold_are_never_on_sale_again(shop: ShopHarness, order: Order) -> None:
    def put(state: StockState, old: StockState | None = None) -> Values:
        return {"state": str(state), "order_id": order.id if state in OWNED or old is StockState.GIVEN else None}

    copy = {"id": 999, "fingerprint": b"another"}
    found = {
        old: {
            new
            for new in StockState
            if new is not old and await possible(shop, "stock_items", copy | put(old), put(new, old))
        }
        for old in StockState
    }

    assert found == STOCK_MOVES


@pytest.mark.parametrize(
    "values", ["state = 'FREE', order_id = NULL", "state = 'HELD'", "state = 'GIVEN'", "order_id = NULL"]
)
async def test_goods_that_were_replaced_stay_void_and_with_their_order(
    shop: ShopHarness, order: Order, values: str
) -> None:
    for state in ("GIVEN", "VOID"):
        await sql(shop, f"UPDATE stock_items SET state = '{state}' WHERE order_id = :id", id=order.id)

    with pytest.raises(DBAPIError, match=r"stays with its order|may not follow"):
        await sql(shop, f"UPDATE stock_items SET {values} WHERE order_id = :id", id=order.id)


async def test_goods_that_were_given_are_not_withdrawn_from_their_order(shop: ShopHarness, order: Order) -> None:
    await sql(shop, "UPDATE stock_items SET state = 'GIVEN' WHERE order_id = :id", id=order.id)

    with pytest.raises(DBAPIError, match=r"stays with its order|may not follow"):
        await sql(shop, "UPDATE stock_items SET state = 'VOID', order_id = NULL WHERE order_id = :id", id=order.id)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("orders", "state = 'GIFT'"),
        ("orders", "state = 'PAID'"),
        ("orders", "paid_at = 1, state = 'PAID', delivered_at = NULL, quantity = 0"),
        ("orders", "amount = 0"),
        ("orders", "currency = 'EUR'"),
        ("orders", "customer_id = 424242"),
        ("payments", "state = 'STOLEN'"),
        ("payments", "currency = 'EUR'"),
        ("stock_items", "state = 'GIVEN', order_id = NULL"),
        ("stock_items", "state = 'FREE', order_id = (SELECT id FROM orders)"),
        ("stock_items", "fingerprint = NULL"),
        ("products", "max_quantity = 0"),
        ("products", "duration_days = 0"),
        ("products", "kind = 'nothing'"),
        ("prices", "amount = 0"),
        ("consent_head", "id = 2"),
    ],
)
@pytest.mark.usefixtures("order")
async def test_values_that_make_no_sense_are_refused(shop: ShopHarness, table: str, values: str) -> None:
    with pytest.raises(DBAPIError):
        await sql(shop, f"UPDATE {table} SET {values}")


async def test_an_order_is_not_delivered_without_a_moment(shop: ShopHarness, order: Order) -> None:
    await sql(shop, "UPDATE orders SET state = 'PAID', paid_at = 1 WHERE id = :id", id=order.id)

    with pytest.raises(DBAPIError):
        await sql(shop, "UPDATE orders SET state = 'DELIVERED' WHERE id = :id", id=order.id)


@pytest.mark.parametrize(
    ("table", "born"),
    [
        ("orders", {"id": "another", "number": "another", "intent": "another"}),
        ("orders", {"id": "another", "number": "another", "state": "CANCELLED"}),
        ("stock_items", {"id": 999}),
        ("deliveries", {"id": 999}),
    ],
)
async def test_what_may_be_there_once_is_there_once(shop: ShopHarness, order: Order, table: str, born: Values) -> None:
    async with shop.db.begin() as tx:
        await tx.deliveries.add(order.id, 1, order.customer_id, None)

    refused = not await possible(shop, table, born, {"state": "CANCELLED"} if table == "orders" else {"id": 999})

    assert refused


async def test_an_order_has_one_confirmed_payment_and_a_charge_one_row(
    shop: ShopHarness, ann: CustomerDriver, order: Order
) -> None:
    await ann.pays(order, "charge-7")

    confirmed_twice = await possible(shop, "payments", {"id": 999, "charge_id": "charge-8"}, {"reason": "x"})
    charged_twice = await possible(shop, "payments", {"id": 999, "state": "SURPLUS"}, {"reason": "x"})
    surplus = await possible(
        shop, "payments", {"id": 999, "state": "SURPLUS", "charge_id": "charge-8"}, {"reason": "x"}
    )

    assert (confirmed_twice, charged_twice, surplus) == (False, False, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consents SET version = 2",
        "UPDATE consents SET hash = hash",
        "DELETE FROM consents WHERE version = 1",
        "UPDATE documents SET body = 'other'",
        "DELETE FROM documents",
    ],
)
@pytest.mark.usefixtures("ann")
async def test_evidence_is_neither_changed_nor_removed(shop: ShopHarness, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added"):
        await sql(shop, statement)

    assert await shop.consents.verify() == 1


@pytest.mark.parametrize("table", ["documents", "consents"])
@pytest.mark.usefixtures("ann")
async def test_evidence_is_not_replaced_either(shop: ShopHarness, table: str) -> None:
    """SQLite's REPLACE deletes rows without asking the triggers of deletion; PostgreSQL has no such word."""
    with pytest.raises(DBAPIError, match="only ever added" if shop.db.is_sqlite else "syntax error"):
        await sql(shop, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")

    assert await shop.consents.verify() == 1
