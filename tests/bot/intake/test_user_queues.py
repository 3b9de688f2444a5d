import asyncio
from collections import defaultdict

from bot.intake.user_queues import PRE_CHECKOUT, UserQueues
from services.domain.system.update import InboxUpdate


class WorkerLog:
    """Notes who is begun and who is ended; holds everybody until let go."""

    def __init__(self, places: int = 32) -> None:
        self.queues = UserQueues(self.handle, places)
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
    hands = WorkerLog()
    for number in (1, 2, 3):
        hands.put(number)

    await hands.begins(1)
    alone = hands.begun.copy()

    assert alone == [1]
    assert await hands.all_done(3, 2, 1) == [1, 2, 3]


async def test_people_are_served_side_by_side() -> None:
    hands = WorkerLog()
    hands.put(1, user_id=1001)
    hands.put(2, user_id=1002)

    await hands.begins(1)
    await hands.begins(2)
    hands.let_go(2)

    assert await hands.all_done(1) == [2, 1]


async def test_what_belongs_to_nobody_waits_for_nobody() -> None:
    hands = WorkerLog()
    hands.put(1, user_id=None)
    hands.put(2, user_id=None)

    await hands.begins(1)
    await hands.begins(2)

    assert sorted(await hands.all_done(1, 2)) == [1, 2]


async def test_a_payment_overtakes_what_the_same_person_has_pressed_before() -> None:
    hands = WorkerLog()
    hands.put(1)
    hands.put(2)
    hands.put(3, kind=PRE_CHECKOUT)

    await hands.begins(3)
    hands.let_go(3)

    assert (await hands.all_done(1, 2))[0] == 3


async def test_a_payment_needs_no_free_place() -> None:
    hands = WorkerLog(places=1)
    hands.put(1, user_id=1001)
    await hands.begins(1)
    hands.put(2, user_id=1002)
    hands.put(3, user_id=1003, kind=PRE_CHECKOUT)

    await hands.begins(3)

    assert hands.begun == [1, 3]
    assert sorted(await hands.all_done(1, 2, 3)) == [1, 2, 3]


async def test_two_payments_of_one_person_are_asked_for_in_order() -> None:
    hands = WorkerLog()
    hands.put(1, kind=PRE_CHECKOUT)
    hands.put(2, kind=PRE_CHECKOUT)

    await hands.begins(1)

    assert hands.begun == [1]
    assert await hands.all_done(1, 2) == [1, 2]


async def test_no_more_hands_work_than_there_are_places() -> None:
    hands = WorkerLog(places=2)
    for number in range(1, 6):
        hands.put(number, user_id=number)

    await hands.begins(2)
    busy = hands.begun.copy()

    assert busy == [1, 2]
    assert sorted(await hands.all_done(*range(1, 6))) == [1, 2, 3, 4, 5]


async def test_a_lane_that_was_empty_can_be_used_again() -> None:
    hands = WorkerLog()
    hands.put(1)
    await hands.all_done(1)

    hands.put(2)

    assert await hands.all_done(2) == [1, 2]
    assert len(hands.queues) == 0


async def test_what_is_left_is_known_and_let_go_of() -> None:
    hands = WorkerLog()
    hands.put(1)
    hands.put(2)
    await hands.begins(1)

    drained = await hands.queues.drain(0)
    left = len(hands.queues)
    await hands.queues.cancel_all()

    assert (drained, left, hands.ended) == (False, 2, [])
    assert len(hands.queues) == 0


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

    queues = UserQueues(handle, places=1)
    queues.put(InboxUpdate(42, 1, 1001, "message", {}, 0))
    queues.put(InboxUpdate(42, 2, 1002, "message", {}, 0))

    assert await queues.drain(5)
    assert order == ["begins 1", "begins 2", "ends 2", "ends 1"]


async def test_a_payment_that_waits_has_no_place_to_leave() -> None:
    order: list[int] = []

    async def handle(update: InboxUpdate) -> None:
        async with queues.slot_released(update):
            order.append(update.update_id)

    queues = UserQueues(handle, places=1)
    queues.put(InboxUpdate(42, 1, 1001, PRE_CHECKOUT, {}, 0))

    assert await queues.drain(5)
    assert order == [1]


async def test_nobody_asks_for_more_while_too_much_waits() -> None:
    hands = WorkerLog()
    for number in (1, 2, 3):
        hands.put(number)
    room = asyncio.ensure_future(hands.queues.wait_for_capacity(limit=2))

    await hands.begins(1)
    early = room.done()
    hands.let_go(1, 2, 3)

    await asyncio.wait_for(room, 5)
    assert not early
