"""The look-up of a call's subjects: the chat it names, the message it names, and whether the bot may touch it."""

from sandbox.api import api_errors
from sandbox.api.params import Params, as_integer
from sandbox.users.chats import Chat, Post
from sandbox.world import World


def known_chat(box: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat that the call names, whether or not the bot may write there."""
    value = params.text(name).strip()
    if not value:
        raise api_errors.chat_id_empty()
    chat_id = as_integer(value)
    user = box.people.find(chat_id)
    chat = box.chats.private(user) if user else box.chats.all.get(chat_id)
    if chat is None or (chat.user is not None and not chat.user.started):
        raise api_errors.chat_not_found()
    return chat


def reachable_chat(box: World, params: Params) -> Chat:
    """A chat that what the bot does will reach: not blocked, not left."""
    chat = known_chat(box, params)
    if chat.user is not None:
        chat.user.ensure_reachable()
    return chat


def writable_chat(box: World, params: Params) -> Chat:
    """A reachable chat for a new message, which counts against the sending limits."""
    chat = reachable_chat(box, params)
    if box.limits_floods:
        box.floods.check(chat.id)
    return chat


def named_message(box: World, chat: Chat, params: Params, action: str) -> Post:
    """The message that the call names, if it is still there; `action` words the refusal."""
    message_id = params.integer("message_id")
    if message_id == 0:
        raise api_errors.message_unspecified()
    post = box.chats.find(chat, message_id)
    if post is None:
        raise api_errors.message_missing(action)
    return post


def own_message(box: World, params: Params) -> Post:
    """A message of the bot's own, to be edited."""
    post = named_message(box, reachable_chat(box, params), params, "edit")
    if not post.outgoing:
        raise api_errors.message_protected("edited")
    return post
