import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from services.customers.directory import CustomerDirectory
from services.domain.delivery.delivery import Delivery, PreparedDelivery
from services.domain.errors import NoChange
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, Rejected, RetryLater, Sent, Unconfirmed, Unreachable
from services.domain.orders.order import Order
from services.domain.support.ticket import Topic
from services.domain.values.clock import DAY, MINUTE, SECOND, Clock
from services.messaging.outbox import BATCH, LEASE, MAX_IN_FLIGHT, POLL_SECONDS, Outbox
from services.messaging.rate_limit.limiter import RateLimiter
from services.messaging.send_results import COPY_AFTER
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.storage.transaction import Transaction
from services.storage.vault import Vault
from services.support.tickets import SupportDesk
from tests.support import databases
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

ARRIVED = Sent(77)
OTHER_ADMIN = 2


@dataclass
class ScriptedSender:
    """Answers as the script says, then that everything arrives; remembers what it was given."""

    script: list[Outcome] = field(default_factory=list)
    delivered: list[PreparedDelivery] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    breaks: bool = False
    meanwhile: Callable[[], Awaitable[object]] | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def hears(self, count: int) -> None:
        """Wait until so many notices were told."""
        while len(self.notices) < count:
            self.news.clear()
            await self.news.wait()

    async def deliver(self, prepared: PreparedDelivery) -> Outcome:
        self.delivered.append(prepared)
        if self.meanwhile is not None:
            await self.meanwhile()
        return self._answer()

    async def notify(self, notice: Notice) -> Outcome:
        self.notices.append(notice)
        self.news.set()
        return self._answer()

    def _answer(self) -> Outcome:
        if self.breaks:
            raise RuntimeError("a bug of ours")
        return self.script.pop(0) if self.script else ARRIVED

    @property
    def codes(self) -> list[list[str]]:
        return [[secret.reveal() for secret in prepared.goods] for prepared in self.delivered]

    @property
    def marks(self) -> list[bool]:
        """Return of each delivery whether it said that it is a copy."""
        return [prepared.delivery.is_resend for prepared in self.delivered]

    def told(self, kind: str) -> list[Notice]:
        return [notice for notice in self.notices if notice.kind == kind]


class Unhurried(RateLimiter):
    """Gives every turn at once, and only looks at pauses."""

    async def acquire(self, chat_id: int, max_wait: float = 0) -> float:
        delay = self.delay(chat_id)
        return delay if delay > max_wait else 0

    def delay(self, chat_id: int) -> float:
        del chat_id
        return max(self._silent_until - self._real(), 0)


class LongLine(RateLimiter):
    """So many wait for their turn that nobody has so much patience."""

    async def acquire(self, chat_id: int, max_wait: float = 0) -> float:
        del chat_id
        return max_wait + MINUTE

    def delay(self, chat_id: int) -> float:
        del chat_id
        return MINUTE


class Queue(RateLimiter):
    """Tells when somebody begins to wait for a turn."""

    def __init__(self, real: Clock) -> None:
        super().__init__(real)
        self.queued = asyncio.Event()

    async def acquire(self, chat_id: int, max_wait: float = 0) -> float:
        asyncio.get_running_loop().call_soon(self.queued.set)
        return await super().acquire(chat_id, max_wait)


@pytest.fixture
def sender() -> ScriptedSender:
    return ScriptedSender()


@pytest.fixture
def outbox(shop: ShopHarness, sender: ScriptedSender) -> Outbox:
    return Outbox(shop.db, shop.clock, shop.policy, sender, Unhurried(shop.real))


@pytest.fixture
async def twin(url: str, shop: ShopHarness, sender: ScriptedSender) -> AsyncIterator[Outbox]:
    """A second process of the same shop."""
    database = await open_database(url, [databases.KEY], real=shop.real)
    yield Outbox(database, shop.clock, shop.policy, sender, Unhurried(shop.real))
    await database.close()


@pytest.fixture
async def bought(shop: ShopHarness, ann: CustomerDriver) -> Order:
    """Ann has paid for a code, and nothing is sent yet. The shelf still holds another."""
    await shop.stocks("emby-month", "A", "B")
    return await ann.buys("emby-month")


@pytest.fixture
async def born(shop: ShopHarness, ann: CustomerDriver) -> Order:
    """Ann has paid for a code whose delivery this process has claimed; another is free."""
    shop.outbox.lease = LEASE
    await shop.stocks("emby-month", "A", "B")
    return await ann.buys("emby-month")


async def state(shop: ShopHarness, order: Order) -> str:
    [delivery] = await shop.deliveries(order)
    return str(delivery.state)


async def only(shop: ShopHarness, order: Order) -> Delivery:
    [delivery] = await shop.deliveries(order)
    return delivery


async def leaves(shop: ShopHarness, *notices: Notice) -> None:
    async with shop.db.begin() as tx:
        for notice in notices:
            await tx.notices.add(notice)


def numbers(notices: Sequence[Notice]) -> list[object]:
    return [notice.params["n"] for notice in notices]


# ---------------------------------------------------------------- goods


async def test_what_is_due_is_sent_once(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    collected = [await outbox.collect(), await outbox.collect()]

    assert (collected, sender.codes, sender.marks) == ([1, 0], [["A"]], [False])
    assert (await state(shop, bought), await shop.state(bought)) == ("SENT", "DELIVERED")
    assert await shop.history(bought) == ["opened", "paid", "delivered"]


async def test_a_delivery_of_our_own_is_sent_without_being_looked_for(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, born: Order
) -> None:
    outbox.send_now(shop.outbox.accepted[0])
    await outbox.drain()

    assert (sender.codes, await shop.state(born), await outbox.collect()) == ([["A"]], "DELIVERED", 0)


@pytest.mark.usefixtures("born")
async def test_goods_that_were_just_paid_go_ahead_of_all_notices(shop: ShopHarness, sender: ScriptedSender) -> None:
    outbox = Outbox(shop.db, shop.clock, shop.policy, sender, LongLine(shop.real))

    outbox.send_now(shop.outbox.accepted[0])
    await outbox.drain()

    assert sender.codes == [["A"]]


async def test_a_pause_that_telegram_asked_for_holds_goods_that_were_just_paid_too(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, born: Order
) -> None:
    for chat in (1, 2):
        outbox.limiter.pause(MINUTE, chat)

    outbox.send_now(shop.outbox.accepted[0])
    await outbox.drain()

    assert (sender.codes, await state(shop, born)) == ([], "DUE")


@pytest.mark.usefixtures("born")
async def test_the_flood_of_one_chat_holds_no_goods_of_another(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    outbox.limiter.pause(MINUTE, 1)

    outbox.send_now(shop.outbox.accepted[0])
    await outbox.drain()

    assert sender.codes == [["A"]]


@dataclass
class Sleeper(RateLimiter):
    """Its process is stopped while it waits for a turn, and goes on when its leases are over."""

    meanwhile: Callable[[], Awaitable[object]]

    async def acquire(self, chat_id: int, max_wait: float = 0) -> float:
        del chat_id, max_wait
        await self.meanwhile()
        return 0


async def test_a_process_whose_lease_is_over_does_not_send_what_others_may_have_sent(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, twin: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    async def sleep() -> None:
        shop.real.forward(LEASE)
        while await twin.collect():
            shop.real.forward(COPY_AFTER)

    await leaves(shop, Notice(ann.id, "answer", {"n": 1}))
    outbox.limiter = Sleeper(sleep)

    await outbox.collect()

    assert (sender.codes, numbers(sender.notices)) == ([["A"]], [1])
    assert await state(shop, bought) == "SENT"


async def test_what_may_be_tried_again_is_tried_after_the_time_asked_for(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [RetryLater(10 * SECOND, "busy")]
    await outbox.collect()
    shop.real.forward(10 * SECOND - 1)
    early = await outbox.collect()
    shop.real.forward(1)

    await outbox.collect()

    assert (early, sender.marks, await state(shop, bought)) == (0, [False, False], "SENT")


async def test_without_a_time_the_back_off_doubles(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [RetryLater(), RetryLater(), RetryLater()]
    waits = []
    for _ in range(4):
        while not await outbox.collect():
            shop.real.forward(SECOND)
        waits.append(shop.real())

    assert [later - sooner for sooner, later in pairwise(waits)] == [SECOND, 2 * SECOND, 4 * SECOND]
    assert await state(shop, bought) == "SENT"


async def test_what_will_never_be_taken_goes_to_a_person(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Rejected("entities")]
    await outbox.collect()
    shop.real.forward(DAY)

    await outbox.collect()

    assert (await state(shop, bought), await shop.state(bought)) == ("ATTENTION", "ATTENTION")
    assert [notice.params["order"] for notice in sender.told("admin-attention")] == [bought.number]
    assert len(sender.delivered) == 1
    assert [secret.reveal() for secret in (await ann.reads(bought)).goods] == ["A"]
    assert await shop.state(bought) == "DELIVERED"


async def test_an_admin_can_send_it_again(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Rejected("entities")]
    await outbox.collect()

    await shop.orders.resend(bought.number, ADMIN)
    await outbox.collect()

    assert (sender.codes, sender.marks) == ([["A"], ["A"]], [False, True])
    assert (await state(shop, bought), await shop.state(bought)) == ("SENT", "DELIVERED")


# ---------------------------------------------------------------- doubt


async def test_a_lost_answer_gives_one_marked_copy_of_the_same_code(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unconfirmed("the answer was lost")]
    await outbox.collect()
    doubt = await state(shop, bought)
    shop.real.forward(COPY_AFTER - 1)
    early = await outbox.collect()
    shop.real.forward(1)

    await outbox.collect()

    assert (doubt, early) == ("UNCERTAIN", 0)
    assert (sender.codes, sender.marks) == ([["A"], ["A"]], [False, True])
    assert (await state(shop, bought), await shop.free("emby-month")) == ("SENT", 1)


async def test_a_second_doubt_goes_to_a_person(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unconfirmed("lost"), Unconfirmed("lost again")]
    await outbox.collect()
    shop.real.forward(COPY_AFTER)
    await outbox.collect()
    shop.real.forward(DAY)

    await outbox.collect()

    assert (len(sender.delivered), await state(shop, bought)) == (2, "ATTENTION")
    assert len(sender.told("admin-attention")) == 1


async def test_who_has_seen_the_goods_gets_no_copy(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unconfirmed("lost")]
    await outbox.collect()

    await ann.reads(bought)
    shop.real.forward(DAY)
    await outbox.collect()

    assert (len(sender.delivered), await state(shop, bought), await shop.state(bought)) == (1, "SEEN", "DELIVERED")


async def test_a_dead_bearer_leaves_a_doubt_then_one_copy_then_a_person(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    shop.outbox.lease = LEASE
    await shop.stocks("emby-month", "A", "B")
    order = await ann.buys("emby-month")
    shop.real.forward(LEASE - 1)
    alive = await outbox.collect(), await state(shop, order)
    shop.real.forward(1)
    await outbox.collect()
    doubt = await only(shop, order)
    shop.real.forward(COPY_AFTER)
    sender.script = [Unconfirmed("lost")]

    await outbox.collect()

    assert (alive, doubt.state, doubt.is_resend) == ((0, "SENDING"), "UNCERTAIN", True)
    assert (sender.codes, sender.marks) == ([["A"]], [True])
    assert await state(shop, order) == "ATTENTION"


async def test_what_a_copy_died_with_goes_to_a_person(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unconfirmed("lost")]
    await outbox.collect()
    shop.real.forward(COPY_AFTER)
    async with shop.db.begin() as tx:
        assert len(await tx.deliveries.claim(BATCH, LEASE)) == 1
    shop.real.forward(LEASE)

    await outbox.collect()

    assert (len(sender.delivered), await state(shop, bought)) == (1, "ATTENTION")


@pytest.mark.parametrize("answer", [ARRIVED, Rejected("too late to matter")])
async def test_an_answer_that_comes_after_the_lease_and_after_the_buyer_changes_nothing(
    shop: ShopHarness,
    ann: CustomerDriver,
    outbox: Outbox,
    twin: Outbox,
    sender: ScriptedSender,
    bought: Order,
    answer: Outcome,
) -> None:
    async def much_later() -> None:
        shop.real.forward(LEASE)
        await twin.collect()
        await ann.reads(bought)

    sender.meanwhile, sender.script = much_later, [answer]

    await outbox.collect()

    assert (await state(shop, bought), await shop.state(bought)) == ("SEEN", "DELIVERED")
    assert await shop.history(bought) == ["opened", "paid", "delivered"]


async def test_at_the_start_everything_under_way_is_in_doubt(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    shop.outbox.lease = LEASE
    await shop.stocks("emby-month", "A", "B")
    order = await ann.buys("emby-month")

    await outbox.recover()

    assert (await state(shop, order), sender.delivered) == ("UNCERTAIN", [])


async def test_a_bug_while_sending_is_reported_and_ends_as_a_doubt(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.breaks = True
    reported: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))

    await outbox.collect()
    loop.set_exception_handler(None)
    sender.breaks = False
    shop.real.forward(LEASE)
    await outbox.collect()

    assert [str(error) for error in reported] == ["a bug of ours"]
    assert await state(shop, bought) == "UNCERTAIN"


async def test_a_database_that_fails_once_does_not_end_the_outbox(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    failed = asyncio.Event()

    async def fail_once(_tx: Transaction) -> None:
        if not failed.is_set():
            failed.set()
            raise OSError("no space left on device")

    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))
    databases.begin_writes_with(shop.db, fail_once)
    running = asyncio.ensure_future(outbox.run())
    await failed.wait()
    outbox.wake()

    await asyncio.wait_for(sender.hears(1), 5)

    await outbox.close()
    await running
    assert [notice.kind for notice in sender.notices] == ["refunded"]


# ---------------------------------------------------------------- people who cannot be written to


async def test_goods_of_the_unreachable_are_parked_and_go_out_when_they_are_back(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unreachable("blocked")]
    await outbox.collect()
    parked = await state(shop, bought), await shop.state(bought)
    shop.real.forward(DAY)
    await outbox.collect()
    tries = len(sender.delivered)

    news = [await outbox.mark_reachable(ann.id), await outbox.mark_reachable(ann.id)]
    await outbox.collect()

    assert (parked, tries, news) == (("UNREACHABLE", "PAID"), 1, [True, False])
    assert (sender.codes, sender.marks) == ([["A"], ["A"]], [False, False])
    assert await shop.state(bought) == "DELIVERED"
    assert [notice.params["order"] for notice in sender.told("admin-unreachable")] == [bought.number]
    assert "unreachable" in await shop.history(bought)


async def test_blocking_is_remembered(shop: ShopHarness, ann: CustomerDriver, outbox: Outbox) -> None:
    await outbox.mark_unreachable(ann.id)
    async with shop.db.read() as reading:
        lost = await reading.customers.find(ann.id)

    await outbox.mark_reachable(ann.id)
    async with shop.db.read() as reading:
        back = await reading.customers.find(ann.id)

    assert lost is not None
    assert back is not None
    assert (lost.reachable, back.reachable) == (False, True)


async def test_words_for_the_unreachable_wait_and_are_told_in_order_when_they_are_back(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Unreachable("blocked")] * 3
    await leaves(
        shop, *(Notice(ann.id, "refunded", {"n": number}, dedup_key=f"refunded:{number}") for number in range(3))
    )
    await outbox.collect()
    shop.real.forward(DAY)
    idle = await outbox.collect()
    async with shop.db.read() as reading:
        lost = await reading.customers.find(ann.id)

    await outbox.mark_reachable(ann.id)
    told = [await outbox.collect(), await outbox.collect()]

    assert lost is not None
    assert (lost.reachable, idle, told) == (False, 0, [3, 0])
    assert numbers(sender.notices) == [0, 1, 2, 0, 1, 2]


async def test_an_admin_who_has_never_started_is_told_at_the_first_word(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Unreachable("chat not found")]
    await leaves(shop, Notice(ADMIN, "admin-extended", {"n": 1}, dedup_key="extended:1"))
    await outbox.collect()

    await CustomerDirectory(shop.db, shop.clock).get_or_create(ADMIN, "Olivia", "en")
    await outbox.collect()

    assert numbers(sender.notices) == [1, 1]


async def test_an_admin_who_starts_weeks_later_reads_old_news_as_one_message(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    sales = Notice(ADMIN, "admin-sales", {"count": 12, "totals": "100 XTR", "goods_en": "", "goods_zh": ""})
    old = [sales, *(Notice(ADMIN, "admin-sold-out", {"n": number}) for number in range(3))]
    acts = [Notice(ADMIN, "admin-extended", {"n": 7}), Notice(OTHER_ADMIN, "admin-sold-out", {"n": 8})]
    sender.script = [Unreachable("chat not found")] * 6
    await leaves(shop, *old, *acts)
    for _ in range(10):
        await outbox.collect()
        shop.real.forward(SECOND)
    sender.notices.clear()

    await outbox.mark_reachable(ADMIN)
    for _ in range(10):
        await outbox.collect()
        shop.real.forward(SECOND)

    told = [(one.kind, dict(one.params)) for one in sender.notices]
    assert sorted(told) == [("admin-extended", {"n": 7}), ("admin-missed", {"sales": 12, "stock": 3})]


async def test_an_admin_whose_first_word_comes_weeks_later_reads_old_news_as_one_message(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Unreachable("chat not found")] * 4
    await leaves(shop, *(Notice(ADMIN, "admin-sold-out", {"n": number}) for number in range(4)))
    for _ in range(6):
        await outbox.collect()
        shop.real.forward(SECOND)
    sender.notices.clear()

    await CustomerDirectory(shop.db, shop.clock).get_or_create(ADMIN, "Olivia", "en")
    await outbox.collect()

    assert [(one.kind, dict(one.params)) for one in sender.notices] == [("admin-missed", {"stock": 4})]


async def test_who_comes_back_is_told_nothing_that_is_stale_by_then(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Unreachable("blocked")]
    await leaves(shop, Notice(ann.id, "reminder", {"n": 1}, expires_at=shop.clock() + DAY))
    await outbox.collect()
    shop.clock.forward(2 * DAY)

    await outbox.mark_reachable(ann.id)
    await outbox.collect()

    assert numbers(sender.notices) == [1]


async def test_who_answered_hears_once_an_absence_that_the_customer_cannot_be_written_to(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    support = SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox)
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Where is it?", None)
    await outbox.collect()
    for absence in range(2):
        sender.script = [Unreachable("blocked")] * 2
        for part in ("Under", "/orders."):
            await support.answer(ticket.id, OTHER_ADMIN, part, None)
        await outbox.collect()
        await outbox.collect()
        shop.clock.forward(DAY * (absence + 1))
        await outbox.mark_reachable(ann.id)
        await outbox.collect()

    told = sender.told("admin-answer-unreachable")
    assert [(one.recipient_id, dict(one.params)) for one in told] == [
        (OTHER_ADMIN, {"ticket": ticket.id, "number": ticket.number, "name": "Ann", "customer": ann.id})
    ] * 2
    assert [one.params["text"] for one in sender.told("ticket-answer")] == ["Under", "/orders."] * 4


# ---------------------------------------------------------------- notices


async def test_notices_are_told_once_and_in_order(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, *(Notice(ann.id, "refunded", {"n": number}) for number in range(3)))

    await outbox.collect()
    await outbox.collect()

    assert numbers(sender.notices) == [0, 1, 2]


async def test_a_matter_is_told_once(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    matter = Notice(ann.id, "refunded", {"n": 1}, dedup_key="refunded:1")
    await leaves(shop, matter, matter)
    await outbox.collect()
    await leaves(shop, matter)

    await outbox.collect()

    assert len(sender.notices) == 1


async def test_a_stale_notice_is_dropped_unsent(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, Notice(ann.id, "reminder", {"n": 1}, expires_at=shop.clock() + DAY))
    shop.clock.forward(DAY + 1)

    await outbox.collect()
    shop.clock.forward(-DAY)
    await outbox.collect()

    assert sender.notices == []


async def test_a_notice_in_doubt_is_told_twice_at_most(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Unconfirmed("lost"), Unconfirmed("lost")]
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))

    for _ in range(4):
        await outbox.collect()
        shop.real.forward(MINUTE)

    assert len(sender.notices) == 2


async def test_a_refused_notice_is_dropped(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [Rejected("too long")]
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))

    for _ in range(2):
        await outbox.collect()
        shop.real.forward(DAY)

    assert len(sender.notices) == 1


async def test_a_notice_that_may_be_tried_again_is(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [RetryLater(reason="not connected")]
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))

    await outbox.collect()
    shop.real.forward(SECOND)
    await outbox.collect()

    assert numbers(sender.notices) == [1, 1]


# ---------------------------------------------------------------- floods


@pytest.mark.parametrize("goods", [True, False], ids=["goods", "notice"])
async def test_a_flood_holds_everybody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, outbox: Outbox, sender: ScriptedSender, *, goods: bool
) -> None:
    sender.script = [RetryLater(5 * SECOND, "flood", flood=True)]
    if goods:
        await shop.stocks("emby-month", "A", "B")
        await ann.buys("emby-month")
    else:
        await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))
    await outbox.collect()
    await leaves(shop, Notice(bob.id, "refunded", {"n": 2}))

    assert outbox.limiter.delay(bob.id) == 5 * SECOND


async def test_what_must_wait_longer_than_its_lease_goes_back_unsent(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))
    outbox.limiter.pause(5 * MINUTE)

    await outbox.collect()
    waiting = await state(shop, bought), list(sender.delivered), list(sender.notices)
    shop.real.forward(5 * MINUTE)
    await outbox.collect()

    assert waiting == ("DUE", [], [])
    assert (sender.marks, numbers(sender.notices)) == ([False], [1])


async def test_closing_sends_back_what_waits_for_its_turn(
    shop: ShopHarness, ann: CustomerDriver, sender: ScriptedSender, bought: Order
) -> None:
    limiter = Queue(shop.real)
    outbox = Outbox(shop.db, shop.clock, shop.policy, sender, limiter)
    limiter.pause(20 * SECOND)
    collecting = asyncio.create_task(outbox.collect())
    await limiter.queued.wait()

    async with asyncio.timeout(5):
        await outbox.close()
    await collecting

    assert (await state(shop, bought), sender.delivered, await outbox.collect()) == ("DUE", [], 0)
    assert (await ann.reads(bought)).goods


async def test_closing_does_not_wait_for_ever_for_an_answer(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    asked = asyncio.Event()

    async def silence() -> None:
        asked.set()
        await asyncio.Event().wait()

    sender.meanwhile = silence
    collecting = asyncio.create_task(outbox.collect())
    await asked.wait()

    async with asyncio.timeout(5):
        await outbox.close(0.01)
    await collecting

    assert await state(shop, bought) == "SENDING"


# ---------------------------------------------------------------- two processes, many messages


async def test_two_processes_send_one_delivery_once(
    shop: ShopHarness, outbox: Outbox, twin: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    collected = await asyncio.gather(outbox.collect(), twin.collect())

    assert (sum(collected), sender.codes, await state(shop, bought)) == (1, [["A"]], "SENT")


async def test_two_processes_share_many_notices(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, twin: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, *(Notice(ann.id, "refunded", {"n": number}) for number in range(50)))

    for _ in range(60):
        await asyncio.gather(outbox.collect(), twin.collect())
        shop.real.forward(SECOND)

    assert sorted(map(int, map(str, numbers(sender.notices)))) == list(range(50))


async def test_a_process_holds_no_more_than_it_can_send_soon(shop: ShopHarness, sender: ScriptedSender) -> None:
    limiter = Queue(shop.real)
    outbox = Outbox(shop.db, shop.clock, shop.policy, sender, limiter)
    limiter.pause(20 * SECOND)
    await leaves(
        shop, *(Notice(2000 + number, "refunded", {"n": number}) for number in range(MAX_IN_FLIGHT + 2 * BATCH))
    )

    taken = [await outbox._take_up() for _ in range(MAX_IN_FLIGHT // BATCH + 2)]

    assert sum(taken) == MAX_IN_FLIGHT
    await outbox.close()


# ---------------------------------------------------------------- running


async def test_a_running_outbox_looks_when_nudged_and_ends_with_nothing_under_way(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0)
    await leaves(shop, *(Notice(2000 + number, "refunded", {"n": number}) for number in range(BATCH + 5)))
    outbox.wake()

    async with asyncio.timeout(POLL_SECONDS * 5):
        await sender.hears(BATCH + 5)
    await outbox.close()
    await running

    assert len(sender.notices) == BATCH + 5


async def test_a_running_outbox_looks_by_itself_too(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.messaging.outbox.POLL_SECONDS", 0.01)
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0.02)
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))

    async with asyncio.timeout(5):
        await sender.hears(1)
    await outbox.close()
    await running

    assert [notice.kind for notice in sender.notices] == ["refunded"]


async def test_who_does_not_lead_leaves_what_can_wait_to_whoever_does(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.messaging.outbox.POLL_SECONDS", 0.01)
    leading, asked = False, asyncio.Queue[None]()

    def leads() -> bool:
        asked.put_nowait(None)
        return leading

    running = asyncio.create_task(outbox.run(leads))
    await leaves(shop, Notice(ann.id, "refunded", {"n": 1}))
    async with asyncio.timeout(5):
        for _ in range(3):
            outbox.wake()
            await asked.get()
        before = list(sender.notices)
        leading = True
        await sender.hears(1)
    await outbox.close()
    await running

    assert (before, numbers(sender.notices)) == ([], [1])


async def test_goods_that_may_not_go_ahead_go_back_at_once_for_whoever_leads(
    shop: ShopHarness, twin: Outbox, sender: ScriptedSender, born: Order
) -> None:
    limiter = Queue(shop.real)
    outbox = Outbox(shop.db, shop.clock, shop.policy, sender, limiter)
    for chat in (1, 2):
        limiter.pause(10 * SECOND, chat)

    outbox.send_now(shop.outbox.accepted[0])
    await outbox.drain()
    waiting = limiter.queued.is_set(), await state(shop, born), list(sender.codes), await twin.collect()
    shop.real.forward(10 * SECOND)
    await twin.collect()

    assert waiting == (False, "DUE", [], 0)
    assert (sender.codes, sender.marks) == ([["A"]], [False])


async def test_goods_whose_money_went_back_while_they_were_tried_again_stay_here(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    async with shop.db.begin() as tx:
        [claimed] = await tx.deliveries.claim(1, LEASE)
    [payment] = await shop.payments(bought)
    await shop.charge_processor.apply_refund("stars", payment.charge_id or "")

    await outbox._send_claimed(claimed)

    assert (sender.codes, await state(shop, bought)) == ([], "WITHDRAWN")


async def test_while_the_database_is_away_the_log_stays_short(
    shop: ShopHarness, sender: ScriptedSender, caplog: pytest.LogCaptureFixture
) -> None:
    nobody = Database("postgresql+asyncpg://shop:CANARY@127.0.0.1:1/shop", Vault([databases.KEY]))
    outbox = Outbox(nobody, shop.clock, shop.policy, sender, Unhurried(shop.real))

    for _ in range(5):
        await outbox._poll()

    assert [(one.message, vars(one)["error"]) for one in caplog.records] == [
        ("outbox_poll_failed", "ConnectionRefusedError")
    ]
    assert not any(record.exc_info for record in caplog.records)


async def test_goods_whose_money_is_going_back_stay_here(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    shop.telegram.answer = RetryLater(MINUTE, "try later")
    await shop.refunds.request(bought.number, "changed my mind", ADMIN)

    await outbox.collect()

    assert (await shop.state(bought), sender.delivered) == ("PAID", [])
    assert [one.state for one in await shop.deliveries(bought)] == ["WITHDRAWN"]


async def test_goods_that_wait_for_their_turn_are_looked_at_again_before_they_go(
    shop: ShopHarness, sender: ScriptedSender, bought: Order
) -> None:
    limiter = Queue(shop.real)
    limiter.reserve(bought.customer_id)
    outbox = Outbox(shop.db, shop.clock, shop.policy, sender, limiter)
    shop.telegram.answer = RetryLater(MINUTE, "try later")
    collecting = asyncio.ensure_future(outbox.collect())
    await limiter.queued.wait()

    await shop.refunds.request(bought.number, "changed my mind", ADMIN)
    shop.real.forward(SECOND)
    await collecting

    assert sender.delivered == []
    assert [one.state for one in await shop.deliveries(bought)] == ["WITHDRAWN"]


async def test_who_comes_back_gets_no_goods_whose_money_is_going_back(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    sender.script = [Unreachable("blocked")]
    await outbox.collect()
    shop.telegram.answer = RetryLater(MINUTE, "try later")
    await shop.refunds.request(bought.number, "never mind", ADMIN)

    await outbox.mark_reachable(bought.customer_id)
    await outbox.collect()

    assert len(sender.delivered) == 1


async def test_goods_whose_money_is_going_back_are_not_sent_again(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, bought: Order
) -> None:
    await outbox.collect()
    shop.telegram.answer = RetryLater(MINUTE, "try later")
    await shop.refunds.request(bought.number, "never mind", ADMIN)

    with pytest.raises(NoChange):
        await shop.orders.resend(bought.number, ADMIN)

    assert len(sender.delivered) == 1
