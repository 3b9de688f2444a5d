"""Messages after they were sent: edited, copied, forwarded, pinned, answered, deleted."""

from typing import Any

import aiohttp
import pytest

from tests.sandbox.telegram import Telegram

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0"


async def photo(telegram: Telegram, **fields: str) -> dict[str, Any]:
    form = aiohttp.FormData({"chat_id": "1001", "caption": "old", **fields})
    form.add_field("photo", PNG, filename="x.png", content_type="image/png")
    async with telegram.http.post(telegram.bot_url + "sendPhoto", data=form) as response:
        return (await response.json())["result"]


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    edited = await telegram.ok("editMessageText", chat_id=1001, message_id=message_id, text="new")
    assert "reply_markup" not in edited
    assert (edited["text"], edited["edit_date"]) == ("new", int(telegram.time.now))
    shown = (await telegram.look("chats/1001"))["messages"][-1]
    assert (shown["edited"], shown["outgoing"], shown["deleted"]) == (1, True, False)


async def test_a_chat_can_be_read_from_a_message_on(telegram: Telegram) -> None:
    await telegram.start()
    sent = [
        (await telegram.ok("sendMessage", chat_id=1001, text=word))["message_id"] for word in ("one", "two", "three")
    ]

    shown = (await telegram.look(f"chats/1001?since={sent[1]}"))["messages"]

    assert [message["text"] for message in shown] == ["two", "three"]


async def test_a_caption_is_edited_and_its_limit_is_its_own(telegram: Telegram) -> None:
    await telegram.start()
    place = {"chat_id": 1001, "message_id": (await photo(telegram))["message_id"]}
    assert (await telegram.ok("editMessageCaption", **place, caption="new"))["caption"] == "new"
    refused = await telegram.refused("editMessageCaption", **place, caption="x" * 1025)
    assert refused == (400, "Bad Request: message caption is too long")


async def test_text_and_caption_do_not_stand_for_each_other(telegram: Telegram) -> None:
    await telegram.start()
    picture = {"chat_id": 1001, "message_id": (await photo(telegram))["message_id"]}
    words = {"chat_id": 1001, "message_id": (await telegram.ok("sendMessage", chat_id=1001, text="x"))["message_id"]}
    refused = [
        await telegram.refused("editMessageText", **picture, text="x"),
        await telegram.refused("editMessageCaption", **words, caption="x"),
    ]
    problem = "Bad Request: there is no {} in the message to edit"
    assert refused == [(400, problem.format("text")), (400, problem.format("caption"))]


async def test_a_text_may_become_a_photo(telegram: Telegram) -> None:
    await telegram.start()
    file_id = (await photo(telegram))["photo"][0]["file_id"]
    sent = await telegram.ok("sendMessage", chat_id=1001, text="x")
    media = {"type": "photo", "media": file_id, "caption": "<i>c</i>", "parse_mode": "HTML"}
    edited = await telegram.ok("editMessageMedia", chat_id=1001, message_id=sent["message_id"], media=media)
    assert "text" not in edited
    assert edited["photo"][0]["file_id"] == file_id
    assert edited["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]


async def test_a_copy_is_new_and_a_forward_says_from_whom(telegram: Telegram) -> None:
    await telegram.start(1001)
    await telegram.start(9001)
    asked = (await telegram.control("send", user_id=1001, text="Help"))["message"]
    source = {"from_chat_id": 1001, "message_id": asked["message_id"]}
    copied = await telegram.ok("copyMessage", chat_id=9001, **source)
    forwarded = await telegram.ok("forwardMessage", chat_id=9001, **source)
    last = (await telegram.look("chats/9001"))["messages"][-2:]
    assert [message["text"] for message in last] == ["Help", "Help"]
    assert last[0]["message_id"] == copied["message_id"]
    assert forwarded["forward_origin"]["sender_user"]["id"] == 1001


async def test_protected_content_is_not_forwarded(telegram: Telegram) -> None:
    await telegram.start()
    sent = await telegram.ok("sendMessage", chat_id=1001, text="secret", protect_content=True)
    source = {"from_chat_id": 1001, "message_id": sent["message_id"]}
    refused = await telegram.refused("forwardMessage", chat_id=1001, **source)
    assert refused == (400, "Bad Request: message can't be forwarded")


@pytest.mark.parametrize("method", ["copyMessage", "forwardMessage"])
async def test_what_is_gone_cannot_be_taken_along(telegram: Telegram, method: str) -> None:
    await telegram.start()
    action = method.removesuffix("Message")
    refused = await telegram.refused(method, chat_id=1001, from_chat_id=1001, message_id=999)
    assert refused == (400, f"Bad Request: message to {action} not found")


async def test_deleting_many_passes_over_what_is_missing(telegram: Telegram) -> None:
    await telegram.start()
    sent = [await telegram.ok("sendMessage", chat_id=1001, text=text) for text in "ab"]
    ids = [message["message_id"] for message in sent]
    assert await telegram.ok("deleteMessages", chat_id=1001, message_ids=[*ids, 999]) is True
    shown = (await telegram.look("chats/1001"))["messages"]
    assert [message["deleted"] for message in shown] == [False, True, True]


async def test_an_answer_shows_what_it_answers(telegram: Telegram) -> None:
    await telegram.start()
    reply = await telegram.ok("sendMessage", chat_id=1001, text="yes", reply_parameters={"message_id": 1})
    assert reply["reply_to_message"]["text"] == "/start"
    answered = await telegram.control("send", user_id=1001, text="ok", reply_to=reply["message_id"])
    assert answered["message"]["reply_to_message"]["message_id"] == reply["message_id"]


async def test_chats_members_and_pins_are_told(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.ok("pinChatMessage", chat_id=1001, message_id=1)
    chat = await telegram.ok("getChat", chat_id=1001)
    assert (chat["first_name"], chat["pinned_message"]["text"]) == ("Ann", "/start")
    await telegram.ok("unpinChatMessage", chat_id=1001)
    assert "pinned_message" not in await telegram.ok("getChat", chat_id=1001)
    assert (await telegram.ok("getChatMember", chat_id=1001, user_id=1002))["status"] == "left"


async def test_the_menu_button_and_the_sign_of_typing(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.ok("setChatMenuButton", chat_id=1001, menu_button={"type": "web_app", "text": "Go"})
    assert (await telegram.ok("getChatMenuButton", chat_id=1001))["text"] == "Go"
    assert await telegram.ok("getChatMenuButton") == {"type": "commands"}
    assert await telegram.ok("sendChatAction", chat_id=1001, action="typing") is True
    assert (await telegram.refused("sendChatAction", chat_id=1001, action="dancing"))[0] == 400
