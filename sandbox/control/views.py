"""The views of the control interface: the whole state, and one chat as a person sees it."""

from sandbox.api.json_types import Json
from sandbox.bot_profile import two_letters
from sandbox.control.control_request import RequestError
from sandbox.users.chats import Chat
from sandbox.world import World


def state(box: World) -> Json:
    """The bot, whether it polls, the people, the groups and the clock."""
    texts = {kind: box.profile.text(kind, "") for kind in ("description", "short_description")}
    return {
        "bot": box.bot_account() | texts | {"balance": box.payments.balance},
        "polled": box.updates.is_awaited,
        "users": [user.view() for user in box.people.users.values()],
        "groups": [group_view(chat) for chat in box.chats.groups()],
        "clock": {"offset_seconds": box.clock.offset_seconds},
        "seq": box.events.seq,
    }


def webhook(box: World) -> Json:
    """Return the state of the webhook: its address, its last error, the pending updates, the pace of retries."""
    current = box.webhooks.current
    known = current.view() if current else {"url": ""}
    return known | {"pending_update_count": len(box.updates), "retry_pace": box.retry_pace}


def group_view(chat: Chat) -> Json:
    """A group as the control interface names it."""
    return chat.header() | {"members": sorted(chat.members)}


def chat_view(box: World, chat_id: int, since: int = 0) -> Json:
    """A chat with everything that was ever in it from this message on, deleted messages included."""
    user = box.people.find(chat_id)
    chat = box.chats.private(user) if user else box.chats.all.get(chat_id)
    if chat is None:
        raise RequestError(f"there is no chat {chat_id}", 404)
    language = two_letters(user.language_code) if user else ""
    return {
        "messages": [post.view() for post in chat.posts.values() if post.id >= since],
        "commands": box.profile.commands_for(user) if user else [],
        "menu_button": box.profile.menu_button(chat_id),
        "description": box.profile.text("description", language),
        "pinned": chat.pinned,
    }
