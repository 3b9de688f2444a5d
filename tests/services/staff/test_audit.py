import json
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.domain.staff.audit import GENESIS, KINDS, AuditAction, AuditEntry, AuditLink, UnfitFact
from services.staff.audit import AuditBroken, AuditLog, AuditProof, record
from services.storage.database import Database
from tests.support.service_harness import ADMIN, AFTERNOON, ManualClock, ShopHarness

HIDE, SHOW = AuditAction.PRODUCT_HIDDEN, AuditAction.PRODUCT_SHOWN


@pytest.fixture
def log(db: Database) -> AuditLog:
    return AuditLog(db, ManualClock())


async def records(db: Database, *slugs: str, act: str | None = None) -> None:
    """Hide products, one transaction each."""
    for slug in slugs:
        async with db.begin() as tx:
            entry = AuditEntry(HIDE, f"product:{slug}", {"product": "on_sale"}, {"product": "hidden"})
            await record(tx, entry, ADMIN, act, AFTERNOON)


async def links(db: Database) -> Sequence[AuditLink]:
    async with db.read() as reading:
        return [link async for link in reading.audit.chain() if isinstance(link, AuditLink)]


async def tamper(db: Database, *statements: str) -> None:
    """Change the log as somebody with the keys to the database could: take the guards away first."""
    drop = [f"DROP TRIGGER IF EXISTS audit_log_no_{verb}" for verb in ("update", "delete", "replace")]
    restore: list[str] = []
    if not db.is_sqlite:
        drop, restore = (["ALTER TABLE audit_log DISABLE TRIGGER USER"], ["ALTER TABLE audit_log ENABLE TRIGGER USER"])
    async with db.begin() as tx:
        for statement in (*drop, *statements, *restore):
            await tx.connection.execute(text(statement))


async def test_each_entry_is_a_link_to_the_one_before(db: Database, log: AuditLog) -> None:
    await records(db, "books", "music")

    first, second = await links(db)

    assert (first.id, first.prev_hash, second.id, second.prev_hash) == (1, GENESIS, 2, first.hash)
    assert (first.actor, first.action, first.subject) == (ADMIN, HIDE, "product:books")
    assert (first.before, first.after) == ({"product": "on_sale"}, {"product": "hidden"})
    assert await log.verify() == AuditProof(2, second.hash)


async def test_a_log_without_entries_holds(log: AuditLog) -> None:
    assert await log.verify() == AuditProof(0, GENESIS)


async def test_an_act_that_is_done_twice_has_one_entry(db: Database) -> None:
    await records(db, "books", "music", act="42:7:hide")

    assert [link.subject for link in await links(db)] == ["product:books"]


class Breaks(Exception):
    """A crash after the entry is written, and before the commit."""


async def breaks_after_recording(db: Database) -> None:
    async with db.begin() as tx:
        await record(tx, AuditEntry(HIDE, "product:music"), ADMIN, None, AFTERNOON)
        raise Breaks


async def test_what_is_undone_with_its_transaction_leaves_no_entry(db: Database, log: AuditLog) -> None:
    await records(db, "books")

    with pytest.raises(Breaks):
        await breaks_after_recording(db)

    await records(db, "windows")
    assert [link.subject for link in await links(db)] == ["product:books", "product:windows"]
    assert (await log.verify()).entries == 2


@pytest.mark.parametrize("words", ["Ann Smith", "安", "", "<b>", "no such transfer", "a" * 101, "line\n"])
def test_words_of_people_are_refused(words: str) -> None:
    with pytest.raises(UnfitFact):
        AuditEntry(HIDE, words)
    with pytest.raises(UnfitFact):
        AuditEntry(HIDE, "product:books", before={"reason": words})
    with pytest.raises(UnfitFact):
        AuditEntry(HIDE, "product:books", after={"reason": words})


def test_every_act_is_of_one_kind() -> None:
    found = [action for actions in KINDS.values() for action in actions]

    assert sorted(found) == sorted(AuditAction)


CHANGED, FOLLOWS = "entry 2 of the audit log was changed", "entry 3 of the audit log does not follow entry 2"


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE audit_log SET actor = 2 WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET actor = NULL WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET at = at + 1 WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET action = 'product_shown' WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET subject = 'product:x' WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET act = 'x' WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET before = NULL WHERE id = 2"], CHANGED),
        (["""UPDATE audit_log SET after = '{"product":"x"}' WHERE id = 2"""], CHANGED),
        (["""UPDATE audit_log SET after = '{"product": "hidden"}' WHERE id = 2"""], CHANGED),
        (["""UPDATE audit_log SET after = '{"product":"x","product":"hidden"}' WHERE id = 2"""], CHANGED),
        (["UPDATE audit_log SET after = 'words' WHERE id = 2"], CHANGED),
        (["UPDATE audit_log SET hash = 'x' WHERE id = 2"], CHANGED),
        (["DELETE FROM audit_log WHERE id = 2"], "entry 2 is missing"),
        (["DELETE FROM audit_log WHERE id IN (2, 3)"], "entries 2 to 3 are missing"),
        (["DELETE FROM audit_log WHERE id = 1"], "entry 1 is missing"),
        (["DELETE FROM audit_log WHERE id = 4"], "the newest entries of the audit log are missing: 3 are left of 4"),
        (["DELETE FROM audit_log"], "the newest entries of the audit log are missing: 0 are left of 4"),
        (
            [f"UPDATE audit_log SET id = {new} WHERE id = {old}" for old, new in ((2, 9), (3, 2), (9, 3))],
            "entry 2 of the audit log was changed",
        ),
        (["UPDATE audit_head SET hash = 'x'"], "the head of the audit log was changed"),
        (["UPDATE audit_head SET entries = 3"], "the head of the audit log was changed"),
        (["DELETE FROM audit_head"], "the head of the audit log was changed"),
    ],
)
async def test_a_change_is_found_and_named(db: Database, log: AuditLog, statements: list[str], found: str) -> None:
    await records(db, "books", "music", "windows", "emby")
    await log.verify()

    await tamper(db, *statements)

    with pytest.raises(AuditBroken, match=found):
        await log.verify()


def sealed(link: AuditLink, **changes: Any) -> dict[str, Any]:
    """A row that somebody has changed and given a hash that fits."""
    made = AuditLink(**{name: getattr(link, name) for name in link.__dataclass_fields__} | changes)
    return {"id": made.id, "hash": made.computed_hash(), "prev": made.prev_hash, "actor": made.actor}


async def put(db: Database, *rows: dict[str, Any]) -> None:
    for row in rows:
        values = f"actor = {row['actor']}, prev_hash = '{row['prev']}', hash = '{row['hash']}'"
        await tamper(db, f"UPDATE audit_log SET {values} WHERE id = {row['id']}")


async def test_an_entry_with_a_hash_of_its_own_does_not_fit_the_next_one(db: Database, log: AuditLog) -> None:
    await records(db, "books", "music", "windows", "emby")
    _, second, *_ = await links(db)

    await put(db, sealed(second, actor=2))

    with pytest.raises(AuditBroken, match=FOLLOWS):
        await log.verify()


async def test_a_log_that_was_written_anew_is_found_by_a_hash_that_was_kept_outside(
    db: Database, log: AuditLog
) -> None:
    await records(db, "books", "music")
    known = (await log.verify()).newest
    assert await log.verify(known) == AuditProof(2, known)
    first, second = await links(db)

    made = sealed(first, actor=2)
    last = sealed(second, prev_hash=made["hash"])
    await put(db, made, last)
    await tamper(db, f"UPDATE audit_head SET hash = '{last['hash']}'")

    assert (await log.verify()).entries == 2
    with pytest.raises(AuditBroken, match=f"the hash {known} is not in the audit log"):
        await log.verify(known)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 2",
        "UPDATE audit_log SET hash = hash",
        "DELETE FROM audit_log WHERE id = 2",
        "DELETE FROM audit_log",
    ],
)
async def test_entries_are_neither_changed_nor_removed(db: Database, log: AuditLog, statement: str) -> None:
    await records(db, "books", "music")

    with pytest.raises(DBAPIError, match="only ever added"):
        async with db.begin() as tx:
            await tx.connection.execute(text(statement))

    assert (await log.verify()).entries == 2


async def test_entries_are_not_replaced_either(db: Database, log: AuditLog) -> None:
    """SQLite's REPLACE deletes rows without asking the triggers of deletion; PostgreSQL has no such word."""
    await records(db, "books", act="once")

    with pytest.raises(DBAPIError, match="only ever added" if db.is_sqlite else "syntax error"):
        async with db.begin() as tx:
            await tx.connection.execute(text("INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log"))

    assert (await log.verify()).entries == 1


async def test_an_export_holds_every_entry_as_it_was_recorded(db: Database, log: AuditLog) -> None:
    await records(db, "books", "music")

    lines = [json.dumps(line) async for line in log.export()]

    assert [json.loads(line) for line in lines] == [link.exported() for link in await links(db)]


async def test_acts_of_one_shop_are_one_chain(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A", "B")
    await shop.catalog.set_hidden("windows", ADMIN, "act", hidden=True)
    await shop.catalog.set_hidden("windows", ADMIN, "act", hidden=True)
    await shop.catalog.set_hidden("windows", ADMIN, hidden=True)

    found = [(link.actor, link.action, link.subject) for link in await links(shop.db)][2:]

    assert found == [(ADMIN, AuditAction.STOCK_IMPORTED, "product:windows"), (ADMIN, HIDE, "product:windows")]
    assert (await AuditLog(shop.db, shop.clock).verify()).entries == 4
