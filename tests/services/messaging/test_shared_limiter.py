"""One pace for several processes, written down in PostgreSQL or in Redis."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoRedis

from bot.runtime import redis_rate_limit as redis_module
from bot.runtime.redis_rate_limit import RedisBook
from services.domain.values.clock import HOUR, SECOND
from services.messaging.rate_limit import shared_limiter
from services.messaging.rate_limit.shared_limiter import (
    GAP,
    HORIZON,
    LEFT_ALONE,
    SHARE,
    Book,
    DatabaseBook,
    SharedPace,
    Turn,
    give_turns,
)
from services.storage.messaging.send_slots import ALL
from services.storage.schema.bootstrap import open_database
from tests import databases
from tests.shop import Watch

NOW = 1_000_000


@pytest.fixture
async def database_book(postgres_url: str) -> AsyncIterator[Book]:
    db = await open_database(postgres_url, [databases.KEY])
    yield DatabaseBook(db)
    await db.close()
    await databases.empty(postgres_url)


@pytest.fixture
async def redis_book() -> AsyncIterator[Book]:
    client: Any = Redis.from_url(databases.REDIS)
    try:
        await client.ping()
    except NoRedis as error:
        (pytest.fail if databases.CI else pytest.skip)(f"no Redis at {databases.REDIS} ({error})")
    yield RedisBook(client, uuid.uuid4().int)
    await client.aclose()


@pytest.fixture(params=["database_book", "redis_book"])
def book(request: pytest.FixtureRequest) -> Book:
    return request.getfixturevalue(request.param)


def test_turns_follow_each_other_at_the_permitted_pace() -> None:
    moments: dict[int, int] = {}

    turns = give_turns(NOW, moments, [1, 2, 3], 0)

    assert turns == [Turn(0, given=True), Turn(GAP, given=True), Turn(2 * GAP, given=True)]
    assert moments == {1: NOW + SECOND, 2: NOW + GAP + SECOND, 3: NOW + 2 * GAP + SECOND, ALL: NOW + 3 * GAP}


def test_a_chat_that_was_just_written_to_waits_for_its_second_and_takes_nobodys_place() -> None:
    assert give_turns(NOW, {}, [1, 1, 2], 0) == [
        Turn(0, given=True),
        Turn(SECOND, given=False),
        Turn(GAP, given=True),
    ]


def test_nobody_gets_a_turn_that_is_far_away() -> None:
    moments = {ALL: NOW + HORIZON + 1}

    assert give_turns(NOW, moments, [1], 0) == [Turn(HORIZON + 1, given=False)]
    assert moments == {ALL: NOW + HORIZON + 1}


def test_a_pause_holds_everybody() -> None:
    assert give_turns(NOW, {}, [1], 500) == [Turn(500, given=True)]


def test_what_took_no_turn_makes_turns_come_later_by_a_second_at_most() -> None:
    assert give_turns(NOW, {}, [1], 0, 3 * GAP) == [Turn(3 * GAP, given=True)]
    assert give_turns(NOW, {}, [1], 0, 100 * GAP) == [Turn(SECOND, given=False)]
    assert give_turns(NOW, {ALL: NOW + 2 * SECOND}, [1], 0, GAP) == [Turn(2 * SECOND, given=False)]


async def reserved(book: Book, chats: list[int]) -> list[int]:
    return [turn.away for turn in await book.reserve(chats, 0) if turn.given]


async def test_two_who_ask_at_once_get_different_turns(book: Book) -> None:
    """What is asked for later is counted from a later moment, so turns may seem nearer than they are by that time."""
    begun = asyncio.get_running_loop().time()

    both = await asyncio.gather(*(reserved(book, [number]) for number in range(1, 11)))

    took = (asyncio.get_running_loop().time() - begun) * SECOND
    [last] = max(both)
    assert last >= 9 * GAP - took - 1


async def test_a_chat_is_written_to_once_a_second_by_all_together(book: Book) -> None:
    [first] = await book.reserve([7], 0)
    [second] = await book.reserve([7], 0)

    assert (first.given, second.given) == (True, False)


async def test_a_pause_that_one_was_asked_for_holds_the_others(book: Book) -> None:
    await book.reserve([], 1500)

    [turn] = await book.reserve([7], 0)

    assert turn.away > 1000


async def test_what_one_says_out_of_turn_makes_turns_come_later_for_all(book: Book) -> None:
    talkative, other = SharedPace(book), SharedPace(book)
    for _ in range(10):
        assert talkative.ahead(5)
    await talkative._ask(7)

    turn = await other._ask(8)

    assert turn.away > 2 * GAP


async def test_what_was_said_long_ago_holds_nobody_up() -> None:
    asked = []

    class Listening:
        async def reserve(self, chat_ids: list[int], pause: int, said: int = 0) -> list[Turn]:
            asked.append((pause, said))
            return give_turns(NOW, {}, chat_ids, pause, said)

    pace, real = SharedPace(Listening()), Watch()  # type: ignore[arg-type]
    pace._real = real
    pace.count()
    await pace._ask(1)
    pace.count()
    real.forward(SECOND)
    await pace._ask(1)

    assert asked == [(0, GAP), (0, 0)]


class Broken:
    """A book that cannot be read until it is mended; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.mended = False

    async def reserve(self, chat_ids: Sequence[int], pause: int, said: int = 0) -> list[Turn]:  # noqa: ARG002 - a book
        self.asked.append(pause)
        if not self.mended:
            raise OSError("CANARY")
        return [Turn(0, given=True)] * len(chat_ids)


@pytest.fixture
def broken() -> tuple[SharedPace, Broken, Watch]:
    book, real = Broken(), Watch()
    pace = SharedPace(book)
    pace._real = real
    return pace, book, real


async def test_without_the_book_each_process_keeps_to_its_share(broken: tuple[SharedPace, Broken, Watch]) -> None:
    pace, _, _ = broken

    turns = [await pace._ask(chat_id) for chat_id in range(1, SHARE + 2)]

    assert [turn.away for turn in turns] == [number * SECOND // SHARE for number in range(SHARE + 1)]
    assert all(turn.given for turn in turns)


async def test_a_book_that_failed_is_left_alone_for_a_while_and_asked_again(
    broken: tuple[SharedPace, Broken, Watch], caplog: pytest.LogCaptureFixture
) -> None:
    pace, book, real = broken
    for number in range(3):
        await pace._ask(number)
    asked_at_first = len(book.asked)
    real.forward(LEFT_ALONE)
    await pace._ask(4)
    book.mended = True
    await pace._ask(5)
    real.forward(LEFT_ALONE)

    turns = [await pace._ask(number) for number in (6, 7)]

    assert (asked_at_first, len(book.asked), turns) == (1, 4, [Turn(0, given=True)] * 2)
    assert caplog.messages == [
        "turns cannot be agreed on, this process keeps to its share (OSError)",
        "turns are agreed on again",
    ]
    assert "CANARY" not in caplog.text


async def test_a_pause_that_began_without_the_book_is_told_when_it_is_back(
    broken: tuple[SharedPace, Broken, Watch],
) -> None:
    pace, book, real = broken
    await pace._ask(1)
    pace.pause(LEFT_ALONE + 500)
    book.mended = True

    real.forward(LEFT_ALONE)
    await pace._ask(2)
    real.forward(500)
    await pace._ask(3)

    assert book.asked == [0, 500, 0]


async def test_a_redis_that_hangs_holds_nobody_up_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes what it is told and never answers."""
    monkeypatch.setattr(redis_module, "TIMEOUT", 0.2)
    silence = await asyncio.start_server(lambda _reader, _writer: asyncio.sleep(60), "127.0.0.1", 0)
    port = silence.sockets[0].getsockname()[1]
    pace = SharedPace(redis_module.open_book(f"redis://127.0.0.1:{port}/0", 42))
    await pace._ask(1)
    begun = asyncio.get_running_loop().time()

    for number in range(10):
        await pace._ask(number)

    silence.close()
    assert asyncio.get_running_loop().time() - begun < redis_module.TIMEOUT


async def test_who_cannot_wait_is_told_how_far_away_the_turn_is(book: Book) -> None:
    pace = SharedPace(book)
    await pace.turn(7)

    assert 0 < await pace.turn(7, patience=10) <= SECOND


async def test_a_pace_that_is_closed_gives_no_turn(book: Book) -> None:
    pace = SharedPace(book)
    pace.close()

    assert await pace.turn(7) > 0


async def test_a_crowd_asks_with_few_questions() -> None:
    questions = 0

    class Counted:
        async def reserve(self, chat_ids: list[int], pause: int, said: int = 0) -> list[Turn]:
            nonlocal questions
            questions += 1
            await asyncio.sleep(0)
            return give_turns(NOW, {}, chat_ids, pause, said)

    pace = SharedPace(Counted())  # type: ignore[arg-type]
    await asyncio.gather(*(pace._ask(number) for number in range(1, 2 * shared_limiter.BATCH + 1)))

    assert questions <= 3


async def test_chats_of_long_ago_are_forgotten(database_book: DatabaseBook) -> None:
    await database_book.reserve([7, 8], 0)

    async with database_book.db.begin() as tx:
        now, _ = await tx.turns.look([])
        await tx.turns.clear(now + 2 * SECOND)
        _, moments = await tx.turns.look([7, 8])

    assert set(moments) == {ALL}


async def test_turns_in_a_redis_whose_clock_was_set_back_do_not_wait_for_it(redis_book: RedisBook) -> None:
    await redis_book.reserve([1, 2], 0)
    client = redis_book._script.registered_client
    async for key in client.scan_iter(f"{redis_book._name}*"):
        await client.incrby(key, 8 * HOUR)  # what it reads in its own books after it was set back by 8 hours

    turns = await redis_book.reserve([1, 3], 0)

    assert [turn.given for turn in turns] == [True, True]
