import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.domain.customers.customer import Customer
from services.domain.errors import FileRefused, NoChange, NotFound
from services.domain.legal.consent import Consent, DocumentKind, Evidence
from services.domain.values.clock import DAY
from services.domain.values.language import Language
from services.legal.consents import GENESIS, BrokenChain, BrokenDocument, ConsentRegistry, Files, HashUnknown, link_hash
from services.storage.database import Database
from tests.support.service_harness import AFTERNOON, ManualClock

TERMS, PRIVACY = DocumentKind.TERMS, DocumentKind.PRIVACY
EN, ZH = Language.EN, Language.ZH
PRESS = Evidence("inline_button", 41, 900)


def files(edition: str = "1") -> Files:
    return {(kind, language): f"{kind} {language} {edition}" for kind in DocumentKind for language in Language}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def consents(db: Database, clock: ManualClock) -> ConsentRegistry:
    service = ConsentRegistry(db, clock)
    await service.publish_first(files())
    return service


async def meets(db: Database, customer_id: int) -> Customer:
    async with db.begin() as tx:
        await tx.customers.add(customer_id, "Somebody", EN, AFTERNOON)
        found = await tx.customers.find(customer_id)
    assert found is not None
    return found


@pytest.fixture
async def ann(db: Database) -> Customer:
    return await meets(db, 1001)


@pytest.fixture
async def bob(db: Database) -> Customer:
    return await meets(db, 1002)


async def chain(db: Database) -> Sequence[Consent]:
    async with db.read() as reading:
        return [link async for link in reading.consents.chain()]


async def tamper(db: Database, *statements: str) -> None:
    """Change the evidence as somebody with the keys to the database could: take the guards away first."""
    evidence = ("consents", "documents")
    drop = [f"DROP TRIGGER {table}_no_{verb}" for table in evidence for verb in ("update", "delete", "replace")]
    restore: list[str] = []
    if not db.is_sqlite:
        drop = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in evidence]
        restore = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in evidence]
    async with db.begin() as tx:
        for statement in (*drop, *statements, *restore):
            await tx.connection.execute(text(statement))


async def test_the_first_start_publishes_what_stands_in_the_files(consents: ConsentRegistry) -> None:
    document = await consents.document(TERMS, ZH)

    assert (document.version, document.body) == (1, "terms zh 1")


async def test_the_fingerprint_is_of_the_exact_bytes(db: Database) -> None:
    consents = ConsentRegistry(db, ManualClock())
    await consents.publish_first({**files(), (TERMS, EN): "abc"})

    document = await consents.document(TERMS, EN)

    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


async def test_later_starts_publish_nothing(consents: ConsentRegistry) -> None:
    await consents.publish_first(files("2"))

    assert (await consents.document(TERMS, EN)).body == "terms en 1"


async def test_two_processes_that_start_at_once_publish_once(db: Database) -> None:
    one, other = ConsentRegistry(db, ManualClock()), ConsentRegistry(db, ManualClock())

    await asyncio.gather(one.publish_first(files()), other.publish_first(files()))

    assert (await one.document(PRIVACY, EN)).version == 1


async def test_nothing_is_in_force_before_the_first_start(db: Database) -> None:
    with pytest.raises(NotFound):
        await ConsentRegistry(db, ManualClock()).document(TERMS, EN)


async def test_publishing_the_same_again_is_refused(consents: ConsentRegistry) -> None:
    with pytest.raises(NoChange):
        await consents.publish(TERMS, files())

    assert (await consents.document(TERMS, EN)).version == 1


async def test_a_change_in_one_language_is_a_new_version_in_both(consents: ConsentRegistry) -> None:
    version = await consents.publish(TERMS, {**files(), (TERMS, ZH): "新"})

    english, chinese = await consents.document(TERMS, EN), await consents.document(TERMS, ZH)
    assert (version, english.version, chinese.version) == (2, 2, 2)
    assert (english.body, chinese.body) == ("terms en 1", "新")


async def test_kinds_have_versions_of_their_own(consents: ConsentRegistry) -> None:
    await consents.publish(PRIVACY, files("2"))

    assert (await consents.document(PRIVACY, EN)).version == 2
    assert (await consents.document(TERMS, EN)).version == 1


async def test_consent_is_evidence(consents: ConsentRegistry, ann: Customer, db: Database) -> None:
    document = await consents.document(TERMS, ZH)

    await consents.accept(ann, 1, ZH, PRESS)

    [link] = await chain(db)
    assert (link.pseudonym, link.kind, link.version, link.language) == (ann.pseudonym, TERMS, 1, ZH)
    assert (link.sha256, link.at, link.evidence, link.previous) == (document.sha256, AFTERNOON, PRESS, GENESIS)


async def test_whoever_has_accepted_is_known(consents: ConsentRegistry, ann: Customer, bob: Customer) -> None:
    assert not await consents.has_accepted(ann)

    await consents.accept(ann, 1, EN, PRESS)

    assert await consents.has_accepted(ann)
    assert not await consents.has_accepted(bob)


async def test_when_and_what_was_accepted_last_is_known(
    consents: ConsentRegistry, ann: Customer, clock: ManualClock
) -> None:
    assert await consents.latest_consent(ann) is None
    await consents.accept(ann, 1, EN, PRESS)
    clock.forward(DAY)

    await consents.accept(ann, 1, ZH, PRESS)

    given_last = await consents.latest_consent(ann)
    assert given_last is not None
    assert (given_last.language, given_last.at) == (ZH, AFTERNOON + DAY)


async def test_a_second_press_is_the_same_consent(consents: ConsentRegistry, ann: Customer, db: Database) -> None:
    first = await consents.accept(ann, 1, EN, PRESS)

    second = await consents.accept(ann, 1, EN, replace(PRESS, update_id=901))

    assert second == first
    assert len(await chain(db)) == 1


async def test_a_new_version_asks_again(consents: ConsentRegistry, ann: Customer) -> None:
    await consents.accept(ann, 1, EN, PRESS)

    await consents.publish(TERMS, files("2"))

    assert not await consents.has_accepted(ann)
    given_before = await consents.latest_consent(ann)
    assert given_before is not None
    assert given_before.version == 1


@pytest.mark.parametrize("version", [0, 1, 3])
async def test_only_the_version_in_force_can_be_accepted(
    consents: ConsentRegistry, ann: Customer, version: int
) -> None:
    await consents.publish(TERMS, files("2"))

    with pytest.raises(NotFound):
        await consents.accept(ann, version, EN, PRESS)

    assert not await consents.has_accepted(ann)


async def test_the_chain_holds(consents: ConsentRegistry, ann: Customer, bob: Customer, db: Database) -> None:
    assert await consents.verify() == 0
    await consents.accept(ann, 1, EN, PRESS)
    await consents.accept(bob, 1, ZH, PRESS)
    await consents.publish(TERMS, files("2"))
    await consents.accept(ann, 2, EN, Evidence("inline_button", None, None))

    assert await consents.verify() == 3
    links = await chain(db)
    assert [link.previous for link in links[1:]] == [link.hash for link in links[:-1]]


async def test_many_who_accept_at_once_make_one_chain(consents: ConsentRegistry, db: Database) -> None:
    crowd = [await meets(db, 2000 + number) for number in range(8)]

    await asyncio.gather(*(consents.accept(one, 1, EN, PRESS) for one in crowd))

    assert await consents.verify() == len(crowd)


async def test_two_presses_at_once_are_one_consent(consents: ConsentRegistry, ann: Customer, db: Database) -> None:
    await asyncio.gather(*(consents.accept(ann, 1, EN, PRESS) for _ in range(2)))

    assert len(await chain(db)) == 1


@pytest.mark.parametrize("change", ["UPDATE consents SET at = at + 1", "DELETE FROM consents"])
async def test_the_database_itself_refuses_to_change_evidence(
    consents: ConsentRegistry, ann: Customer, db: Database, change: str
) -> None:
    await consents.accept(ann, 1, EN, PRESS)

    with pytest.raises(DBAPIError, match="consents are only ever added"):
        async with db.begin() as tx:
            await tx.connection.execute(text(change))

    assert await consents.verify() == 1


@pytest.mark.parametrize(
    "change",
    [
        "pseudonym = 'somebody'",
        "version = 2",
        "language = 'zh'",
        "sha256 = 'other'",
        "at = at - 1",
        "mechanism = 'command'",
        "message_id = 42",
        "update_id = NULL",
        "hash = 'other'",
    ],
)
async def test_a_changed_link_is_found(
    consents: ConsentRegistry, ann: Customer, bob: Customer, db: Database, change: str
) -> None:
    first = await consents.accept(ann, 1, EN, PRESS)
    await consents.accept(bob, 1, EN, PRESS)

    await tamper(db, f"UPDATE consents SET {change} WHERE id = {first.id}")

    with pytest.raises(BrokenChain) as found:
        await consents.verify()
    assert found.value.link_id == first.id


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_removed_link_is_found(
    consents: ConsentRegistry, ann: Customer, bob: Customer, db: Database, place: int
) -> None:
    links = [await consents.accept(*press, PRESS) for press in ((ann, 1, EN), (bob, 1, EN), (ann, 1, ZH))]

    await tamper(db, f"DELETE FROM consents WHERE id = {links[place].id}")

    with pytest.raises(BrokenChain):
        await consents.verify()


async def test_a_changed_document_is_found(consents: ConsentRegistry, ann: Customer, db: Database) -> None:
    await consents.accept(ann, 1, EN, PRESS)

    await tamper(db, "UPDATE documents SET body = 'other' WHERE kind = 'terms' AND language = 'zh'")

    with pytest.raises(BrokenDocument, match=r"terms\.zh, version 1 was changed"):
        await consents.verify()


async def test_a_document_that_was_exchanged_with_its_sum_is_found(
    consents: ConsentRegistry, ann: Customer, db: Database
) -> None:
    link = await consents.accept(ann, 1, EN, PRESS)
    digest = hashlib.sha256(b"other").hexdigest()

    await tamper(db, f"UPDATE documents SET body = 'other', sha256 = '{digest}' WHERE kind = 'terms'")

    with pytest.raises(BrokenChain) as found:
        await consents.verify()
    assert found.value.link_id == link.id


async def test_a_hash_that_was_known_outside_must_be_in_the_chain(
    consents: ConsentRegistry, ann: Customer, bob: Customer
) -> None:
    first = await consents.accept(ann, 1, EN, PRESS)
    await consents.accept(bob, 1, EN, PRESS)

    assert await consents.verify(first.hash) == 2
    with pytest.raises(HashUnknown):
        await consents.verify("1" * 64)


async def test_the_chain_names_no_telegram_id(consents: ConsentRegistry, ann: Customer, db: Database) -> None:
    await consents.accept(ann, 1, EN, PRESS)

    [link] = await chain(db)
    assert str(ann.id) not in repr(link)


whole_numbers = st.integers(0, 2**40)
links_of_any_kind = st.builds(
    Consent,
    id=st.just(0),
    pseudonym=st.text(max_size=8),
    kind=st.sampled_from(DocumentKind),
    version=whole_numbers,
    language=st.sampled_from(Language),
    sha256=st.text(max_size=8),
    at=whole_numbers,
    evidence=st.builds(Evidence, st.text(max_size=8), st.none() | whole_numbers, st.none() | whole_numbers),
    previous=st.text(max_size=8),
    hash=st.just(""),
)


@given(links_of_any_kind, links_of_any_kind)
def test_two_different_links_never_have_the_same_hash(one: Consent, other: Consent) -> None:
    assert (link_hash(one) == link_hash(other)) == (one == other)


async def test_what_telegram_cannot_show_is_never_put_in_force(consents: ConsentRegistry) -> None:
    broken = {**files("2"), (TERMS, EN): "<p>terms</p>"}

    with pytest.raises(FileRefused) as refused:
        await consents.publish(TERMS, broken)
    assert refused.value.problems[0].field == "terms.en.html"
    assert (await consents.document(TERMS, EN)).version == 1


@pytest.mark.parametrize("kind", list(DocumentKind))
async def test_the_first_start_publishes_all_documents_or_none(db: Database, kind: DocumentKind) -> None:
    consents = ConsentRegistry(db, ManualClock())

    with pytest.raises(FileRefused):
        await consents.publish_first({**files(), (kind, EN): "<p>terms</p>"})

    for one in DocumentKind:
        with pytest.raises(NotFound):
            await consents.document(one, EN)
