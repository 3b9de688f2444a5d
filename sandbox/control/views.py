"""The views of the control interface: the whole state, and one chat as a person sees it."""

from sandbox.api.json_types import Json
from sandbox.bot_profile import two_letters
from sandbox.control.control_request import RequestError
from sandbox.users.chats import Chat
from sandbox.world import World


def state(world: World) -> Json:
    """The bot, whether it polls, the people, the groups and the clock."""
    texts = {kind: world.profile.text(kind, "") for kind in ("description", "short_description")}
    return {
        "bot": world.bot_account() | texts | {"balance": world.payments.balance},
        "polled": world.updates.is_awaited,
        "users": [user.view() for user in world.people.users.values()],
        "groups": [group_view(chat) for chat in world.chats.groups()],
        "clock": {"offset_seconds": world.clock.offset_seconds},
        "seq": world.events.seq,
    }


def webhook(world: World) -> Json:
    """Return the state of the webhook: its address, its last error, the pending updates, the pace of retries."""
    current = world.webhooks.current
    known = current.view() if current else {"url": ""}
    return known | {"pending_update_count": len(world.updates), "retry_pace": world.retry_pace}


def group_view(chat: Chat) -> Json:
    """A group as the control interface names it."""
    return chat.header() | {"members": sorted(chat.members)}


def chat_view(world: World, chat_id: int, since: int = 0) -> Json:
    """A chat with everything that was ever in it from this message on, deleted messages included."""
    user = world.people.find(chat_id)
    chat = world.chats.private(user) if user else world.chats.all.get(chat_id)
    if chat is None:
        raise RequestError(f"there is no chat {chat_id}", 404)
    language = two_letters(user.language_code) if user else ""
    return {
        "messages": [post.view() for post in chat.posts.values() if post.id >= since],
        "commands": world.profile.commands_for(user) if user else [],
        "menu_button": world.profile.menu_button(chat_id),
        "description": world.profile.text("description", language),
        "pinned": chat.pinned,
    }
