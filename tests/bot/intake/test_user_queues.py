import asyncio
from collections import defaultdict

from bot.intake.user_queues import PRE_CHECKOUT, UserQueues
from services.domain.system.update import InboxUpdate


class WorkerLog:
    """Notes who is begun and who is ended; holds everybody until let go."""

    def __init__(self, workers: int = 32) -> None:
        self.queues = UserQueues(self.handle, workers)
        self.begun: list[int] = []
        self.ended: list[int] = []
        self._starts: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._gates: dict[int, asyncio.Event] = defaultdict(asyncio.Event)

    async def handle(self, update: InboxUpdate) -> None:
        self.begun.append(update.update_id)
        self._starts[update.update_id].set()
        await self._gates[update.update_id].wait()
        self.ended.append(update.update_id)

    def put(self, number: int, user_id: int | None = 1001, kind: str = "message") -> None:
        self.queues.put(InboxUpdate(42, number, user_id, kind, {}, 0))

    async def begins(self, number: int) -> None:
        await asyncio.wait_for(self._starts[number].wait(), 5)

    def let_go(self, *numbers: int) -> None:
        for number in numbers:
            self._gates[number].set()

    async def all_done(self, *numbers: int) -> list[int]:
        self.let_go(*numbers)
        assert await self.queues.drain(5)
        return self.ended


async def test_what_one_person_does_is_handled_in_order() -> None:
    workers = WorkerLog()
    for number in (1, 2, 3):
        workers.put(number)

    await workers.begins(1)
    alone = workers.begun.copy()

    assert alone == [1]
    assert await workers.all_done(3, 2, 1) == [1, 2, 3]


async def test_people_are_served_side_by_side() -> None:
    workers = WorkerLog()
    workers.put(1, user_id=1001)
    workers.put(2, user_id=1002)

    await workers.begins(1)
    await workers.begins(2)
    workers.let_go(2)

    assert await workers.all_done(1) == [2, 1]


async def test_what_belongs_to_nobody_waits_for_nobody() -> None:
    workers = WorkerLog()
    workers.put(1, user_id=None)
    workers.put(2, user_id=None)

    await workers.begins(1)
    await workers.begins(2)

    assert sorted(await workers.all_done(1, 2)) == [1, 2]


async def test_a_payment_overtakes_what_the_same_person_has_pressed_before() -> None:
    workers = WorkerLog()
    workers.put(1)
    workers.put(2)
    workers.put(3, kind=PRE_CHECKOUT)

    await workers.begins(3)
    workers.let_go(3)

    assert (await workers.all_done(1, 2))[0] == 3


async def test_a_payment_needs_no_free_place() -> None:
    workers = WorkerLog(workers=1)
    workers.put(1, user_id=1001)
    await workers.begins(1)
    workers.put(2, user_id=1002)
    workers.put(3, user_id=1003, kind=PRE_CHECKOUT)

    await workers.begins(3)

    assert workers.begun == [1, 3]
    assert sorted(await workers.all_done(1, 2, 3)) == [1, 2, 3]


async def test_two_payments_of_one_person_are_asked_for_in_order() -> None:
    workers = WorkerLog()
    workers.put(1, kind=PRE_CHECKOUT)
    workers.put(2, kind=PRE_CHECKOUT)

    await workers.begins(1)

    assert workers.begun == [1]
    assert await workers.all_done(1, 2) == [1, 2]


async def test_no_more_updates_are_handled_at_once_than_there_are_workers() -> None:
    workers = WorkerLog(workers=2)
    for number in range(1, 6):
        workers.put(number, user_id=number)

    await workers.begins(2)
    busy = workers.begun.copy()

    assert busy == [1, 2]
    assert sorted(await workers.all_done(*range(1, 6))) == [1, 2, 3, 4, 5]


async def test_a_queue_that_was_empty_can_be_used_again() -> None:
    workers = WorkerLog()
    workers.put(1)
    await workers.all_done(1)

    workers.put(2)

    assert await workers.all_done(2) == [1, 2]
    assert len(workers.queues) == 0


async def test_what_is_left_is_known_and_let_go_of() -> None:
    workers = WorkerLog()
    workers.put(1)
    workers.put(2)
    await workers.begins(1)

    drained = await workers.queues.drain(0)
    left = len(workers.queues)
    await workers.queues.cancel_all()

    assert (drained, left, workers.ended) == (False, 2, [])
    assert len(workers.queues) == 0


async def test_who_only_waits_leaves_his_place_to_others() -> None:
    order: list[str] = []
    done = asyncio.Event()

    async def handle(update: InboxUpdate) -> None:
        order.append(f"begins {update.update_id}")
        if update.update_id == 1:
            async with queues.slot_released(update):
                await done.wait()
        order.append(f"ends {update.update_id}")
        done.set()

    queues = UserQueues(handle, workers=1)
    queues.put(InboxUpdate(42, 1, 1001, "message", {}, 0))
    queues.put(InboxUpdate(42, 2, 1002, "message", {}, 0))

    assert await queues.drain(5)
    assert order == ["begins 1", "begins 2", "ends 2", "ends 1"]


async def test_a_payment_that_waits_has_no_place_to_leave() -> None:
    order: list[int] = []

    async def handle(update: InboxUpdate) -> None:
        async with queues.slot_released(update):
            order.append(update.update_id)

    queues = UserQueues(handle, workers=1)
    queues.put(InboxUpdate(42, 1, 1001, PRE_CHECKOUT, {}, 0))

    assert await queues.drain(5)
    assert order == [1]


async def test_nobody_asks_for_more_while_too_much_waits() -> None:
    workers = WorkerLog()
    for number in (1, 2, 3):
        workers.put(number)
    room = asyncio.ensure_future(workers.queues.wait_for_capacity(limit=2))

    await workers.begins(1)
    early = room.done()
    workers.let_go(1, 2, 3)

    await asyncio.wait_for(room, 5)
    assert not early
