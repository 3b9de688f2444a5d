"""The look-up of a call's subjects: the chat it names, the message it names, and whether the bot may touch it."""

from sandbox.api import api_errors
from sandbox.api.params import Params, as_integer
from sandbox.users.chats import Chat, Post
from sandbox.world import World


def known_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat that the call names, whether or not the bot may write there."""
    value = params.text(name).strip()
    if not value:
        raise api_errors.chat_id_empty()
    chat_id = as_integer(value)
    user = world.people.find(chat_id)
    chat = world.chats.private(user) if user else world.chats.all.get(chat_id)
    if chat is None or (chat.user is not None and not chat.user.started):
        raise api_errors.chat_not_found()
    return chat


def reachable_chat(world: World, params: Params) -> Chat:
    """A chat that what the bot does will reach: not blocked, not left."""
    chat = known_chat(world, params)
    if chat.user is not None:
        chat.user.ensure_reachable()
    return chat


def writable_chat(world: World, params: Params) -> Chat:
    """A reachable chat for a new message, which counts against the sending limits."""
    chat = reachable_chat(world, params)
    if world.limits_floods:
        world.floods.check(chat.id)
    return chat


def named_message(world: World, chat: Chat, params: Params, action: str) -> Post:
    """The message that the call names, if it is still there; `action` words the refusal."""
    message_id = params.integer("message_id")
    if message_id == 0:
        raise api_errors.message_unspecified()
    post = world.chats.find(chat, message_id)
    if post is None:
        raise api_errors.message_missing(action)
    return post


def own_message(world: World, params: Params) -> Post:
    """A message of the bot's own, to be edited."""
    post = named_message(world, reachable_chat(world, params), params, "edit")
    if not post.outgoing:
        raise api_errors.message_protected("edited")
    return post
