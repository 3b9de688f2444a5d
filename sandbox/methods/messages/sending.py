"""Sending: text, files of every kind, and the sign that the bot is typing."""

from collections.abc import Awaitable, Callable

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import known_chat, reachable_chat
from sandbox.methods.messages.message_builder import caption, markup, message_text, send
from sandbox.text.formatted import FormattedText
from sandbox.users.files import KINDS, StoredFile
from sandbox.world import World

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(world: World, params: Params) -> Json:
    """A text."""
    known_chat(world, params)
    text = message_text(world, params)
    return send(world, params, text.fields("text", "entities"), markup(params)).body


def sending(kind: str) -> Callable[[World, Params], Awaitable[Json]]:
    """The method that sends files of a kind, with a caption if it may have one."""

    async def send_file(world: World, params: Params) -> Json:
        return _send_file(world, params, kind)

    return send_file


async def send_chat_action(world: World, params: Params) -> bool:
    """The bot is typing, or uploading."""
    chat = reachable_chat(world, params)
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise api_errors.bad_request("wrong parameter action in request")
    world.events.add("action", chat.id, action=action)
    return True


def _send_file(world: World, params: Params, kind: str) -> Json:
    known_chat(world, params)
    text = caption(world, params) if KINDS[kind].captioned else FormattedText("")
    keyboard = markup(params)
    stored = given_file(world, params, kind, kind)
    content = stored.content_fields() | text.fields("caption", "caption_entities")
    visual = KINDS[kind].visual
    above = {"show_caption_above_media": True} if visual and params.flag("show_caption_above_media") else {}
    spoiler = {"has_media_spoiler": True} if visual and params.flag("has_spoiler") else {}
    return send(world, params, content | above | spoiler, keyboard).body


def given_file(world: World, params: Params, name: str, kind: str) -> StoredFile:
    """The file of a call: uploaded with it, or one that Telegram has already."""
    upload = params.upload(name)
    if upload is None:
        return _known_file(world, params.text(name), kind)
    if not upload.content:
        raise api_errors.file_empty()
    stored = world.files.store(kind, upload)
    if kind == "photo" and not stored.is_image():
        raise api_errors.not_an_image()
    return stored


def _known_file(world: World, reference: str, kind: str) -> StoredFile:
    if not reference:
        raise api_errors.file_missing(kind)
    if reference.startswith(("http://", "https://")):
        raise api_errors.url_unreachable()
    stored = world.files.find(reference)
    if stored is None or stored.kind != kind:
        raise api_errors.wrong_file()
    return stored
