"""Files of every kind and albums: from a person to the bot, and back by file id."""

from typing import Any

import aiohttp
import pytest

from sandbox.api.request_schema import type_checks
from sandbox.users.files import KINDS
from tests.sandbox.telegram import Telegram
from tests.sandbox.test_messages import PNG

METHODS = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "sticker": "sendSticker",
}
BARE = ("video_note", "sticker")


async def uploaded(telegram: Telegram, kind: str, **more: str) -> dict[str, Any]:
    """Return the answer of the control interface when Ann sends a file."""
    form = aiohttp.FormData({"user_id": "1001", "kind": kind, **more})
    form.add_field("file", PNG, filename="file.png", content_type="image/png")
    async with telegram.http.post(f"{telegram.url}sandbox/upload", data=form) as response:
        return await response.json()


def file_in(message: dict[str, Any], kind: str) -> dict[str, Any]:
    """The file of a message."""
    return message["photo"][-1] if kind == "photo" else message[kind]


def words_for(kind: str) -> dict[str, str]:
    """A caption, if a file of this kind may have one."""
    return {} if kind in BARE else {"caption": f"My {kind}"}


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == set(METHODS)


@pytest.mark.parametrize("kind", METHODS)
async def test_a_file_arrives_as_its_kind_in_the_published_shape(telegram: Telegram, kind: str) -> None:
    await uploaded(telegram, kind, **words_for(kind))

    message = (await telegram.updates())[-1]["message"]

    assert type_checks().check_for("Message")(message, "message") == []
    assert set(message) & set(KINDS) == ({"animation", "document"} if kind == "animation" else {kind})
    assert message.get("caption") == words_for(kind).get("caption")


@pytest.mark.parametrize("kind", METHODS)
async def test_a_file_comes_back_by_its_id(telegram: Telegram, kind: str) -> None:
    came = (await uploaded(telegram, kind))["message"]
    file_id = file_in(came, kind)["file_id"]

    sent = await telegram.ok(METHODS[kind], chat_id=1001, **{kind: file_id}, **words_for(kind))
    path = (await telegram.ok("getFile", file_id=file_id))["file_path"]

    assert type_checks().check_for("Message")(sent, "message") == []
    assert sent[kind] == came[kind]
    assert sent.get("caption") == words_for(kind).get("caption")
    async with telegram.http.get(f"{telegram.url}file/bot{telegram.world.token}/{path}") as response:
        assert await response.read() == PNG
    assert (await telegram.look("problems"))["problems"] == []


@pytest.mark.parametrize("kind", METHODS)
async def test_a_file_is_sent_as_no_other_kind(telegram: Telegram, kind: str) -> None:
    file_id = file_in((await uploaded(telegram, kind))["message"], kind)["file_id"]
    other = "document" if kind != "document" else "video"

    refused = await telegram.refused(METHODS[other], chat_id=1001, **{other: file_id})

    assert refused == (400, "Bad Request: wrong file identifier/HTTP URL specified")


@pytest.mark.parametrize("kind", BARE)
async def test_what_has_no_caption_gets_none(telegram: Telegram, kind: str) -> None:
    refused = await uploaded(telegram, kind, caption="words")
    file_id = file_in((await uploaded(telegram, kind))["message"], kind)["file_id"]

    sent = await telegram.ok(METHODS[kind], chat_id=1001, **{kind: file_id}, caption="words")
    edited = await telegram.refused("editMessageCaption", chat_id=1001, message_id=sent["message_id"], caption="x")

    assert refused == {"error": f"{kind} has no caption"}
    assert "caption" not in sent
    assert (await telegram.look("problems"))["problems"][0]["unknown"] == ["caption"]
    assert edited == (400, "Bad Request: there is no caption in the message to edit")


@pytest.mark.parametrize("kinds", [("photo", "video", "photo"), ("document",) * 3, ("audio",) * 3])
async def test_the_messages_of_an_album_share_its_id(telegram: Telegram, kinds: tuple[str, ...]) -> None:
    for number, kind in enumerate(kinds):
        await uploaded(telegram, kind, media_group_id="77", **({} if number else {"caption": "three"}))
    await uploaded(telegram, kinds[0])

    messages = [update["message"] for update in await telegram.updates()]
    album = [message for message in messages if message.get("media_group_id") == "77"]

    assert [next(kind for kind in KINDS if kind in message) for message in album] == list(kinds)
    assert [message.get("caption") for message in album] == ["three", None, None]
    assert "media_group_id" not in messages[-1]
    assert [type_checks().check_for("Message")(message, "message") for message in album] == [[]] * 3


async def test_an_album_is_of_one_sort(telegram: Telegram) -> None:
    await uploaded(telegram, "photo", media_group_id="77")

    refused = [await uploaded(telegram, kind, media_group_id="77") for kind in ("document", "voice")]

    assert refused == [
        {"error": "album 77 is of another sort: documents go together"},
        {"error": "voice cannot be in an album"},
    ]


async def test_a_kind_that_is_none_is_refused(telegram: Telegram) -> None:
    assert (await uploaded(telegram, "poll"))["error"].startswith("kind must be one of photo, document, ")


async def test_a_copy_of_a_video_is_a_video(telegram: Telegram) -> None:
    came = (await uploaded(telegram, "video"))["message"]

    await telegram.ok("copyMessage", chat_id=1001, from_chat_id=1001, message_id=came["message_id"])

    assert (await telegram.look("chats/1001"))["messages"][-1]["video"] == came["video"]
