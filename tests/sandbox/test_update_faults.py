"""Updates that come twice or in another order, to a bot that polls and to one with a webhook."""

from typing import Any

import pytest

from tests.sandbox.hook import hook, said
from tests.sandbox.telegram import Telegram


async def says(telegram: Telegram, text: str, user_id: int = 1001) -> int:
    return (await telegram.control("send", user_id=user_id, text=text))["update_id"]


async def polled(telegram: Telegram, answers: int) -> list[Any]:
    """Return the updates of so many polls of a bot that confirms the last update that it saw."""
    told, offset = [], 0
    for _ in range(answers):
        telegram.time.now += 1
        found = await telegram.ok("getUpdates", offset=offset)
        offset = found[-1]["update_id"] + 1 if found else offset
        told.append([said(update) for update in found])
    return told


async def test_a_confirmed_update_comes_again_under_the_same_id(telegram: Telegram) -> None:
    await telegram.control("faults", kind="duplicate")
    update_id = await says(telegram, "a")
    await says(telegram, "b")

    first = await telegram.ok("getUpdates")
    again = await telegram.ok("getUpdates", offset=update_id + 2)

    assert [said(update) for update in first] == ["a", "b"]
    assert again == first[:1]
    assert await telegram.ok("getUpdates", offset=update_id + 1) == []


async def test_a_duplicate_is_answered_at_once_to_a_poll_that_would_wait(telegram: Telegram) -> None:
    await telegram.control("faults", kind="duplicate")
    update_id = await says(telegram, "a")
    await telegram.ok("getUpdates")

    again = await telegram.ok("getUpdates", offset=update_id + 1, timeout=50)

    assert [update["update_id"] for update in again] == [update_id]


async def test_an_update_is_overtaken_by_one_of_another_queue(telegram: Telegram) -> None:
    await telegram.control("faults", kind="reorder", seconds=600)
    await says(telegram, "one")
    await says(telegram, "two")
    await says(telegram, "elsewhere", user_id=1002)

    assert await polled(telegram, 3) == [["elsewhere"], ["one", "two"], []]


async def test_what_was_overtaken_is_not_confirmed_with_what_overtook_it(telegram: Telegram) -> None:
    await telegram.control("faults", kind="reorder", seconds=600)
    late = await says(telegram, "late")
    fast = await says(telegram, "fast", user_id=1002)
    await telegram.ok("getUpdates")

    found = await telegram.ok("getUpdates", offset=fast + 1)

    assert [update["update_id"] for update in found] == [late]
    assert await telegram.ok("getUpdates", offset=late + 1) == []


async def test_an_update_that_nothing_overtakes_comes_in_the_end(telegram: Telegram) -> None:
    await telegram.control("faults", kind="reorder", seconds=0.01)
    await says(telegram, "alone")

    found = await telegram.ok("getUpdates", timeout=5)

    assert [said(update) for update in found] == ["alone"]


async def test_updates_that_are_held_are_pending_and_can_be_dropped(telegram: Telegram) -> None:
    await telegram.control("faults", kind="reorder", seconds=600)
    await says(telegram, "one")
    assert (await telegram.ok("getWebhookInfo"))["pending_update_count"] == 1

    await telegram.ok("deleteWebhook", drop_pending_updates=True)
    await says(telegram, "two")

    assert await polled(telegram, 2) == [["two"], []]


async def test_a_fault_of_updates_waits_for_its_kind(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.control("faults", kind="duplicate", update="callback_query")
    await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)

    assert await polled(telegram, 3) == [["/start", "a"], ["a"], []]


async def test_a_webhook_gets_a_duplicate_after_its_first_was_taken(telegram: Telegram) -> None:
    async with hook() as bot:
        await telegram.ok("setWebhook", url=bot.url)
        await telegram.control("faults", kind="duplicate", times=2)
        await says(telegram, "a")
        await says(telegram, "b")
        await says(telegram, "c")

        assert await bot.heard(5) == ["a", "a", "b", "b", "c"]
    assert bot.posted[0] == bot.posted[1]


async def test_a_webhook_gets_a_later_id_before_an_earlier_one(telegram: Telegram) -> None:
    async with hook() as bot:
        await telegram.ok("setWebhook", url=bot.url)
        await telegram.control("faults", kind="reorder", seconds=600)
        await says(telegram, "one")
        await says(telegram, "two")
        await says(telegram, "elsewhere", user_id=1002)

        assert await bot.heard(3) == ["elsewhere", "one", "two"]
    first, second, _ = (update["update_id"] for update in bot.posted)
    assert first > second


@pytest.mark.parametrize(
    ("kind", "posts", "error"),
    [
        ("lost_reply", 2, "Read timeout expired"),
        ("not_sent", 1, "Webhook connection closed"),
        ("html_502", 1, "Wrong response from the webhook: 502 Bad Gateway"),
        ("server_error", 1, "Wrong response from the webhook: 500 Internal Server Error"),
    ],
)
async def test_a_post_that_fails_is_tried_again_whether_or_not_it_arrived(
    telegram: Telegram, kind: str, posts: int, error: str
) -> None:
    await telegram.control("webhook", retry_pace=0.001)
    async with hook() as bot:
        await telegram.ok("setWebhook", url=bot.url)
        await telegram.control("faults", kind=kind, method="webhook")
        await says(telegram, "a")
        await says(telegram, "b")

        assert await bot.heard(posts + 1) == ["a"] * posts + ["b"]
    assert (await telegram.ok("getWebhookInfo"))["last_error_message"] == error


async def test_a_slow_post_is_still_a_post(telegram: Telegram) -> None:
    async with hook() as bot:
        await telegram.ok("setWebhook", url=bot.url)
        await telegram.control("faults", kind="slow", method="webhook", seconds=0.01)
        await says(telegram, "a")

        assert await bot.heard(1) == ["a"]
    assert "last_error_message" not in await telegram.ok("getWebhookInfo")


async def test_a_fault_for_every_method_spares_the_posts(telegram: Telegram) -> None:
    async with hook() as bot:
        await telegram.ok("setWebhook", url=bot.url)
        made = await telegram.control("faults", kind="html_502")
        await says(telegram, "a")
        await bot.heard(1)

    assert [fault["id"] for fault in (await telegram.look("faults"))["faults"]] == [made["id"]]
