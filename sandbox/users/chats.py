"""Chats and the messages in them.

A message's body is exactly the Bot API's Message and is never changed in place: an edit puts a new body. So an event
or an update that was made before the edit keeps showing what was true then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.api.json_types import Json
from sandbox.users.users import User

FIRST_GROUP_ID = -1_002_000_000_001


@dataclass(slots=True)
class Invoice:
    """The invoice as the buyer sees it, and the part that Telegram keeps to itself until it is paid."""

    title: str
    description: str
    payload: str
    currency: str
    amount: int
    start_parameter: str = ""
    subscription_period: int | None = None

    def preview(self) -> Json:
        """The Bot API's Invoice."""
        return {
            "title": self.title,
            "description": self.description,
            "start_parameter": self.start_parameter,
            "currency": self.currency,
            "total_amount": self.amount,
        }


@dataclass(slots=True)
class Post:
    """One message, with what only its owner knows of it."""

    body: Json
    outgoing: bool
    chat_id: int
    edits: int = 0
    deleted: bool = False
    offset: int = 0
    """The seconds by which business time was ahead when it was written."""
    invoice: Invoice | None = None
    reply_keyboard: Json | None = None

    @property
    def id(self) -> int:
        """The message id."""
        return int(self.body["message_id"])

    def view(self) -> Json:
        """The Message as the bot knows it, and the state around it."""
        state: Json = {"outgoing": self.outgoing, "edited": self.edits, "deleted": self.deleted}
        if "date" in self.body:
            state["business_date"] = self.body["date"] + self.offset
        if self.invoice is not None:
            state["invoice_payload"] = self.invoice.payload
        if self.reply_keyboard is not None:
            state["reply_keyboard"] = self.reply_keyboard
        return self.body | state


@dataclass(slots=True)
class Chat:
    """A private chat, which has the id of its user, or a group."""

    id: int
    user: User | None = None
    title: str = ""
    members: set[int] = field(default_factory=set)
    posts: dict[int, Post] = field(default_factory=dict)
    pinned: int | None = None

    def header(self) -> Json:
        """The Bot API's Chat."""
        if self.user is not None:
            return self.user.private_chat()
        return {"id": self.id, "type": "supergroup", "title": self.title}


class Chats:
    """All chats. Message ids are unique over the whole account, as they are for a bot's private chats."""

    def __init__(self) -> None:
        self.all: dict[int, Chat] = {}
        self.posts: dict[int, Post] = {}
        self.last_message_id = 0

    def private(self, user: User) -> Chat:
        """The chat of this person with the bot."""
        return self.all.setdefault(user.id, Chat(user.id, user))

    def group(self, title: str, members: set[int], chat_id: int | None = None) -> Chat:
        """A group, made or renamed."""
        chat_id = chat_id or self._free_group_id()
        chat = self.all.setdefault(chat_id, Chat(chat_id))
        chat.title, chat.members = title, members
        return chat

    def add(self, chat: Chat, content: Json, *, outgoing: bool, offset: int = 0) -> Post:
        """Put a message into a chat under the next id, written when the business was so far ahead."""
        self.last_message_id += 1
        post = Post({"message_id": self.last_message_id, **content}, outgoing, chat.id, offset=offset)
        chat.posts[post.id] = self.posts[post.id] = post
        return post

    def find(self, chat: Chat, message_id: int) -> Post | None:
        """A message that is still there."""
        post = chat.posts.get(message_id)
        return None if post is None or post.deleted else post

    def forget(self) -> None:
        """Empty chats. Message ids go on rising: nothing that a bot remembers may come to mean something else."""
        self.all.clear()
        self.posts.clear()

    def groups(self) -> Iterator[Chat]:
        """All chats that are not private."""
        return (chat for chat in self.all.values() if chat.user is None)

    def _free_group_id(self) -> int:
        return min([chat.id for chat in self.groups()] + [FIRST_GROUP_ID + 1]) - 1
