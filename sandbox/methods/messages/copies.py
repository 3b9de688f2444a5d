"""Copying and forwarding what is already in a chat."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import known_chat, named_message
from sandbox.methods.messages.message_builder import caption, markup, send
from sandbox.users.chats import Post
from sandbox.users.files import KINDS
from sandbox.world import World

CONTENT = ("text", "entities", *KINDS, "caption", "caption_entities", "invoice")


async def copy_message(world: World, params: Params) -> Json:
    """The same content as a new message of the bot."""
    source = _source(world, params, "copy")
    content = _content(source)
    if not content or "invoice" in content:
        raise api_errors.message_protected("copied")
    if "caption" in params.values:
        text = caption(world, params)
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= text.fields("caption", "caption_entities")
    return {"message_id": send(world, params, content, markup(params)).id}


async def forward_message(world: World, params: Params) -> Json:
    """The same content, with its origin."""
    source = _source(world, params, "forward")
    if source.body.get("has_protected_content") or not _content(source):
        raise api_errors.message_protected("forwarded")
    origin = {"type": "user", "sender_user": source.body["from"], "date": source.body["date"]}
    post = send(world, params, _content(source) | {"forward_origin": origin})
    post.invoice = source.invoice
    return post.body


def _source(world: World, params: Params, action: str) -> Post:
    known_chat(world, params)
    return named_message(world, known_chat(world, params, "from_chat_id"), params, action)


def _content(post: Post) -> Json:
    return {key: post.body[key] for key in CONTENT if key in post.body}
