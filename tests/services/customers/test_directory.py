import asyncio

import pytest

from services.customers import directory as module
from services.customers.directory import CustomerDirectory
from services.domain.values.language import Language
from services.storage.database import Database
from tests.support.service_harness import ManualClock

EN, ZH = Language.EN, Language.ZH


@pytest.fixture
def directory(db: Database) -> CustomerDirectory:
    return CustomerDirectory(db, ManualClock())


async def test_a_stranger_is_written_down(directory: CustomerDirectory, db: Database) -> None:
    ann = await directory.get_or_create(1001, "Ann", "en")

    async with db.read() as reading:
        assert await reading.customers.find(1001) == ann
    assert (ann.name, ann.language, ann.guess, ann.reachable) == ("Ann", None, EN, True)


@pytest.mark.parametrize(
    ("code", "guess"), [("zh-hans", ZH), ("zh-TW", ZH), ("zh", ZH), ("en", EN), ("de", EN), (None, EN), ("", EN)]
)
async def test_the_language_is_guessed(directory: CustomerDirectory, code: str | None, guess: Language) -> None:
    customer = await directory.get_or_create(1001, "Ann", code)

    assert (customer.language, customer.speaks) == (None, guess)


async def test_a_pseudonym_is_random_and_never_the_telegram_id(directory: CustomerDirectory) -> None:
    crowd = [await directory.get_or_create(number, "Ann", "en") for number in (1001, 1002, 123456789)]

    assert len({one.pseudonym for one in crowd}) == len(crowd)
    assert all(str(one.id) not in one.pseudonym for one in crowd)
    assert all(len(one.pseudonym) >= 22 for one in crowd)


async def test_who_is_known_stays_the_same_person(db: Database) -> None:
    before = await CustomerDirectory(db, ManualClock()).get_or_create(1001, "Ann", "en")

    after = await CustomerDirectory(db, ManualClock()).get_or_create(1001, "Anna", "zh")

    assert after == before


async def test_two_first_words_at_once_make_one_customer(db: Database) -> None:
    one, other = CustomerDirectory(db, ManualClock()), CustomerDirectory(db, ManualClock())

    first, second = await asyncio.gather(one.get_or_create(1001, "Ann", "en"), other.get_or_create(1001, "Ann", "en"))

    assert first == second


async def test_a_chosen_language_is_kept(directory: CustomerDirectory, db: Database) -> None:
    ann = await directory.get_or_create(1001, "Ann", "en")

    await directory.choose_language(ann, ZH)

    assert (await directory.get_or_create(1001, "Ann", "en")).speaks is ZH
    assert (await CustomerDirectory(db, ManualClock()).get_or_create(1001, "Ann", "en")).speaks is ZH


async def test_memory_is_bounded_and_what_is_forgotten_is_read_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CACHE_SIZE", 2)
    directory = CustomerDirectory(db, ManualClock())
    first = await directory.get_or_create(1, "One", "en")
    await directory.get_or_create(2, "Two", "en")
    await directory.get_or_create(1, "One", "en")

    await directory.get_or_create(3, "Three", "en")

    assert list(directory._known) == [1, 3]
    assert await directory.get_or_create(1, "One", "en") == first
    assert (await directory.get_or_create(2, "Two", "en")).name == "Two"
