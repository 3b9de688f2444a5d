"""All that is kept of one person: handed out, or taken away.

The relation of a table to a person is read from its columns, so that a new table is in the copy by itself.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Delete, Select, Table, Text, Update, cast, delete, exists, select, update

from services.domain.messaging.notice import NoticeState
from services.domain.orders.order import OrderState
from services.domain.payments.payment import PaymentState, RefundState
from services.domain.system.update import UpdateState
from services.domain.values.clock import SECOND
from services.domain.values.ids import new_id
from services.domain.values.secret import Secret
from services.storage import tables
from services.storage.connection.connection import Connection
from services.storage.vault import KeyMissing, Vault

GOODS = tables.stock.name
"""Goods are in the customer's own chat, and never in a file."""
SETTLED = (OrderState.DELIVERED, OrderState.EXPIRED, OrderState.CANCELLED, OrderState.REFUNDED)
TOLD = (NoticeState.SENT, NoticeState.DROPPED)
"""Notices that are empty already."""
UNORDERED = "money on its way back that belongs to no order"
_OWNERS = (tables.orders, tables.payments, tables.tickets, tables.subscriptions)


async def copy_of(connection: Connection, vault: Vault, customer_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that is about a customer, by table, readable; goods, and what only machines read, are left out."""
    found = {}
    for table in tables.metadata.sorted_tables:
        condition = _about(table, customer_id)
        if condition is None or table.name == GOODS:
            continue
        rows = await connection.execute(select(table).where(condition))
        if told := [_readable(row._asdict(), vault) for row in rows]:
            found[table.name] = told
    return found


def _about(table: Table, customer_id: int) -> ColumnElement[bool] | None:
    columns = table.c
    if table is tables.customers:
        return columns.id == customer_id
    if table is tables.staff:
        return columns.user_id == customer_id
    if table is tables.staff_invitations:
        return columns.accepted_by == customer_id
    if "customer_id" in columns:
        return columns.customer_id == customer_id
    if "pseudonym" in columns:
        return columns.pseudonym.in_(_pseudonym(customer_id))
    for owner in _OWNERS:
        for column in columns:
            if any(key.column.table is owner for key in column.foreign_keys):
                return column.in_(select(owner.c.id).where(owner.c.customer_id == customer_id))
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


async def unsettled(connection: Connection, customer_id: int) -> list[str]:
    """Return what of a customer is not over yet: orders, receipts that nobody has decided on, money on its way back."""
    orders, payments, refunds = tables.orders, tables.payments, tables.refunds
    running = select(orders.c.number).where(orders.c.customer_id == customer_id, orders.c.state.not_in(SETTLED))
    owed = (
        select(orders.c.number)
        .select_from(payments.outerjoin(orders).outerjoin(refunds))
        .where(payments.c.customer_id == customer_id)
        .where((payments.c.state == PaymentState.REVIEW) | (refunds.c.state != RefundState.DONE))
    )
    numbers = [row.number for query in (running, owed) for row in await connection.execute(query)]
    return [UNORDERED if number is None else f"order {number}" for number in dict.fromkeys(numbers)]


async def unhandled(connection: Connection, vault: Vault, customer_id: int) -> list[Any]:
    """Return the content of a customer's updates that wait or are dead letters, as far as it can be read."""
    inbox, said = tables.inbox, []
    waiting = select(inbox.c.payload).where(inbox.c.user_id == customer_id, inbox.c.payload.is_not(None))
    for payload in (await connection.execute(waiting)).scalars():
        with suppress(KeyMissing):
            said.append(vault.decrypt_json(payload))
    return said


async def erase(connection: Connection, vault: Vault, customer_id: int) -> dict[str, int]:
    """Take away name, messages, receipts and wishes of a customer, and the tie to the consent chain; rows by table.

    Orders and payments stay: the law may ask for them.
    """
    taken: dict[str, int] = {}
    for statement in _statements(vault, customer_id):
        done = await connection.execute(statement)
        name = statement.table.name  # type: ignore[union-attr]
        taken[name] = taken.get(name, 0) + done.rowcount
    taken["notices"] += await _untell(connection, vault, customer_id)
    return {name: count for name, count in taken.items() if count}


async def _untell(connection: Connection, vault: Vault, who: int) -> int:
    """Take a name out of what admins are still to be told; what leads to a conversation is not told at all."""
    notices, count = tables.notices, 0
    waiting = await connection.execute(select(notices.c.id, notices.c.params).where(notices.c.state.not_in(TOLD)))
    for row in waiting.all():
        try:
            params = vault.decrypt_json(row.params)
        except KeyMissing:  # a name that nobody can read any more
            continue
        if params.get("customer") != who:
            continue
        this, count = notices.c.id == row.id, count + 1
        blank = update(notices).where(this).values(params=vault.encrypt_json(params | {"name": ""}))
        await connection.execute(delete(notices).where(this) if "ticket" in params else blank)
    return count


def _statements(vault: Vault, who: int) -> Sequence[Delete | Update]:
    customers, inbox, payments, tickets = tables.customers, tables.inbox, tables.payments, tables.tickets
    outcomes, acts = tables.outcomes, cast(inbox.c.bot_id, Text) + ":" + cast(inbox.c.update_id, Text) + ":%"
    theirs = select(tickets.c.id).where(tickets.c.customer_id == who)
    empty: dict[str, Any] = dict.fromkeys(("payload", "error", "user_id", "lease_until"))
    skipped = empty | {"state": UpdateState.SKIPPED, "done_at": inbox.c.received_at}  # Telegram may repeat its id
    nobody = {"name": vault.encrypt(Secret("")), "pseudonym": new_id()}
    return (
        delete(tables.posts).where(tables.posts.c.ticket_id.in_(theirs)),
        delete(tickets).where(tickets.c.customer_id == who),
        delete(tables.receipts).where(tables.receipts.c.customer_id == who),
        delete(tables.waitlist).where(tables.waitlist.c.customer_id == who),
        delete(tables.conversations).where(tables.conversations.c.key.like(f"%:{who}:{who}")),
        delete(outcomes).where(exists().where(inbox.c.user_id == who, outcomes.c.key.like(acts))),
        delete(inbox).where(inbox.c.user_id == who, inbox.c.state != UpdateState.OPEN),
        update(inbox).where(inbox.c.user_id == who).values(**skipped),
        delete(tables.user_owners).where(tables.user_owners.c.user_id == who),
        delete(tables.send_slots).where(tables.send_slots.c.chat_id == who),
        delete(tables.staff).where(tables.staff.c.user_id == who),
        delete(tables.staff_invitations).where(tables.staff_invitations.c.accepted_by == who),
        delete(tables.notices).where(tables.notices.c.recipient_id == who),
        update(payments).where(payments.c.customer_id == who).values(evidence=None, evidence_mark=None),
        update(customers).where(customers.c.id == who).values(**nobody),
    )
