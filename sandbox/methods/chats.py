"""Chats, their members, their pinned message, and where a file can be fetched."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import known_chat, named_message
from sandbox.users.chats import Chat
from sandbox.world import World

MAX_FETCHED = 20 * 1024 * 1024
NO_GIFTS: Json = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_chat(world: World, params: Params) -> Json:
    """Return the part of a chat that the bot may know."""
    chat = known_chat(world, params)
    details: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}
    pinned = chat.posts.get(chat.pinned or 0)
    return chat.header() | details | ({"pinned_message": pinned.body} if pinned else {})


async def get_chat_member(world: World, params: Params) -> Json:
    """Return whether a person is in a chat."""
    chat = known_chat(world, params)
    user_id = params.integer("user_id")
    if user_id == world.bot_id:
        return {"status": "member", "user": world.bot_account()}
    user = world.people.find(user_id)
    if user is None:
        raise api_errors.bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member" if _is_member(chat, user_id) else "left", "user": user.account()}


async def pin_chat_message(world: World, params: Params) -> bool:
    """Pin one message; the sandbox keeps the last one."""
    chat = known_chat(world, params)
    chat.pinned = named_message(world, chat, params, "pin").id
    world.events.add("pin", chat.id, message_id=chat.pinned)
    return True


async def unpin_chat_message(world: World, params: Params) -> bool:
    """Unpin it."""
    chat = known_chat(world, params)
    chat.pinned = None
    world.events.add("pin", chat.id, message_id=None)
    return True


async def get_file(world: World, params: Params) -> Json:
    """Return the path at which a file can be fetched."""
    file_id = params.text("file_id")
    if not file_id:
        raise api_errors.file_unspecified()
    stored = world.files.find(file_id)
    if stored is None:
        raise api_errors.invalid_file_id()
    if len(stored.content) > MAX_FETCHED:
        raise api_errors.file_too_big()
    return stored.reference() | {"file_path": stored.path}


def _is_member(chat: Chat, user_id: int) -> bool:
    return user_id == chat.id or user_id in chat.members
