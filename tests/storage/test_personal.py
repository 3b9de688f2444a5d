"""The kept data of a person: a new table is in the copy by itself, and nobody forgets to erase it."""

from services.domain.idempotency import ActKey
from services.domain.messaging.notice import Notice
from services.domain.system.update import InboxUpdate
from services.domain.values.language import Language
from services.storage import tables
from services.storage.customers import erasure
from services.storage.customers.erasure import _statements, erase
from services.storage.customers.personal_data import PEOPLE, _about
from services.storage.database import Database

NAMES = {*PEOPLE, "pseudonym"}
MOVED = {one.name for one in erasure.KEPT}
"""Hang on a stand-in from then on: the law may ask for what was sold."""
ANONYMOUS = {"consents", "erasures"}
"""Name a pseudonym that leads to nobody any more."""
HANGING = {"order_events", "subscription_periods", "stock_items", "reminders", "refunds", "conversations"}


def naming() -> set[str]:
    """The tables with a column that names a person."""
    return {name for name, table in tables.metadata.tables.items() if NAMES & set(table.c.keys())}


def test_what_names_a_customer_is_erased_or_kept_on_purpose() -> None:
    erased = {statement.table.name for statement in _statements(1)}  # type: ignore[union-attr]

    assert naming() - erased - MOVED == ANONYMOUS | {"customers"}
    assert erased - naming() == {"conversations"}


def test_a_column_that_refers_to_a_customer_has_a_name_that_says_so() -> None:
    referring = {
        column.key
        for table in tables.metadata.tables.values()
        for column in table.c
        if any(key.column.table is tables.customers for key in column.foreign_keys)
    }

    assert referring - NAMES == set()


def test_what_names_a_customer_or_hangs_on_what_does_is_in_the_copy() -> None:
    copied = {name for name, table in tables.metadata.tables.items() if _about(table, 1) is not None}

    assert naming() - copied == set()
    assert copied - naming() == HANGING


async def test_what_a_person_has_done_is_erased_and_of_others_nothing(db: Database) -> None:
    keys = [ActKey(42, update).to("conversation") for update in (7, 70, 8)]
    async with db.begin() as tx:
        await tx.customers.add(1001, "Ann", Language.EN, 0)
        await tx.inbox.store(
            [InboxUpdate(42, 7, 1001, "message", {}, 0), InboxUpdate(42, 8, 1002, "message", {}, 0)], 0
        )
        for key in keys:
            await tx.outcomes.put(key, {"42:1001:1001": ["waits", {"order": "1"}]})

        taken = await erase(tx.connection, tx.vault, 1001, "7KQ2-M9XF", 0)

        left = [key for key in keys if await tx.outcomes.find(key) is not None]
    assert (taken["outcomes"], left) == (1, keys[1:])


async def test_admins_are_not_told_the_name_of_who_was_erased_nor_what_was_written(db: Database) -> None:
    ann, bob = {"name": "Ann", "customer": 1001}, {"name": "Bob", "customer": 1002}
    async with db.begin() as tx:
        await tx.customers.add(1001, "Ann", Language.EN, 0)
        await tx.notices.add(Notice(1, "admin-ticket", {**ann, "ticket": "7", "text": "I am Ann"}))
        await tx.notices.add(Notice(1, "admin-receipt", {**ann, "order": "A-1"}))
        await tx.notices.gather([Notice(1, "admin-sale", ann)])
        await tx.notices.add(Notice(1, "admin-ticket", {**bob, "ticket": "8", "text": "I am Bob"}))

        assert (await erase(tx.connection, tx.vault, 1001, "7KQ2-M9XF", 0))["notices"] == 3

        told = [one.params for one in await tx.notices.claim(10, 1)]
        gathered = [one.params for one, _ in await tx.notices.gathered(10)]
    nameless = {**ann, "name": ""}
    assert told == [{**nameless, "order": "A-1"}, {**bob, "ticket": "8", "text": "I am Bob"}]
    assert gathered == [nameless]
