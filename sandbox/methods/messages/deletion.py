"""Deleting messages: the bot's own, and in a private chat also the person's."""

from sandbox.api import api_errors
from sandbox.api.params import Params, as_integer
from sandbox.methods.lookup import known_chat, named_message
from sandbox.users.chats import Post
from sandbox.world import World

DELETABLE_FOR = 48 * 3600


async def delete_message(world: World, params: Params) -> bool:
    """Delete one message, or say why not."""
    post = named_message(world, known_chat(world, params), params, "delete")
    if not _deletable(world, post):
        raise api_errors.message_protected("deleted")
    world.remove(post)
    return True


async def delete_messages(world: World, params: Params) -> bool:
    """Messages that cannot be found or deleted are passed over."""
    chat = known_chat(world, params)
    message_ids = params.items("message_ids", "message identifiers")
    if not message_ids:
        raise api_errors.bad_request("message identifiers are not specified")
    for message_id in message_ids:
        post = world.chats.find(chat, as_integer(message_id))
        if post is not None and _deletable(world, post):
            world.remove(post)
    return True


def _deletable(world: World, post: Post) -> bool:
    fresh = world.clock.seconds() - int(post.body["date"]) < DELETABLE_FOR
    return fresh and (post.outgoing or post.chat_id > 0)
