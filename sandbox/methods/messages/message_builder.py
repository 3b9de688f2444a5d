"""The common parts of sent messages: the text, the keyboard, the message that is answered."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import writable_chat
from sandbox.text.entities import parse_html
from sandbox.text.entity_detection import detected
from sandbox.text.formatted import FormattedText, utf16_length
from sandbox.text.keyboards import checked_markup
from sandbox.users.chats import Chat, Post
from sandbox.world import World

MAX_SOURCE_BYTES = 32_768
MAX_TEXT = 4096
MAX_CAPTION = 1024
KEPT_AS_SENT = ("message_effect_id", "link_preview_options")


def message_text(world: World, params: Params) -> FormattedText:
    """A text that is there and fits."""
    text = formatted(world, params, "text", "entities")
    if not text.text:
        raise api_errors.text_empty()
    if utf16_length(text.text) > MAX_TEXT:
        raise api_errors.too_long("message")
    return text


def caption(world: World, params: Params) -> FormattedText:
    """A caption that fits; it may be empty."""
    text = formatted(world, params, "caption", "caption_entities")
    if utf16_length(text.text) > MAX_CAPTION:
        raise api_errors.too_long("message caption")
    return text


def formatted(world: World, params: Params, text_key: str, entities_key: str) -> FormattedText:
    """The text that people see, with the entities that the bot marked and those that Telegram finds by itself."""
    source = params.text(text_key)
    if len(source.encode()) > MAX_SOURCE_BYTES:
        raise api_errors.too_long("text")
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text = parse_html(source)
    elif mode in ("markdown", "markdownv2"):
        raise api_errors.bad_request(f"the sandbox does not read {params.text('parse_mode')}; use HTML")
    elif mode:
        raise api_errors.bad_request("unsupported parse_mode")
    else:
        text = FormattedText(source, _given_entities(params, entities_key))
    return detected(_with_people(world, text.trimmed()))


def _given_entities(params: Params, name: str) -> list[Json]:
    entities = params.items(name, "entities")
    if all(_is_entity(entity) for entity in entities):
        return entities
    raise api_errors.unparsable("entities")


def _is_entity(entity: object) -> bool:
    if not isinstance(entity, dict):
        return False
    return isinstance(entity.get("type"), str) and all(isinstance(entity.get(key), int) for key in ("offset", "length"))


def _with_people(world: World, text: FormattedText) -> FormattedText:
    """A mention by id becomes a mention of a person, or nothing if there is no such person."""
    named = (_named(world, entity) for entity in text.entities)
    return FormattedText(text.text, [entity for entity in named if entity is not None])


def _named(world: World, entity: Json) -> Json | None:
    if "user_id" not in entity:
        return entity
    user = world.people.find(entity["user_id"])
    rest = {key: value for key, value in entity.items() if key != "user_id"}
    return rest | {"user": user.account()} if user else None


def markup(params: Params, *, for_invoice: bool = False) -> Json | None:
    """The keyboard of the call, checked."""
    return checked_markup(params.parsed("reply_markup", "reply keyboard markup"), for_invoice=for_invoice)


def send(world: World, params: Params, content: Json, keyboard: Json | None = None) -> Post:
    """Post what the bot says, with the fields that any message may have."""
    chat = writable_chat(world, params)
    header: Json = {"from": world.bot_account(), "chat": chat.header(), "date": world.clock.seconds()}
    body = header | _reply(world, chat, params) | _extras(params) | content
    inline = keyboard is not None and "inline_keyboard" in keyboard
    content = body | ({"reply_markup": keyboard} if inline else {})
    post = world.chats.add(chat, content, outgoing=True, offset=world.clock.offset_seconds)
    post.reply_keyboard = None if inline else keyboard
    world.events.add("message", chat.id, message=post.view())
    return post


def _extras(params: Params) -> Json:
    kept = {key: params.parsed(key, key) for key in KEPT_AS_SENT if params.values.get(key)}
    return kept | ({"has_protected_content": True} if params.flag("protect_content") else {})


def _reply(world: World, chat: Chat, params: Params) -> Json:
    reply = Params(params.fields("reply_parameters", "reply parameters"))
    message_id = reply.integer("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    answered = world.chats.find(chat, message_id)
    if answered is not None:
        return {"reply_to_message": {k: v for k, v in answered.body.items() if k != "reply_to_message"}}
    if reply.flag("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return {}
    raise api_errors.replied_message_missing()
