"""Edits. Each builds the body that the message would have, and is refused when that is the body it has."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import own_message
from sandbox.methods.messages.message_builder import caption, markup, message_text
from sandbox.methods.messages.sending import given_file
from sandbox.text.formatted import FormattedText
from sandbox.users.chats import Post
from sandbox.users.files import KINDS
from sandbox.world import World

TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
CAPTION_FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})
MEDIA_FIELDS = frozenset({*KINDS, "has_media_spoiler"})
CAPTIONED = frozenset(kind for kind in KINDS if KINDS[kind].captioned)


async def edit_message_text(world: World, params: Params) -> Json:
    """New words for a text message."""
    post = own_message(world, params)
    text = message_text(world, params)
    if "text" not in post.body:
        raise api_errors.nothing_to_edit("text")
    kept = {"link_preview_options": params.parsed("link_preview_options", "link preview options")}
    preview = {key: value for key, value in kept.items() if value}
    return _replace(world, post, TEXT_FIELDS, text.fields("text", "entities") | preview, params)


async def edit_message_caption(world: World, params: Params) -> Json:
    """New words under a file."""
    post = own_message(world, params)
    text = caption(world, params)
    if not CAPTIONED.intersection(post.body):
        raise api_errors.nothing_to_edit("caption")
    above = {"show_caption_above_media": True} if params.flag("show_caption_above_media") else {}
    return _replace(world, post, CAPTION_FIELDS, text.fields("caption", "caption_entities") | above, params)


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    """A new keyboard, or none."""
    return _replace(world, own_message(world, params), frozenset(), {}, params)


async def edit_message_media(world: World, params: Params) -> Json:
    """Another file; a text may become one."""
    post = own_message(world, params)
    params.required_text("media")
    media = params.fields("media", "input media")
    kind = str(media.get("type"))
    if kind not in ("photo", "document"):
        raise api_errors.bad_request(f"the sandbox changes messages into photos and documents only, not {kind}")
    inner = Params(media, params.uploads)
    stored = given_file(world, inner, "media", kind)
    text: FormattedText = caption(world, inner)
    content = stored.content_fields() | text.fields("caption", "caption_entities")
    return _replace(world, post, TEXT_FIELDS | CAPTION_FIELDS | MEDIA_FIELDS, content, params)


def _replace(world: World, post: Post, dropped: frozenset[str], content: Json, params: Params) -> Json:
    """An edit that does not repeat the keyboard takes the keyboard away."""
    keyboard = markup(params, for_invoice=post.invoice is not None)
    kept = {key: value for key, value in post.body.items() if key not in dropped and key != "reply_markup"}
    body = kept | content | ({"reply_markup": keyboard} if keyboard else {})
    if body == post.body:
        raise api_errors.not_modified()
    world.change(post, body | {"edit_date": world.clock.seconds()})
    return post.body
