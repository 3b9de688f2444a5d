"""A batcher: callers that ask while a question is on its way share the next one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")


class Batcher(Generic[Ask, Answer]):
    """Asks `answer_all` for so many at once at most; it gives an answer for each, in their order.

    Its error is raised to all callers of that batch; the next batch is asked all the same.
    """

    def __init__(self, answer_all: Callable[[list[Ask]], Awaitable[Sequence[Answer]]], most: int) -> None:
        self._answer_all = answer_all
        self._most = most
        self._waiting: list[tuple[Ask, asyncio.Future[Answer]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, ask: Ask) -> Answer:
        """The answer to one; a cancelled caller does not disturb the others."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((ask, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_on())
        return await answer

    async def finished(self) -> None:
        """Wait until no caller waits."""
        if self._asking is not None:
            await asyncio.wait([self._asking])

    async def _ask_on(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._ask(batch)
        finally:
            self._asking = None

    async def _ask(self, batch: list[tuple[Ask, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._answer_all([ask for ask, _ in batch])
        except Exception as error:  # noqa: BLE001 - it belongs to those who asked
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error)
            return
        for (_, answer), said in zip(batch, answers, strict=True):
            if not answer.done():
                answer.set_result(said)
