"""All that is kept of one person, to be handed out.

The relation of a table to a person is read from its columns, so that a new table is in the copy by itself.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, false, or_, select

from services.domain.customers.personal_data import Matter, OpenMatter
from services.domain.orders.order import OrderState
from services.domain.payments.payment import PaymentState, RefundState
from services.domain.system.update import UpdateState
from services.domain.values.clock import SECOND
from services.storage import tables
from services.storage.connection.connection import Connection
from services.storage.tables.columns import in_states
from services.storage.vault import KeyMissing, Vault

PEOPLE = ("customer_id", "user_id", "recipient_id", "chat_id", "author_id")
"""The columns that hold the Telegram id of a person whom a row is about."""
GOODS = tables.stock.c.secret
"""Goods are in the customer's own chat and under /orders, and never in a file, which is handed on more easily."""
SETTLED = (OrderState.DELIVERED, OrderState.EXPIRED, OrderState.CANCELLED, OrderState.REFUNDED)


async def copy_of(connection: Connection, vault: Vault, customer_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that is about a customer, by table, readable; goods, and what only machines read, are left out."""
    found = {}
    for table in tables.metadata.sorted_tables:
        condition = _about(table, customer_id)
        if condition is None:
            continue
        rows = await connection.execute(select(*(one for one in table.c if one is not GOODS)).where(condition))
        if told := [_readable(row._asdict(), vault) for row in rows]:
            found[table.name] = told
    return found


def _about(table: Table, customer_id: int) -> ColumnElement[bool] | None:
    """Return the condition by which the rows of a table are about a customer; None for a table about nobody."""
    columns = table.c
    if table is tables.customers:
        return columns.id == customer_id
    if table is tables.conversations:
        return columns.key.like(f"%:{customer_id}:{customer_id}")
    found: list[ColumnElement[bool] | None] = [columns[name] == customer_id for name in PEOPLE if name in columns]
    if "pseudonym" in columns:
        found.append(columns.pseudonym.in_(_pseudonym(customer_id)))
    found += [_of_owner(column, customer_id) for column in columns]
    known = [condition for condition in found if condition is not None]
    return or_(false(), *known) if known else None


def _of_owner(column: Column[Any], customer_id: int) -> ColumnElement[bool] | None:
    """Return the condition that a row hangs on one with a customer."""
    for key in column.foreign_keys:
        owner = key.column.table
        if "customer_id" in owner.c and column.key != "customer_id":
            return column.in_(select(key.column).where(owner.c.customer_id == customer_id))
    return None


def _pseudonym(customer_id: int) -> Select[tuple[str]]:
    return select(tables.customers.c.pseudonym).where(tables.customers.c.id == customer_id)


def _readable(row: dict[str, Any], vault: Vault) -> dict[str, Any]:
    shown = ((name, _value(name, value, vault)) for name, value in row.items())
    return {name: value for name, value in shown if value is not None}


def _value(name: str, value: object, vault: Vault) -> object:
    if isinstance(value, bytes):
        try:
            return vault.decrypt(value).reveal()
        except KeyMissing:  # a fingerprint
            return None
    if isinstance(value, int) and (name == "at" or name.endswith(("_at", "_until", "_since"))):
        return datetime.fromtimestamp(value / SECOND, UTC).isoformat(timespec="seconds")
    return value


async def unsettled(connection: Connection, customer_id: int) -> list[OpenMatter]:
    """Return what of a customer is not over yet: orders, receipts that nobody has decided on, money on its way back."""
    orders, payments, refunds = tables.orders, tables.payments, tables.refunds
    running = select(orders.c.number).where(orders.c.customer_id == customer_id, orders.c.state.not_in(SETTLED))
    owed = (
        select(orders.c.number, payments.c.state)
        .select_from(payments.outerjoin(orders).outerjoin(refunds))
        .where(payments.c.customer_id == customer_id)
        .where((payments.c.state == PaymentState.REVIEW) | (refunds.c.state != RefundState.DONE))
    )
    found = [OpenMatter(Matter.ORDER, row.number) for row in await connection.execute(running)]
    for row in await connection.execute(owed):
        matter = Matter.RECEIPT if row.state == PaymentState.REVIEW else Matter.REFUND
        found.append(OpenMatter(Matter.SURPLUS if row.number is None else matter, row.number))
    return list({one.number: one for one in reversed(found)}.values())[::-1]


async def is_acting(connection: Connection, customer_id: int) -> bool:
    """Return whether updates of a customer are being handled, or were a moment ago: a process knows the customer."""
    inbox = tables.inbox
    acting = select(inbox.c.update_id).where(inbox.c.user_id == customer_id, in_states(inbox.c.state, UpdateState.OPEN))
    owned = select(tables.user_owners.c.user_id).where(tables.user_owners.c.user_id == customer_id)
    looks = [await connection.scalar(look.limit(1)) for look in (acting, owned)]
    return any(found is not None for found in looks)


async def unhandled(connection: Connection, vault: Vault, customer_id: int) -> list[Any]:
    """Return the content of a customer's updates that wait or are dead letters, as far as it can be read."""
    inbox, said = tables.inbox, []
    waiting = select(inbox.c.payload).where(inbox.c.user_id == customer_id, inbox.c.payload.is_not(None))
    for payload in (await connection.execute(waiting)).scalars():
        with suppress(KeyMissing):
            said.append(vault.decrypt_json(payload))
    return said
