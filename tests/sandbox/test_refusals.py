"""Telegram's own words, one test for each row of what a bot has to expect."""

from typing import Any

import aiohttp
import pytest

from sandbox.api.params import Upload
from tests.sandbox.telegram import Telegram, invoice_fields

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
BUTTON = "can't parse inline keyboard button"
TEXT_BUTTON = f"{BUTTON}: Text buttons are unallowed in the inline keyboard"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_an_edit_that_changes_nothing_is_refused(telegram: Telegram) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="<b>same</b>", parse_mode="HTML")
    refused = await telegram.refused(
        "editMessageText", chat_id=1001, message_id=sent["message_id"], text="<strong>same</strong>", parse_mode="html"
    )
    assert refused == (400, NOT_MODIFIED)


async def test_an_edit_of_the_keyboard_alone_counts_as_a_change(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    bare = await telegram.ok("editMessageReplyMarkup", chat_id=1001, message_id=message_id)
    assert "reply_markup" not in bare
    assert await telegram.refused("editMessageReplyMarkup", chat_id=1001, message_id=message_id) == (400, NOT_MODIFIED)


async def test_a_callback_is_answered_once(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    query = {"callback_query_id": pressed["callback_query_id"]}
    assert await telegram.ok("answerCallbackQuery", **query) is True
    assert await telegram.refused("answerCallbackQuery", **query) == (400, TOO_OLD)


async def test_a_callback_that_waited_too_long_is_refused(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, data="a", wait=False)
    telegram.time.now += 16
    query = {"callback_query_id": pressed["callback_query_id"]}
    assert await telegram.refused("answerCallbackQuery", **query) == (400, TOO_OLD)


async def test_an_unknown_callback_is_refused(telegram: Telegram) -> None:
    assert await telegram.refused("answerCallbackQuery", callback_query_id="1") == (400, TOO_OLD)
    assert await telegram.refused("answerCallbackQuery") == (400, TOO_OLD)


async def test_an_answer_over_200_characters_is_refused(telegram: Telegram) -> None:
    code, _ = await telegram.refused("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert code == 400


@pytest.mark.parametrize(
    ("method", "action"),
    [
        ("editMessageText", "edit"),
        ("editMessageCaption", "edit"),
        ("editMessageMedia", "edit"),
        ("editMessageReplyMarkup", "edit"),
        ("deleteMessage", "delete"),
        ("pinChatMessage", "pin"),
    ],
)
async def test_a_missing_message_is_named_by_what_was_tried(telegram: Telegram, method: str, action: str) -> None:
    await telegram.start()
    media = {"type": "document", "media": "attach://nothing"}
    refused = await telegram.refused(method, chat_id=1001, message_id=999, text="x", media=media)
    assert refused == (400, f"Bad Request: message to {action} not found")


async def test_a_message_that_the_user_deleted_is_missing(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.control("delete", user_id=1001, message_id=message_id)
    refused = await telegram.refused("editMessageText", chat_id=1001, message_id=message_id, text="new")
    assert refused == (400, "Bad Request: message to edit not found")


async def test_a_message_of_the_user_cannot_be_edited(telegram: Telegram) -> None:
    await telegram.start()
    refused = await telegram.refused("editMessageText", chat_id=1001, message_id=1, text="new")
    assert refused == (400, "Bad Request: message can't be edited")


async def test_a_message_of_somebody_else_cannot_be_deleted_in_a_group(telegram: Telegram) -> None:
    group = await telegram.control("groups", title="Staff", members=[1001])
    said = await telegram.control("send", user_id=1001, chat_id=group["id"], text="mine")
    theirs = {"chat_id": group["id"], "message_id": said["message"]["message_id"]}
    assert await telegram.refused("deleteMessage", **theirs) == (400, "Bad Request: message can't be deleted")
    assert await telegram.refused("editMessageText", text="x", **theirs) == (
        400,
        "Bad Request: message can't be edited",
    )


async def test_an_old_message_cannot_be_deleted(telegram: Telegram) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="x")
    telegram.time.now += 48 * 3600
    refused = await telegram.refused("deleteMessage", chat_id=1001, message_id=sent["message_id"])
    assert refused == (400, "Bad Request: message can't be deleted")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        ("  \n ", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("字" * 10_923, "text is too long"),
    ],
)
async def test_a_text_must_be_there_and_fit(telegram: Telegram, text: str, words: str) -> None:
    await telegram.start()
    assert await telegram.refused("sendMessage", chat_id=1001, text=text) == (400, f"Bad Request: {words}")


async def test_a_caption_must_fit(telegram: Telegram) -> None:
    await telegram.start()
    upload = aiohttp.FormData({"chat_id": "1001", "caption": "x" * 1025})
    upload.add_field("document", b"content", filename="a.txt")
    async with telegram.http.post(f"{telegram.bot_url}sendDocument", data=upload) as response:
        envelope = await response.json()
    assert envelope["description"] == "Bad Request: message caption is too long"


async def test_broken_markup_is_refused_in_a_new_text_and_in_an_edit(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    broken = {"chat_id": 1001, "text": "<b>open", "parse_mode": "HTML"}
    words = (400, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"")
    assert await telegram.refused("sendMessage", **broken) == words
    assert await telegram.refused("editMessageText", message_id=message_id, **broken) == words


async def test_limits_count_what_people_see(telegram: Telegram) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")
    assert sent["text"] == "<" * 4096


@pytest.mark.parametrize(
    "missing",
    ["title", "description", "payload", "currency", "prices"],
)
async def test_a_missing_parameter_is_named(telegram: Telegram, missing: str) -> None:
    await telegram.start()
    fields = {"title": "T", "description": "D", "payload": "p", "currency": "XTR", "prices": []}
    del fields[missing]
    refused = await telegram.refused("sendInvoice", chat_id=1001, **fields)
    assert refused == (400, f'Bad Request: parameter "{missing}" is required')


@pytest.mark.parametrize("answer", [{"ok": False}, {"ok": "no", "error_message": ""}, {}])
async def test_declining_a_checkout_needs_a_reason(telegram: Telegram, answer: dict[str, Any]) -> None:
    refused = await telegram.refused("answerPreCheckoutQuery", pre_checkout_query_id="1", **answer)
    assert refused == (400, 'Bad Request: parameter "error_message" is required')


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "A"}, TEXT_BUTTON),
        ({"text": "A", "callback_data": ""}, TEXT_BUTTON),
        ({"text": "A", "callback_data": "a", "style": "pink"}, f"{BUTTON}: invalid button style specified"),
        ({"callback_data": "a"}, f'{BUTTON}: Can\'t find field "text"'),
        ("A", f"{BUTTON}: InlineKeyboardButton must be an Object"),
        ({"text": "A", "callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "A", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "A", "pay": True}, "BUTTON_TYPE_INVALID"),
        ({"text": "", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
    ],
)
async def test_a_button_that_cannot_work_is_refused(telegram: Telegram, button: Any, words: str) -> None:
    await telegram.start()
    markup = {"inline_keyboard": [[button]]}
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x", reply_markup=markup)
    assert refused == (400, f"Bad Request: {words}")


async def test_a_keyboard_has_a_hundred_buttons_at_most(telegram: Telegram) -> None:
    await telegram.start()
    buttons = [{"text": "A", "callback_data": str(number)} for number in range(101)]
    assert await telegram.keyboard(*buttons[:100])
    markup = {"inline_keyboard": [[button] for button in buttons]}
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x", reply_markup=markup)
    assert refused == (400, "Bad Request: reply markup is too long")


async def test_a_bot_fetches_twenty_megabytes_and_no_more(telegram: Telegram) -> None:
    size = 20 * 1024 * 1024
    fits, exceeds = (telegram.world.files.store("document", Upload("x", bytes(size + more))) for more in (0, 1))
    assert (await telegram.ok("getFile", file_id=fits.file_id))["file_size"] == size
    refused = await telegram.refused("getFile", file_id=exceeds.file_id)
    assert refused == (400, "Bad Request: file is too big")
    assert await telegram.refused("getFile") == (400, "Bad Request: file_id not specified")


async def test_broken_markup_json_is_refused(telegram: Telegram) -> None:
    await telegram.start()
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x", reply_markup="{not json")
    assert refused == (400, "Bad Request: can't parse reply keyboard markup JSON object")


async def test_a_user_who_never_started_the_bot_is_no_chat(telegram: Telegram) -> None:
    refused = await telegram.refused("sendMessage", chat_id=1002, text="x")
    assert refused == (400, "Bad Request: chat not found")


async def test_a_call_without_a_chat_is_refused(telegram: Telegram) -> None:
    assert await telegram.refused("sendMessage", text="x") == (400, "Bad Request: chat_id is empty")


async def test_a_blocked_bot_is_told_so_until_it_is_unblocked(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("block", user_id=1001, blocked=True)
    words = (403, "Forbidden: bot was blocked by the user")
    assert await telegram.refused("sendMessage", chat_id=1001, text="x") == words
    assert await telegram.refused("sendInvoice", chat_id=1001, **invoice_fields()) == words
    await telegram.control("block", user_id=1001, blocked=False)
    await telegram.ok("sendMessage", chat_id=1001, text="x")


async def test_a_deleted_account_is_told_apart(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("users", id=1001, deactivated=True)
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x")
    assert refused == (403, "Forbidden: user is deactivated")


async def test_another_token_is_unauthorized(telegram: Telegram) -> None:
    async with telegram.http.get(f"{telegram.url}bot43:OTHER/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found(telegram: Telegram) -> None:
    code, words = await telegram.refused("sendTelegram")
    assert (code, words) == (404, "Not Found: method not found")


async def test_an_answer_to_a_message_that_is_gone_is_refused_unless_allowed(telegram: Telegram) -> None:
    await telegram.start()
    gone = {"message_id": 999}
    refused = await telegram.refused("sendMessage", chat_id=1001, text="x", reply_parameters=gone)
    assert refused == (400, "Bad Request: message to be replied not found")
    gone["allow_sending_without_reply"] = True
    sent = await telegram.ok("sendMessage", chat_id=1001, text="x", reply_parameters=gone)
    assert "reply_to_message" not in sent
