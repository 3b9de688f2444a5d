import asyncio

import pytest

from services.customers import directory as module
from services.customers.directory import Acquaintance
from services.domain.values.language import Language
from services.storage.database import Database
from tests.shop import Watch

EN, ZH = Language.EN, Language.ZH


@pytest.fixture
def acquaintance(db: Database) -> Acquaintance:
    return Acquaintance(db, Watch())


async def test_a_stranger_is_written_down(acquaintance: Acquaintance, db: Database) -> None:
    ann = await acquaintance.meet(1001, "Ann", "en")

    async with db.read() as reading:
        assert await reading.customers.find(1001) == ann
    assert (ann.name, ann.language, ann.guess, ann.reachable) == ("Ann", None, EN, True)


@pytest.mark.parametrize(
    ("code", "guess"), [("zh-hans", ZH), ("zh-TW", ZH), ("zh", ZH), ("en", EN), ("de", EN), (None, EN), ("", EN)]
)
async def test_the_language_is_guessed(acquaintance: Acquaintance, code: str | None, guess: Language) -> None:
    customer = await acquaintance.meet(1001, "Ann", code)

    assert (customer.language, customer.speaks) == (None, guess)


async def test_a_pseudonym_is_random_and_never_the_telegram_id(acquaintance: Acquaintance) -> None:
    crowd = [await acquaintance.meet(number, "Ann", "en") for number in (1001, 1002, 123456789)]

    assert len({one.pseudonym for one in crowd}) == len(crowd)
    assert all(str(one.id) not in one.pseudonym for one in crowd)
    assert all(len(one.pseudonym) >= 22 for one in crowd)


async def test_who_is_known_stays_the_same_person(db: Database) -> None:
    before = await Acquaintance(db, Watch()).meet(1001, "Ann", "en")

    after = await Acquaintance(db, Watch()).meet(1001, "Anna", "zh")

    assert after == before


async def test_two_first_words_at_once_make_one_customer(db: Database) -> None:
    one, other = Acquaintance(db, Watch()), Acquaintance(db, Watch())

    first, second = await asyncio.gather(one.meet(1001, "Ann", "en"), other.meet(1001, "Ann", "en"))

    assert first == second


async def test_a_chosen_language_is_kept(acquaintance: Acquaintance, db: Database) -> None:
    ann = await acquaintance.meet(1001, "Ann", "en")

    await acquaintance.choose_language(ann, ZH)

    assert (await acquaintance.meet(1001, "Ann", "en")).speaks is ZH
    assert (await Acquaintance(db, Watch()).meet(1001, "Ann", "en")).speaks is ZH


async def test_memory_is_bounded_and_what_is_forgotten_is_read_again(
    acquaintance: Acquaintance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    first = await acquaintance.meet(1, "One", "en")
    await acquaintance.meet(2, "Two", "en")
    await acquaintance.meet(1, "One", "en")

    await acquaintance.meet(3, "Three", "en")

    assert list(acquaintance._known) == [1, 3]
    assert await acquaintance.meet(1, "One", "en") == first
    assert (await acquaintance.meet(2, "Two", "en")).name == "Two"
