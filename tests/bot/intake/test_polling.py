import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError
from aiogram.methods import GetUpdates

from bot.intake import polling
from bot.intake.polling import Polling, PollingConflict
from bot.telegram.sender import RawUpdates
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.bot.intake.inbox_harness import Disk, InboxHarness, words
from tests.bot.telegram.fake_bot import recorded_bot

BATCH = [words(1), words(2, user_id=1002)]


class Line:
    """Telegram's end of the line: hands out batches, and notes what each question confirms."""

    def __init__(self) -> None:
        self.answers: list[list[dict[str, Any]] | Exception] = []
        self.confirmed: list[int | None] = []
        self.quiet = asyncio.Event()
        self.heard = 0
        self.bot, recorded = recorded_bot()
        recorded.make_request = self.ask  # type: ignore[method-assign]

    async def ask(self, _bot: object, method: RawUpdates, timeout: int | None = None) -> list[dict[str, Any]]:  # noqa: ARG002, ASYNC109 - as aiogram has it
        self.confirmed.append(method.offset)
        if not self.answers:
            self.quiet.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def hear(self) -> None:
        self.heard += 1


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.0)
    return Line()


@pytest.fixture
async def harness(db: Database) -> AsyncIterator[InboxHarness]:
    harness = InboxHarness(db)
    yield harness
    await harness.finish()


async def polled(line: Line, harness: InboxHarness) -> None:
    """Poll until Telegram has nothing more to say, and what it said is handled."""
    task = asyncio.ensure_future(Polling(line.bot, harness.intake, line.hear).run())
    quiet = asyncio.ensure_future(line.quiet.wait())
    await asyncio.wait([task, quiet], timeout=10, return_when=asyncio.FIRST_COMPLETED)
    for one in (task, quiet):
        one.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await harness.finish()


async def test_what_is_kept_is_confirmed_by_the_next_question(line: Line, harness: InboxHarness) -> None:
    line.answers = [BATCH, [words(5)], []]

    await polled(line, harness)

    assert line.confirmed == [None, 3, 6, 6]
    assert harness.given == [1, 2, 5]


async def test_ids_that_fall_after_a_week_of_silence_are_taken_and_confirmed(line: Line, harness: InboxHarness) -> None:
    line.answers = [[words(1000)], [words(5)], [words(6)], []]

    await polled(line, harness)

    assert line.confirmed == [None, 1001, 6, 7, 7]
    assert harness.given == [1000, 5, 6]


async def test_a_stop_tells_telegram_what_the_last_batch_has_become(line: Line, harness: InboxHarness) -> None:
    gate = harness.holds(2)
    line.answers = [BATCH, []]
    polling_bot = Polling(line.bot, harness.intake, line.hear)
    running = asyncio.ensure_future(polling_bot.run())
    await harness.begun[2].wait()

    polling_bot.stop()
    gate.set()
    await asyncio.wait_for(running, 10)

    assert line.confirmed == [None, 3]


async def test_a_stop_with_nothing_new_says_no_farewell(line: Line, harness: InboxHarness) -> None:
    line.answers = [BATCH, []]
    polling_bot = Polling(line.bot, harness.intake, line.hear)
    running = asyncio.ensure_future(polling_bot.run())
    await line.quiet.wait()

    polling_bot.stop()
    await asyncio.wait_for(running, 10)

    assert line.confirmed == [None, 3, 3]


async def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(line: Line, harness: InboxHarness) -> None:
    disk = Disk(harness.db)
    disk.full = True
    line.answers = [BATCH, BATCH, BATCH]

    async def repair() -> None:
        while len(line.confirmed) < 3:  # noqa: ASYNC110 - the poller runs in this very loop
            await asyncio.sleep(0)
        disk.full = False

    await asyncio.gather(polled(line, harness), repair())

    assert line.confirmed[:3] == [None, None, None]
    assert line.confirmed[-1] == 3
    assert sorted(harness.given) == [1, 2]


async def test_two_meetings_with_a_rival_far_apart_are_no_rivalry(
    line: Line, harness: InboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([SECOND, 70 * SECOND, 140 * SECOND])
    monkeypatch.setattr(polling, "uptime", lambda: next(moments))
    line.answers = [*(TelegramConflictError(GetUpdates(), "Conflict") for _ in range(3)), [words(1)]]

    await polled(line, harness)

    assert harness.given == [1]


async def test_a_rival_is_tolerated_for_a_minute_and_not_longer(
    line: Line, harness: InboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([SECOND, 31 * SECOND, 62 * SECOND])
    monkeypatch.setattr(polling, "uptime", lambda: next(moments))
    line.answers = [TelegramConflictError(GetUpdates(), "Conflict") for _ in range(3)]

    with pytest.raises(PollingConflict):
        await polled(line, harness)


async def test_a_rival_who_leaves_is_forgotten(
    line: Line, harness: InboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([SECOND, 70 * SECOND])
    monkeypatch.setattr(polling, "uptime", lambda: next(moments))
    line.answers = [TelegramConflictError(GetUpdates(), "Conflict"), [], TelegramConflictError(GetUpdates(), "again")]

    await polled(line, harness)

    assert line.heard == 1


async def test_a_wrong_token_ends_it(line: Line, harness: InboxHarness) -> None:
    line.answers = [TelegramUnauthorizedError(GetUpdates(), "Unauthorized")]

    with pytest.raises(TelegramUnauthorizedError):
        await polled(line, harness)


async def test_only_an_answer_of_telegram_counts_as_heard(line: Line, harness: InboxHarness) -> None:
    line.answers = [TelegramConflictError(GetUpdates(), "Conflict"), [], []]

    await polled(line, harness)

    assert line.heard == 2
