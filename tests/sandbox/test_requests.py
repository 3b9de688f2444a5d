"""The requests of real bots: JSON, forms, multipart, odd booleans; and what is recorded of them."""

import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.telegram import Telegram

MARKUP = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def recorded(telegram: Telegram, method: str) -> dict[str, Any]:
    calls = (await telegram.look("calls"))["calls"]
    return next(call for call in reversed(calls) if call["method"] == method)


async def post_form(telegram: Telegram, method: str, form: dict[str, str]) -> dict[str, Any]:
    async with telegram.http.post(telegram.bot_url + method, data=form) as response:
        return await response.json()


async def test_a_form_carries_objects_as_json_text(telegram: Telegram) -> None:
    await telegram.start()
    form = {"chat_id": "1001", "text": "x", "reply_markup": json.dumps(MARKUP), "protect_content": "True"}
    sent = (await post_form(telegram, "sendMessage", form))["result"]
    assert sent["reply_markup"] == MARKUP
    assert sent["has_protected_content"] is True
    assert (await recorded(telegram, "sendMessage"))["problems"] == []


async def test_a_get_request_with_a_query_works_and_names_ignore_case(telegram: Telegram) -> None:
    await telegram.start()
    async with telegram.http.get(telegram.bot_url + "SENDmessage", params={"chat_id": 1001, "text": "x"}) as response:
        assert (await response.json())["ok"]
    assert (await recorded(telegram, "sendMessage"))["params"] == {"chat_id": "1001", "text": "x"}


@pytest.mark.parametrize("yes", ["yes", "1", "TRUE", True])
async def test_yes_in_any_spelling_is_yes(telegram: Telegram, yes: object) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="x", protect_content=yes)
    assert sent["has_protected_content"] is True


@pytest.mark.parametrize("no", ["no", "on", "", "0", False])
async def test_everything_else_is_no(telegram: Telegram, no: object) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="x", protect_content=no)
    assert "has_protected_content" not in sent


async def test_a_file_may_be_the_parameter_itself_or_attached(telegram: Telegram) -> None:
    await telegram.start()
    for part, fields in (("document", {}), ("elsewhere", {"document": "attach://elsewhere"})):
        form = aiohttp.FormData({"chat_id": "1001", "caption": "<b>goods</b>", "parse_mode": "HTML", **fields})
        form.add_field(part, b"codes", filename="codes.txt", content_type="text/plain")
        sent = (await post_form(telegram, "sendDocument", form))["result"]
        assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("codes.txt", 5)
        assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]
        call = await recorded(telegram, "sendDocument")
        assert (call["problems"], call["unknown"]) == ([], [])
        assert call["params"][part] == {"file_name": "codes.txt", "size": 5}


def multipart(*parts: tuple[str, bytes]) -> dict[str, Any]:
    """A body as clients write it by hand: what describes each part, and its bytes."""
    lines = [f"--frontier\r\nContent-Disposition: {head}\r\n\r\n".encode() + content for head, content in parts]
    body = b"\r\n".join([*lines, b"--frontier--\r\n"])
    return {"data": body, "headers": {"Content-Type": "multipart/form-data; boundary=frontier"}}


async def test_the_name_of_a_file_needs_no_quotes_in_any_alphabet(telegram: Telegram) -> None:
    await telegram.start()
    content = b"\r\n--not-a-frontier\r\n\x00\xff"
    request = multipart(
        ('form-data; name="chat_id"', b"1001"),
        ("form-data;name=document;filename=收据 1.txt", content),
    )
    async with telegram.http.post(f"{telegram.bot_url}sendDocument", **request) as response:
        document = (await response.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("收据 1.txt", "text/plain")
    async with telegram.http.get(f"{telegram.url}sandbox/file/{document['file_id']}") as response:
        assert await response.read() == content


@pytest.mark.parametrize(
    ("content_type", "words"),
    [
        ("multipart/form-data; boundary=frontier", "field name in multipart/form-data not found"),
        ("multipart/form-data", "boundary not found"),
    ],
)
async def test_a_body_without_its_parts_is_refused(telegram: Telegram, content_type: str, words: str) -> None:
    request = multipart(("form-data; filename=nameless", b"x")) | {"headers": {"Content-Type": content_type}}
    async with telegram.http.post(f"{telegram.bot_url}sendDocument", **request) as response:
        assert await response.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def test_a_known_file_is_sent_again_by_its_id(telegram: Telegram) -> None:
    await telegram.start()
    form = aiohttp.FormData({"chat_id": "1001"})
    form.add_field("document", b"codes", filename="codes.txt")
    first = (await post_form(telegram, "sendDocument", form))["result"]
    again = await telegram.ok("sendDocument", chat_id=1001, document=first["document"]["file_id"])
    assert again["document"] == first["document"]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("nonsense", "wrong file identifier/HTTP URL specified"),
        ("https://a.example/x", "failed to get HTTP URL content"),
        ("", "there is no document in the request"),
    ],
)
async def test_a_file_that_is_not_there_is_refused(telegram: Telegram, document: str, words: str) -> None:
    await telegram.start()
    refused = await telegram.refused("sendDocument", chat_id=1001, document=document)
    assert refused == (400, f"Bad Request: {words}")


async def test_a_photo_must_be_an_image(telegram: Telegram) -> None:
    await telegram.start()
    form = aiohttp.FormData({"chat_id": "1001"})
    form.add_field("photo", b"not an image", filename="x.png")
    assert (await post_form(telegram, "sendPhoto", form))["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_unknown_fields_are_ignored_and_recorded(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.ok("sendMessage", chat_id=1001, text="x", colour="red")
    assert (await recorded(telegram, "sendMessage"))["unknown"] == ["colour"]
    assert (await telegram.look("problems"))["problems"][0]["unknown"] == ["colour"]


@pytest.mark.parametrize(
    ("method", "params", "problem"),
    [
        ("sendMessage", {"chat_id": 1001}, "text: required, but missing"),
        ("getUpdates", {"limit": 101}, "limit: 101 value, not 1 to 100"),
        ("sendMessage", {"chat_id": 1001, "text": 5}, "text: not a string"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "parse_mode": "html"}, "parse_mode: 'html' is none of"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "protect_content": "on"}, "protect_content: not a boolean"),
        (
            "sendMessage",
            {"chat_id": 1001, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "data": "a"}]]}},
            "reply_markup.inline_keyboard[0][0].data: not a field of InlineKeyboardButton",
        ),
        (
            "sendMessage",
            {"chat_id": 1001, "text": "x", "reply_markup": '{"inline_keyboard": [[{"callback_data": "a"}]]}'},
            "reply_markup.inline_keyboard[0][0].text: required, but missing",
        ),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "scope.chat_id: required, but missing"),
        ("sendInvoice", {"currency": "STARS"}, "currency: 'STARS' is none of"),
    ],
)
async def test_a_departure_from_the_published_shape_is_recorded(
    telegram: Telegram, method: str, params: dict[str, Any], problem: str
) -> None:
    await telegram.start()
    await telegram.call(method, **params)
    problems = (await recorded(telegram, method))["problems"]
    assert any(found.startswith(problem) for found in problems), problems


async def test_the_log_is_read_from_any_point_and_can_be_emptied(telegram: Telegram) -> None:
    for _ in range(3):
        await telegram.ok("getMe")
    calls = (await telegram.look("calls?since=1"))["calls"]
    assert [call["n"] for call in calls] == [2, 3]
    await telegram.control("calls/reset")
    await telegram.ok("getMe")
    assert [call["n"] for call in (await telegram.look("calls"))["calls"]] == [4]


async def test_broken_json_is_refused(telegram: Telegram) -> None:
    headers = {"Content-Type": "application/json"}
    async with telegram.http.post(telegram.bot_url + "getMe", data=b"{", headers=headers) as response:
        assert response.status == 400
    async with telegram.http.post(telegram.bot_url + "getMe", data=b"[]", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: JSON object expected"


@pytest.mark.parametrize("nonsense", [[], {}, "x", 5, None, [[1]], {"inline_keyboard": 5}, {"inline_keyboard": [5]}])
@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("sendMessage", "reply_markup"),
        ("sendMessage", "reply_parameters"),
        ("sendMessage", "entities"),
        ("sendMessage", "link_preview_options"),
        ("sendInvoice", "prices"),
        ("setMyCommands", "scope"),
        ("setMyCommands", "commands"),
        ("setChatMenuButton", "menu_button"),
        ("editMessageMedia", "media"),
        ("deleteMessages", "message_ids"),
        ("getUpdates", "allowed_updates"),
        ("getStarTransactions", "offset"),
    ],
)
async def test_nonsense_is_refused_and_never_breaks_the_server(
    telegram: Telegram, method: str, name: str, nonsense: object
) -> None:
    await telegram.start()
    common = {"chat_id": 1001, "message_id": 1, "text": "x", "title": "T", "description": "D", "payload": "p"}
    envelope = await telegram.call(method, **common, currency="XTR", **{name: nonsense})
    assert envelope.get("error_code") in (None, 400)


async def test_text_that_cannot_be_written_is_refused(telegram: Telegram) -> None:
    await telegram.start()
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x", reply_markup=button("\ud800"))
    assert refused == (400, "Bad Request: strings must be encoded in UTF-8")


async def test_a_raw_update_may_hold_anything_and_still_arrives(telegram: Telegram) -> None:
    await telegram.control("update", update={"message": {"text": "\ud800 \x00 李"}})
    assert (await telegram.ok("getUpdates"))[0]["message"]["text"] == "\ud800 \x00 李"


@pytest.mark.parametrize("chat_id", ["²", "--5", "@nobody", "9" * 5000, 1.5, True, [1001]])
async def test_a_chat_that_is_none_is_not_found(telegram: Telegram, chat_id: object) -> None:
    await telegram.start()
    refused = await telegram.refused("sendMessage", chat_id=chat_id, text="x")
    assert refused == (400, "Bad Request: chat not found")


def button(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A", "callback_data": data}]]}


@pytest.mark.parametrize("wait", ["nan", "-1", "61", "soon"])
async def test_nobody_waits_for_events_in_a_time_that_is_none(telegram: Telegram, wait: str) -> None:
    assert await telegram.look(f"events?since=0&timeout={wait}") == {"error": "timeout must be between 0 and 60"}
