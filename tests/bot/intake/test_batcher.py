import asyncio
from dataclasses import dataclass, field

import pytest

from bot.intake.batcher import Batcher


@dataclass
class CountingBatch:
    """Answers with the double, when the gate is open; notes how many asked at once."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    crowds: list[int] = field(default_factory=list)
    failures: int = 0

    async def __call__(self, asks: list[int]) -> list[int]:
        self.crowds.append(len(asks))
        await self.gate.wait()
        if self.failures:
            self.failures -= 1
            raise RuntimeError("no answer")
        return [2 * ask for ask in asks]


async def test_who_comes_while_a_question_is_on_its_way_shares_the_next() -> None:
    oracle = CountingBatch()
    together = Batcher(oracle, most=3)
    first = asyncio.create_task(together(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.create_task(together(number)) for number in range(2, 6)]
    await asyncio.sleep(0)

    oracle.gate.set()

    assert await asyncio.gather(first, *others) == [2, 4, 6, 8, 10]
    assert oracle.crowds == [1, 3, 1]


async def test_a_question_that_fails_fails_for_those_who_shared_it_and_for_nobody_else() -> None:
    oracle = CountingBatch(failures=1)
    together = Batcher(oracle, most=2)
    oracle.gate.set()

    answers = await asyncio.gather(*(together(number) for number in (1, 2, 3)), return_exceptions=True)

    assert [str(answer) for answer in answers] == ["no answer", "no answer", "6"]


async def test_who_is_cancelled_meanwhile_spoils_nothing_for_the_others() -> None:
    oracle = CountingBatch()
    together = Batcher(oracle, most=2)
    gone, patient = asyncio.create_task(together(1)), asyncio.create_task(together(2))
    await asyncio.sleep(0)

    gone.cancel()
    oracle.gate.set()

    assert (await patient, await together(3)) == (4, 6)
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_one_can_wait_until_nobody_waits() -> None:
    oracle = CountingBatch()
    together = Batcher(oracle, most=1)
    await together.finished()
    asked = [asyncio.create_task(together(number)) for number in (1, 2)]
    await asyncio.sleep(0)
    oracle.gate.set()

    await together.finished()
    asked_by_then = list(oracle.crowds)

    assert (asked_by_then, await asyncio.gather(*asked)) == ([1, 1], [2, 4])
