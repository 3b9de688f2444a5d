"""The queue that bots build on: nothing is lost before it is confirmed, and nothing is kept for ever."""

import asyncio

from tests.sandbox.telegram import Telegram

OTHER_POLLER = (
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
WEBHOOK_ACTIVE = (
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)


async def test_update_ids_start_from_the_clock_and_follow_each_other(telegram: Telegram) -> None:
    for text in "abc":
        await telegram.control("send", user_id=1001, text=text)
    found = await telegram.ok("getUpdates")
    assert [update["update_id"] for update in found] == [1_800_000_000, 1_800_000_001, 1_800_000_002]


async def test_an_update_stays_until_a_higher_offset_confirms_it(telegram: Telegram) -> None:
    await telegram.start()
    first = (await telegram.ok("getUpdates"))[0]["update_id"]
    telegram.time.now += 1
    assert len(await telegram.ok("getUpdates", offset=first)) == 1
    assert await telegram.ok("getUpdates", offset=first + 1) == []
    assert await telegram.ok("getUpdates", offset=0) == []


async def test_limits_are_clamped_not_refused(telegram: Telegram) -> None:
    for number in range(102):
        await telegram.control("send", user_id=1001, text=str(number))
    assert len(await telegram.ok("getUpdates", limit=101)) == 100
    telegram.time.now += 1
    assert len(await telegram.ok("getUpdates", limit=-5)) == 1


async def test_a_negative_offset_forgets_what_came_before(telegram: Telegram) -> None:
    for text in "abc":
        await telegram.control("send", user_id=1001, text=text)
    last = await telegram.ok("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["c"]
    assert len(await telegram.ok("getUpdates")) == 1


async def test_the_same_offset_at_once_gives_one_update(telegram: Telegram) -> None:
    for text in "ab":
        await telegram.control("send", user_id=1001, text=text)
    assert len(await telegram.ok("getUpdates", offset=5)) == 2
    assert len(await telegram.ok("getUpdates", offset=5)) == 1
    telegram.time.now += 0.5
    assert len(await telegram.ok("getUpdates", offset=5)) == 2


async def test_messages_live_a_day_and_queries_150_seconds(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    telegram.time.now += 149
    assert len(await telegram.ok("getUpdates")) == 2
    telegram.time.now += 1
    assert [list(update) for update in await telegram.ok("getUpdates")] == [["update_id", "message"]]
    telegram.time.now += 86_400
    assert await telegram.ok("getUpdates") == []


async def test_a_waiting_poll_is_answered_by_the_next_update(telegram: Telegram) -> None:
    poll = asyncio.create_task(telegram.ok("getUpdates", timeout=50))
    await telegram.until_polled()
    await telegram.start()
    assert (await poll)[0]["message"]["text"] == "/start"


async def test_the_newer_poller_wins(telegram: Telegram) -> None:
    older = asyncio.create_task(telegram.refused("getUpdates", timeout=50))
    await telegram.until_polled()
    newer = asyncio.create_task(telegram.ok("getUpdates", timeout=50))
    assert await older == OTHER_POLLER
    await telegram.start()
    assert len(await newer) == 1


async def test_polling_and_a_webhook_exclude_each_other(telegram: Telegram) -> None:
    poll = asyncio.create_task(telegram.refused("getUpdates", timeout=50))
    await telegram.until_polled()
    await telegram.ok("setWebhook", url="https://example.org/hook")
    assert await poll == (409, "Conflict: terminated by setWebhook request")
    assert await telegram.refused("getUpdates") == WEBHOOK_ACTIVE
    assert (await telegram.ok("getWebhookInfo"))["url"] == "https://example.org/hook"
    await telegram.ok("deleteWebhook")
    assert await telegram.ok("getUpdates") == []


async def test_allowed_updates_are_remembered_when_left_out(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.updates(allowed_updates=["message"])
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    assert pressed["update_id"] is None
    assert await telegram.updates() == []
    await telegram.updates(allowed_updates=[])
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    assert pressed["update_id"] is not None


async def test_pending_updates_can_be_dropped(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.ok("deleteWebhook", drop_pending_updates="True")
    assert await telegram.ok("getUpdates") == []


async def test_the_business_clock_does_not_age_updates(telegram: Telegram) -> None:
    await telegram.start()
    assert await telegram.control("clock", advance_seconds=40 * 86_400) == {"offset_seconds": 40 * 86_400}
    assert len(await telegram.ok("getUpdates")) == 1
    assert await telegram.control("clock", offset_seconds=5) == {"offset_seconds": 5}
    assert await telegram.look("clock") == {"offset_seconds": 5}


async def test_a_message_remembers_when_it_was_written_by_the_bots_clock(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("clock", advance_seconds=86_400)
    await telegram.control("send", user_id=1001, text="a day later")
    await telegram.ok("sendMessage", chat_id=1001, text="an answer")

    told = (await telegram.look("chats/1001"))["messages"]

    assert [one["business_date"] - one["date"] for one in told[-3:]] == [0, 86_400, 86_400]


async def test_a_raw_update_gets_an_id_or_keeps_its_own(telegram: Telegram) -> None:
    fresh = await telegram.control("update", update={"message": {"nonsense": True}})
    own = await telegram.control("update", update={"update_id": fresh["update_id"] + 10, "poll": {}})
    after = await telegram.control("update", update={"poll": {}})
    ids = [update["update_id"] for update in await telegram.ok("getUpdates")]
    assert ids == [fresh["update_id"], own["update_id"], after["update_id"]]
    assert after["update_id"] == own["update_id"] + 1


async def test_a_poll_that_found_nothing_leaves_the_queue_to_the_next(telegram: Telegram) -> None:
    assert await telegram.ok("getUpdates", timeout=1) == []
    assert not telegram.world.updates.is_awaited
    await telegram.start()
    assert len(await telegram.updates()) == 1
