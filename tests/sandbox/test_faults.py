"""Faults on order: each either had its effect or had none, and the bot cannot tell."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from tests.sandbox.telegram import Telegram

FAR = 0.5


async def texts(telegram: Telegram) -> list[str]:
    messages = (await telegram.look("chats/1001"))["messages"]
    return [message["text"] for message in messages if message["outgoing"]]


async def attempt(telegram: Telegram, **fields: Any) -> dict[str, Any]:
    await telegram.start()
    await telegram.control("faults", method="sendMessage", **fields)
    return await telegram.call("sendMessage", chat_id=1001, text="x")


@pytest.mark.parametrize(("kind", "effect"), [("lost_reply", ["x"]), ("not_sent", [])])
async def test_a_dropped_connection_leaves_the_bot_guessing(telegram: Telegram, kind: str, effect: list[str]) -> None:
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await attempt(telegram, kind=kind)
    assert await texts(telegram) == effect


async def test_a_flood_tells_how_long_to_wait(telegram: Telegram) -> None:
    envelope = await attempt(telegram, kind="flood", retry_after=7)
    assert envelope == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert await texts(telegram) == []


@pytest.mark.parametrize(("kind", "code"), [("blocked", 403), ("server_error", 500)])
async def test_an_injected_refusal_has_no_effect(telegram: Telegram, kind: str, code: int) -> None:
    assert (await attempt(telegram, kind=kind))["error_code"] == code
    assert await texts(telegram) == []


async def test_a_gateway_error_is_html(telegram: Telegram) -> None:
    with pytest.raises(aiohttp.ContentTypeError):
        await attempt(telegram, kind="html_502")
    assert await texts(telegram) == []


async def test_broken_json_hides_a_success(telegram: Telegram) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        await attempt(telegram, kind="bad_json")
    assert await texts(telegram) == ["x"]


async def test_a_slow_answer_is_still_an_answer(telegram: Telegram) -> None:
    assert (await attempt(telegram, kind="slow", seconds=0.01))["ok"]


async def test_far_away_every_answer_comes_later_and_none_waits_for_another(telegram: Telegram) -> None:
    await telegram.start()
    assert await telegram.control("latency", seconds=FAR) == {"seconds": FAR}
    start = time.perf_counter()
    sent, found = await asyncio.gather(
        telegram.call("sendMessage", chat_id=1001, text="x"), telegram.call("getUpdates", timeout=0)
    )
    assert (sent["ok"], found["ok"]) == (True, True)
    assert FAR <= time.perf_counter() - start < 2 * FAR


async def test_what_is_called_from_far_away_happens_at_once(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("latency", seconds=60)
    calling = asyncio.create_task(telegram.call("sendMessage", chat_id=1001, text="x"))
    while not await texts(telegram):
        assert not calling.done()
    await telegram.control("reset")
    calling.cancel()
    start = time.perf_counter()
    assert (await telegram.call("getMe"))["ok"]
    assert time.perf_counter() - start < 60


async def test_a_fault_skips_strikes_and_is_spent(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("faults", method="*", kind="server_error", after=1, times=2)
    codes = [(await telegram.call("sendMessage", chat_id=1001, text="x")).get("error_code") for _ in range(4)]
    assert codes == [None, 500, 500, None]
    assert await telegram.look("faults") == {"faults": []}


async def test_a_fault_for_every_method_spares_the_poll(telegram: Telegram) -> None:
    await telegram.control("faults", method="*", kind="server_error")
    assert await telegram.ok("getUpdates") == []
    assert (await telegram.refused("getMe"))[0] == 500


async def test_faults_can_be_seen_and_taken_back(telegram: Telegram) -> None:
    made = await telegram.control("faults", method="sendMessage", kind="flood")
    assert [fault["id"] for fault in (await telegram.look("faults"))["faults"]] == [made["id"]]
    async with telegram.http.delete(f"{telegram.url}sandbox/faults") as response:
        assert await response.json() == {"faults": []}


async def test_one_fault_is_taken_back_and_the_others_stay(telegram: Telegram) -> None:
    first, second = [(await telegram.control("faults", kind=kind))["id"] for kind in ("flood", "slow")]

    async with telegram.http.delete(f"{telegram.url}sandbox/faults/{first}") as response:
        left = await response.json()
    async with telegram.http.delete(f"{telegram.url}sandbox/faults/{first}") as response:
        gone = response.status

    assert [fault["id"] for fault in left["faults"]] == [second]
    assert gone == 404


async def test_whoever_watches_sees_faults_come_and_go(telegram: Telegram) -> None:
    seen = telegram.world.events.seq
    await telegram.control("faults", method="GETME", kind="flood", times=2)
    await telegram.call("getMe")
    await telegram.call("getMe")

    events = (await telegram.look(f"events?since={seen}"))["events"]
    left = [[(fault["method"], fault["times"]) for fault in event["faults"]] for event in events]
    assert left == [[("getMe", 2)], [("getMe", 1)], []]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "kind must be one of"),
        ({"kind": "flod"}, "kind must be one of"),
        ({"kind": "flood", "method": "sendTelegram"}, "there is no method sendTelegram"),
        ({"kind": "flood", "method": "webhook"}, "a post to the webhook can suffer one of"),
        ({"kind": "flood", "count": 2}, "a fault has no count"),
        ({"kind": "flood", "update": "message"}, "say method, not update"),
        ({"kind": "reorder", "method": "sendMessage"}, "say update, not method"),
        ({"kind": "duplicate", "update": "mesage"}, "update must be * or one of"),
        ({"kind": "flood", "times": 0}, "times must be at least 1"),
        ({"kind": "flood", "after": "soon"}, "after must be a whole number"),
        ({"kind": "slow", "seconds": 601}, "seconds must be between 0 and 600"),
        ({"kind": "slow", "seconds": "nan"}, "seconds must be between 0 and 600"),
    ],
)
async def test_a_fault_that_could_never_strike_is_refused(
    telegram: Telegram, fields: dict[str, Any], problem: str
) -> None:
    answer = await telegram.control("faults", **fields)

    assert problem in answer["error"]
    assert await telegram.look("faults") == {"faults": []}


async def test_a_fault_is_in_the_log_of_calls(telegram: Telegram) -> None:
    await attempt(telegram, kind="flood")
    call = (await telegram.look("calls"))["calls"][-1]
    assert (call["method"], call["status"], call["fault"]) == ("sendMessage", 429, "flood")


async def test_limits_on_demand_let_a_burst_pass_and_stop_a_stream(telegram: Telegram) -> None:
    telegram.world.limits_floods = True
    await telegram.start()
    codes = [(await telegram.call("sendMessage", chat_id=1001, text="x")).get("error_code") for _ in range(4)]
    assert codes == [None, None, None, 429]
    telegram.time.now += 1
    assert (await telegram.call("sendMessage", chat_id=1001, text="x"))["ok"]
