"""A person is erased: names, messages, receipts and wishes go, and a stand-in takes the place of the Telegram id.

What the law may ask for (orders, payments, the time that was paid for) stays, and hangs on the stand-in. It takes over
the pseudonym, so that the consents still belong to the orders that they were given for.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Delete, Table, Update, delete, insert, select, update

from services.domain.customers.personal_data import LAST_TELEGRAM_ID
from services.domain.messaging.notice import NoticeState
from services.domain.system.update import UpdateState
from services.domain.values.ids import new_id
from services.domain.values.secret import Secret
from services.storage import dialect, tables
from services.storage.connection.connection import Connection
from services.storage.vault import KeyMissing, Vault

TOLD = (NoticeState.SENT, NoticeState.DROPPED)
"""Notices that are empty already."""
KEPT = (tables.orders, tables.payments, tables.subscriptions, tables.deliveries)


async def erase(connection: Connection, vault: Vault, customer_id: int, number: str, now: int) -> dict[str, int]:
    """Erase a customer; returns how many rows were deleted or emptied, by table. Nothing happens to one who is gone.

    The tombstone (`erasures`) is written with it: the same pseudonym is never to be a person again.
    """
    customers = tables.customers
    mine = select(customers).where(customers.c.id == customer_id).with_for_update()
    person = (await connection.execute(mine)).one_or_none()
    if person is None:
        return {}
    taken: dict[str, int] = {}
    outcomes = await _forget_outcomes(connection, customer_id)
    for statement in _statements(customer_id):
        done = await connection.execute(statement)
        name = statement.table.name  # type: ignore[union-attr]
        taken[name] = taken.get(name, 0) + done.rowcount
    taken["outcomes"] = outcomes
    taken["notices"] += await _untell(connection, vault, customer_id)
    await _replace(connection, vault, dict(person._mapping))  # noqa: SLF001 - the public name of a row's mapping
    tombstone = {"pseudonym": person.pseudonym, "number": number, "at": now}
    await connection.execute(dialect.insert(connection, tables.erasures).values(tombstone).on_conflict_do_nothing())
    return {name: count for name, count in taken.items() if count}


async def _replace(connection: Connection, vault: Vault, person: dict[str, Any]) -> None:
    """Put a stand-in, whose id belongs to nobody, in the place of a person."""
    customers, who, pseudonym = tables.customers, person["id"], person["pseudonym"]
    stand_in = -LAST_TELEGRAM_ID - secrets.randbelow(LAST_TELEGRAM_ID)
    nobody = {"id": stand_in, "pseudonym": new_id(), "name": vault.encrypt(Secret("")), "language": None}
    await connection.execute(insert(customers).values(person | nobody | {"unreachable_since": None}))
    theirs = select(tables.orders.c.id).where(tables.orders.c.customer_id == who)
    acted = tables.events.c.order_id.in_(theirs) & (tables.events.c.actor == who)
    await connection.execute(update(tables.events).where(acted).values(actor=stand_in))
    for table in KEPT:
        await connection.execute(update(table).where(table.c.customer_id == who).values(customer_id=stand_in))
    quiet = update(tables.subscriptions).where(tables.subscriptions.c.customer_id == stand_in)
    await connection.execute(quiet.values(remind_at=None))
    await connection.execute(delete(customers).where(customers.c.id == who))
    await connection.execute(update(customers).where(customers.c.id == stand_in).values(pseudonym=pseudonym))


async def _forget_outcomes(connection: Connection, who: int) -> int:
    """Delete what presses have led to: their keys begin with the update."""
    inbox, outcomes, count = tables.inbox, tables.outcomes, 0
    acts = await connection.execute(select(inbox.c.bot_id, inbox.c.update_id).where(inbox.c.user_id == who))
    for act in acts.all():
        start = f"{act.bot_id}:{act.update_id}:"
        key = outcomes.c.key
        done = await connection.execute(
            delete(outcomes).where(key >= start, key < f"{start[:-1]};", key.like(f"{start}%"))
        )
        count += done.rowcount
    return count


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


def _of(table: Table, who: int) -> Delete:
    return delete(table).where(table.c.customer_id == who)


def _statements(who: int) -> Sequence[Delete | Update]:
    inbox, payments, tickets = tables.inbox, tables.payments, tables.tickets
    theirs = select(tickets.c.id).where(tickets.c.customer_id == who)
    empty: dict[str, Any] = dict.fromkeys(("payload", "error", "user_id", "lease_until"))
    skipped = empty | {"state": UpdateState.SKIPPED, "done_at": inbox.c.received_at}  # Telegram may repeat its id
    return (
        delete(tables.posts).where(tables.posts.c.ticket_id.in_(theirs)),
        _of(tickets, who),
        _of(tables.receipts, who),
        _of(tables.waitlist, who),
        _of(tables.copy_requests, who),
        _of(tables.erasure_requests, who),
        delete(tables.conversations).where(tables.conversations.c.key.like(f"%:{who}:{who}")),
        delete(inbox).where(inbox.c.user_id == who, inbox.c.state != UpdateState.OPEN),
        update(inbox).where(inbox.c.user_id == who).values(**skipped),
        delete(tables.user_owners).where(tables.user_owners.c.user_id == who),
        delete(tables.send_slots).where(tables.send_slots.c.chat_id == who),
        delete(tables.notices).where(tables.notices.c.recipient_id == who),
        update(payments).where(payments.c.customer_id == who).values(evidence=None, evidence_mark=None),
    )
