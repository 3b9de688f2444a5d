"""Updates come to the bot by post: in order inside a queue, again until they are taken, and never for ever."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.webhooks.webhook_queue import Reply, RetryPolicy
from tests.sandbox.hook import PATIENCE, Hook, fine, hook, said
from tests.sandbox.telegram import Telegram

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Hook]:
    await telegram.control("webhook", retry_pace=0.001)
    async with hook() as made:
        yield made


async def says(telegram: Telegram, *texts: str, user_id: int = 1001) -> None:
    for text in texts:
        await telegram.control("send", user_id=user_id, text=text)


async def waiting(telegram: Telegram) -> int:
    return (await telegram.ok("getWebhookInfo"))["pending_update_count"]


async def until(telegram: Telegram, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Ask for the webhook until it is so; what it is then."""
    async with asyncio.timeout(PATIENCE):
        while not so(info := await telegram.ok("getWebhookInfo")):
            pass
    return info


async def settled(telegram: Telegram) -> None:
    """Until nothing is pending any more."""
    await until(telegram, lambda info: info["pending_update_count"] == 0)


def has_failed(info: dict[str, Any]) -> bool:
    return "last_error_message" in info


async def test_updates_are_posted_before_and_after_the_webhook_is_set(telegram: Telegram, bot: Hook) -> None:
    await says(telegram, "before")

    await telegram.ok("setWebhook", url=bot.url)
    await says(telegram, "after")

    assert await bot.heard(2) == ["before", "after"]
    await settled(telegram)


async def test_the_secret_is_in_the_header_and_absent_without_one(telegram: Telegram, bot: Hook) -> None:
    await telegram.ok("setWebhook", url=bot.url, secret_token="S-e_cret0")
    await says(telegram, "a")
    await bot.heard(1)
    await telegram.ok("setWebhook", url=bot.url)
    await says(telegram, "b")
    await bot.heard(2)

    assert [headers.get(SECRET) for headers in bot.headers] == ["S-e_cret0", None]
    assert [headers["Content-Type"] for headers in bot.headers] == ["application/json"] * 2


async def test_one_session_serves_all_posts(telegram: Telegram, bot: Hook) -> None:
    await telegram.ok("setWebhook", url=bot.url)
    for number in range(5):
        await says(telegram, str(number))
        await bot.heard(number + 1)

    assert len(bot.clients) == 1


async def test_what_the_webhook_is_can_be_asked(telegram: Telegram, bot: Hook) -> None:
    asked = {"url": bot.url, "max_connections": 7, "allowed_updates": ["message"]}
    await telegram.ok("setWebhook", secret_token="secret", **asked)

    info = await telegram.ok("getWebhookInfo")

    assert info == asked | {"has_custom_certificate": False, "pending_update_count": 0}
    await telegram.ok("setWebhook", url=bot.url, max_connections=1000)
    assert (await telegram.ok("getWebhookInfo"))["max_connections"] == 100
    await telegram.ok("setWebhook", url=bot.url)
    assert (await telegram.ok("getWebhookInfo"))["max_connections"] == 40


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "http://shop.example/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://shop.example:8080/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "https://[/"}, "invalid webhook URL specified"),
        ({"secret_token": "s" * 257}, "secret token is too long"),
        ({"secret_token": "with space"}, "secret token contains unallowed characters"),
    ],
)
async def test_an_address_that_cannot_serve_is_refused(
    telegram: Telegram, bot: Hook, fields: dict[str, Any], words: str
) -> None:
    refused = await telegram.refused("setWebhook", **({"url": bot.url} | fields))

    assert refused == (400, f"Bad Request: {words}")
    assert await telegram.ok("getUpdates") == []


async def test_a_webhook_elsewhere_is_kept_and_gets_no_post(telegram: Telegram, bot: Hook) -> None:
    await says(telegram, "never leaves this machine")
    await telegram.ok("setWebhook", url="https://shop.example/hook")
    info = await until(telegram, has_failed)

    assert "posts to its own machine only" in info["last_error_message"]
    assert info["pending_update_count"] == 1
    await telegram.ok("setWebhook", url=bot.url)
    assert await bot.heard(1) == ["never leaves this machine"]


async def test_an_update_is_posted_until_it_is_taken_and_holds_up_its_queue_alone(
    telegram: Telegram, bot: Hook
) -> None:
    await telegram.ok("setWebhook", url=bot.url)
    tries = 0

    async def stubborn(update: dict[str, Any]) -> web.StreamResponse:
        nonlocal tries
        tries += said(update) == "first"
        return web.Response(status=500 if tries < 4 and said(update) == "first" else 200)

    bot.answer = stubborn
    await says(telegram, "first", "second")
    await says(telegram, "elsewhere", user_id=1002)

    heard = await bot.heard(6)
    assert heard.count("first") == 4
    assert [text for text in heard if text != "elsewhere"][-1] == "second"
    await settled(telegram)
    info = await telegram.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"] == telegram.time.now


async def test_messages_presses_and_checkouts_of_one_person_are_queues_of_their_own(
    telegram: Telegram, bot: Hook
) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    invoice = await telegram.invoice()
    await telegram.ok("deleteWebhook", drop_pending_updates=True)
    await telegram.ok("setWebhook", url=bot.url)
    held = asyncio.Event()

    async def never_the_first(update: dict[str, Any]) -> web.StreamResponse:
        if "message" in update:
            await held.wait()
        return web.Response()

    bot.answer = never_the_first
    await says(telegram, "one", "two")
    await bot.heard(1)
    await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    await telegram.control("pay", user_id=1001, message_id=invoice["message_id"])

    assert await bot.heard(3) == ["one", "a", "pre_checkout_query"]
    held.set()
    assert (await bot.heard(4))[3] == "two"


@pytest.mark.parametrize("at_once", [1, 3])
async def test_no_more_posts_at_once_than_the_bot_allows(telegram: Telegram, bot: Hook, at_once: int) -> None:
    for user_id in range(10):
        await telegram.control("users", id=2000 + user_id, first_name="Guest")
    inside, most, done = 0, 0, asyncio.Event()

    async def counted(_update: dict[str, Any]) -> web.StreamResponse:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await done.wait()
        inside -= 1
        return web.Response()

    bot.answer = counted
    await telegram.ok("setWebhook", url=bot.url, max_connections=at_once)
    for user_id in range(10):
        await says(telegram, str(user_id), user_id=2000 + user_id)
    await bot.heard(at_once)
    for _ in range(10):  # time enough for a post too many
        await waiting(telegram)
    done.set()
    await bot.heard(10)

    assert most == at_once


async def test_a_connection_that_fails_is_told_in_the_info(telegram: Telegram, bot: Hook) -> None:
    nowhere = bot.url.replace("/hook", "/nothing-here")
    await telegram.ok("setWebhook", url=nowhere)
    await says(telegram, "a")
    info = await until(telegram, has_failed)
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    await telegram.ok("setWebhook", url="http://127.0.0.1:1/")
    info = await until(telegram, has_failed)
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1


async def test_updates_that_nobody_took_die_in_time(telegram: Telegram, bot: Hook) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    bot.answers(*[503] * 1000)
    await telegram.ok("setWebhook", url=bot.url)
    await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    await bot.heard(2)

    assert await waiting(telegram) == 2
    telegram.time.now += 151
    await until(telegram, lambda info: info["pending_update_count"] == 1)
    telegram.time.now += 86_400
    await settled(telegram)


async def test_an_update_that_cannot_live_until_its_next_try_is_dropped(telegram: Telegram, bot: Hook) -> None:
    await telegram.control("webhook", retry_pace=1)
    bot.answers(429, **{"Retry-After": "90000"})
    await telegram.start()
    telegram.time.now += 86_400 - 3600

    await telegram.ok("setWebhook", url=bot.url)

    assert await bot.heard(1) == ["/start"]
    await settled(telegram)


async def test_23_hours_of_gone_take_the_webhook_away(telegram: Telegram, bot: Hook) -> None:
    bot.answers(410, 410, 500, *[410] * 1000)
    await telegram.ok("setWebhook", url=bot.url)
    await says(telegram, "a")
    await bot.heard(5)
    telegram.time.now += 23 * 3600
    await bot.heard(len(bot.posted) + 2)
    assert (await telegram.ok("getWebhookInfo"))["url"] == bot.url

    telegram.time.now += 1

    await until(telegram, lambda info: not info["url"])
    assert [update["message"]["text"] for update in await telegram.ok("getUpdates")] == ["a"]


def test_retries_come_after_one_second_then_twice_the_time_then_every_one_or_two_minutes() -> None:
    policy = RetryPolicy()
    waits = [policy.wait(Reply("no")) for _ in range(12)]

    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert all(60 <= wait <= 120 for wait in waits[6:])


def test_a_retry_after_is_respected_for_an_hour_at_most_and_changes_nothing_after_it() -> None:
    policy = RetryPolicy()

    waits = [policy.wait(Reply("no", request)) for request in (0, 7, 90_000, 0)]

    assert waits == [1, 7, 3600, 2]


def form() -> tuple[bytes | aiohttp.MultipartWriter, str]:
    return b"method=sendMessage&chat_id=1001&text=hi", "application/x-www-form-urlencoded"


def as_json() -> tuple[bytes | aiohttp.MultipartWriter, str]:
    return b'{"method": "SendMessage", "chat_id": 1001, "text": "hi", "reply_markup": null}', "application/json"


def multipart() -> tuple[bytes | aiohttp.MultipartWriter, str]:
    writer = aiohttp.MultipartWriter("form-data")
    for name, value in {"method": "sendDocument", "chat_id": "1001", "document": "attach://f"}.items():
        writer.append(value).set_content_disposition("form-data", name=name)
    writer.append(b"CODE").set_content_disposition("form-data", name="f", filename="code.txt")
    return writer, writer.content_type


@pytest.mark.parametrize("body", [form, as_json, multipart])
async def test_a_call_in_the_answer_is_carried_out(telegram: Telegram, bot: Hook, body: Any) -> None:
    async def calls(_update: dict[str, Any]) -> web.StreamResponse:
        content, kind = body()
        return web.Response(body=content, headers={"Content-Type": kind})

    bot.answer = calls
    await telegram.ok("setWebhook", url=bot.url)
    await says(telegram, "a")
    await settled(telegram)

    sent = (await telegram.look("chats/1001"))["messages"][-1]
    assert sent["outgoing"]
    assert sent.get("text") == "hi" or sent["document"]["file_name"] == "code.txt"
    assert (await telegram.look("problems"))["problems"] == []


@pytest.mark.parametrize(
    "answer", ['{"method": "setWebhook", "url": ""}', '{"method": "getMe"}', '{"method": 5}', "[1]", "{", '{"ok":true}']
)
async def test_an_answer_that_holds_no_call_is_only_an_answer(telegram: Telegram, bot: Hook, answer: str) -> None:
    async def answers(_update: dict[str, Any]) -> web.StreamResponse:
        return web.Response(text=answer, content_type="application/json")

    bot.answer = answers
    await telegram.ok("setWebhook", url=bot.url)
    before = len((await telegram.look("calls"))["calls"])
    await says(telegram, "a")
    await settled(telegram)

    told = [call["method"] for call in (await telegram.look("calls"))["calls"][before:]]
    assert set(told) - {"5"} == {"getWebhookInfo"}
    assert (await telegram.ok("getWebhookInfo"))["url"] == bot.url


async def test_the_same_webhook_again_interrupts_nothing(telegram: Telegram, bot: Hook) -> None:
    released = asyncio.Event()

    async def slow(_update: dict[str, Any]) -> web.StreamResponse:
        await released.wait()
        return web.Response()

    bot.answer = slow
    await telegram.ok("setWebhook", url=bot.url, secret_token="s")
    await says(telegram, "a")
    await bot.heard(1)

    await telegram.ok("setWebhook", url=bot.url, secret_token="s")

    released.set()
    await settled(telegram)
    assert len(bot.posted) == 1


async def test_an_update_under_way_comes_again_when_the_webhook_moves(telegram: Telegram, bot: Hook) -> None:
    async def never(_update: dict[str, Any]) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    bot.answer = never
    await telegram.ok("setWebhook", url=bot.url, secret_token="old")
    await says(telegram, "a")
    await bot.heard(1)

    bot.answer = fine
    await telegram.ok("setWebhook", url=bot.url, secret_token="new")

    assert await bot.heard(2) == ["a", "a"]
    await settled(telegram)


async def test_pending_updates_can_be_dropped_with_a_new_webhook(telegram: Telegram, bot: Hook) -> None:
    await says(telegram, "dropped")
    await telegram.ok("setWebhook", url=bot.url, drop_pending_updates=True)
    await says(telegram, "kept")

    assert await bot.heard(1) == ["kept"]


async def test_starting_over_keeps_the_webhook_and_forgets_its_troubles(telegram: Telegram, bot: Hook) -> None:
    bot.answers(500, 500)
    await telegram.ok("setWebhook", url=bot.url)
    await says(telegram, "a")
    await bot.heard(3)
    await settled(telegram)

    await telegram.control("reset")

    info = await telegram.ok("getWebhookInfo")
    assert info["url"] == bot.url
    assert "last_error_message" not in info
    await says(telegram, "b")
    assert (await bot.heard(4))[3] == "b"


async def test_the_pace_of_retries_is_seen_and_must_make_sense(telegram: Telegram) -> None:
    assert (await telegram.look("webhook"))["retry_pace"] == 1
    assert await telegram.control("webhook", retry_pace=0.01) == {
        "url": "", "pending_update_count": 0, "retry_pace": 0.01
    }  # fmt: skip
    assert "error" in await telegram.control("webhook", retry_pace=-1)
    assert "error" in await telegram.control("webhook")
