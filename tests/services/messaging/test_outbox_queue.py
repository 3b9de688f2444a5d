"""The order of sending when much waits: waiting is no attempt, and the flood of one is not another's."""

from collections.abc import Sequence

import pytest

from services.domain.messaging.notice import Notice, Priority
from services.domain.messaging.send_outcome import Outcome, RetryLater, Sent, Unconfirmed
from services.domain.orders.order import Order
from services.domain.values.clock import MINUTE, SECOND
from services.messaging.outbox import BATCH, Outbox
from services.storage.messaging.notice_queue import AT_ONCE
from tests.services.messaging.test_outbox import ScriptedSender, Unhurried
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

FLOOD = RetryLater(5 * SECOND, "flood", flood=True)
WAITS = RetryLater(5 * SECOND, "waits for its turn", waits=True)


@pytest.fixture
def sender() -> ScriptedSender:
    return ScriptedSender()


@pytest.fixture
def outbox(shop: ShopHarness, sender: ScriptedSender) -> Outbox:
    return Outbox(shop.db, shop.clock, shop.policy, sender, Unhurried(shop.real))


AWAY = RetryLater(reason="not connected")


def words(count: int, recipient: int = ADMIN, start: int = 0) -> list[Notice]:
    """Return the messages that somebody writes to an admin, or an admin to a customer."""
    return [Notice(recipient, "admin-ticket", {"n": number}) for number in range(start, start + count)]


async def leaves(shop: ShopHarness, notices: Sequence[Notice]) -> None:
    async with shop.db.begin() as tx:
        await tx.notices.add_all(notices)


async def passes(shop: ShopHarness, outbox: Outbox, seconds: int, step: int = SECOND) -> None:
    for _ in range(seconds * SECOND // step):
        await outbox.collect()
        shop.real.forward(step)


def numbers(notices: Sequence[Notice]) -> list[object]:
    return [notice.params["n"] for notice in notices]


# ---------------------------------------------------------------- a try is a call that was made


@pytest.mark.parametrize("before", [FLOOD, WAITS, AWAY], ids=["flood", "turn", "away"])
@pytest.mark.parametrize("kind", ["ticket-answer", "admin-refund-stuck", "admin-waiting", "refunded"])
async def test_a_notice_that_had_to_wait_keeps_its_second_chance(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender, kind: str, before: Outcome
) -> None:
    sender.script = [before, before, before, Unconfirmed("502"), FLOOD]
    await leaves(shop, [Notice(ADMIN, kind, {"n": 1})])

    await passes(shop, outbox, 10 * 60, 10 * SECOND)

    assert (len(sender.notices), sender.script) == (6, [])


async def test_waiting_does_not_make_the_back_off_longer(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    sender.script = [FLOOD, FLOOD, FLOOD, RetryLater(reason="not connected")]
    await leaves(shop, [Notice(ADMIN, "refunded", {"n": 1})])
    for _ in range(4):
        await outbox.collect()
        shop.real.forward(5 * SECOND)
    shop.real.forward(-5 * SECOND + SECOND)

    await outbox.collect()

    assert [notice.attempts for notice in sender.notices] == [1, 1, 1, 1, 2]


async def test_goods_that_had_to_wait_count_no_attempt(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    await shop.stocks("emby-month", "A", "B")
    bought: Order = await ann.buys("emby-month")
    sender.script = [FLOOD, FLOOD]

    await passes(shop, outbox, 60, 10 * SECOND)

    assert [prepared.delivery.attempts for prepared in sender.delivered] == [1, 1, 1]
    assert await shop.state(bought) == "DELIVERED"


# ---------------------------------------------------------------- what is told first


async def test_money_is_told_within_seconds_whatever_an_admin_has_to_read_before(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, words(5_000))
    await passes(shop, outbox, 3)
    before = len(sender.notices)

    await leaves(shop, [Notice(ADMIN, "admin-waiting", {"n": -1})])
    await passes(shop, outbox, 1)

    assert -1 in numbers(sender.notices[before : before + AT_ONCE + 1])


async def test_the_flood_of_one_does_not_hold_up_words_for_another(
    shop: ShopHarness, ann: CustomerDriver, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, [*words(1_000), Notice(ann.id, "ticket-answer", {"n": -1})])

    await outbox.collect()

    assert numbers(sender.notices) == [0, 1, 2, -1]


async def test_what_has_been_due_for_longer_does_not_fill_the_hands_before_money(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, [*(Notice(100 + n, "reminder", {"n": n}) for n in range(2 * BATCH)), *words(AT_ONCE)])
    shop.real.forward(SECOND)
    await leaves(shop, [Notice(ADMIN, "admin-waiting", {"n": -1})])

    await outbox.collect()

    assert (numbers(sender.notices)[:3], len(sender.notices)) == ([-1, 0, 1], BATCH)


async def test_money_before_words_before_news(shop: ShopHarness, outbox: Outbox, sender: ScriptedSender) -> None:
    kinds = ["reminder", "ticket-answer", "refunded", "back-in-stock", "admin-ticket", "admin-waiting"]
    await leaves(shop, [Notice(100 + number, kind, {"n": number}) for number, kind in enumerate(kinds)])

    await outbox.collect()

    assert [notice.kind for notice in sender.notices] == [
        "refunded",
        "admin-waiting",
        "ticket-answer",
        "admin-ticket",
        "reminder",
        "back-in-stock",
    ]


def test_a_kind_that_nobody_has_ranked_is_as_urgent_as_money() -> None:
    assert Notice(1, "admin-of-tomorrow").priority is Priority.MONEY


async def test_what_stands_in_line_is_not_looked_at_before_its_second_has_come(
    shop: ShopHarness, outbox: Outbox
) -> None:
    await leaves(shop, words(500))

    taken = [await outbox.collect(), await outbox.collect()]
    async with shop.db.read() as reading:
        idle = not await reading.notices.has_due()

    assert (taken, idle) == ([AT_ONCE, 0], True)


async def test_a_line_keeps_its_order_whatever_disturbs_it(
    shop: ShopHarness, outbox: Outbox, sender: ScriptedSender
) -> None:
    await leaves(shop, words(20))
    await passes(shop, outbox, 4)
    await leaves(shop, words(10, start=20))
    await passes(shop, outbox, 2)
    shop.real.forward(20 * SECOND)  # the machine slept, and much is late at once
    await leaves(shop, words(10, start=30))

    await passes(shop, outbox, 60)

    assert numbers(sender.notices) == list(range(40))


async def test_a_line_is_told_at_the_pace_of_a_chat(shop: ShopHarness, outbox: Outbox, sender: ScriptedSender) -> None:
    await leaves(shop, words(60))

    await passes(shop, outbox, 30)

    assert 30 <= len(sender.notices) <= 30 + AT_ONCE


async def test_a_long_line_is_told_to_its_end(shop: ShopHarness, outbox: Outbox, sender: ScriptedSender) -> None:
    sender.script = [Sent(), RetryLater(reason="not connected"), Sent(), FLOOD, Unconfirmed("502")]
    await leaves(shop, [*words(50), *words(50, recipient=7)])

    await passes(shop, outbox, 3 * MINUTE // SECOND)

    told = {(notice.recipient_id, notice.params["n"]) for notice in sender.notices}
    assert len(told) == 100
