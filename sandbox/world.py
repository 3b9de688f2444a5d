"""The whole state of the sandbox, in one place, and how it starts over."""

from dataclasses import dataclass, field

from sandbox.api.calls import CallLog
from sandbox.api.json_types import Json
from sandbox.bot_profile import Profile
from sandbox.clock import Clock
from sandbox.events import Events
from sandbox.faults.faults import Faults
from sandbox.faults.rate_limits import Floods
from sandbox.updates.updates import Updates
from sandbox.updates.webhooks import Webhooks
from sandbox.users.callbacks import Callbacks
from sandbox.users.chats import Chat, Chats, Post
from sandbox.users.files import Files
from sandbox.users.payments import Payments
from sandbox.users.users import DEFAULT_USERS, People, User

DEFAULT_TOKEN = "42:SANDBOX-TOKEN"  # noqa: S105 - public by intent


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds that Telegram allows; tests that wait for the end of one make it short."""

    pre_checkout: float = 10.0
    callback_answer: float = 15.0


@dataclass
class World:
    """One bot, its people, and all that happens between them.

    `retry_pace` scales the waits between two posts of one update to a webhook: 1 is Telegram's, 0.01 a test's.
    A webhook on another machine gets no post unless `posts_anywhere`: invented updates must not reach a real bot.
    """

    token: str = DEFAULT_TOKEN
    title: str = "Sandbox"
    users: tuple[Json, ...] = DEFAULT_USERS
    clock: Clock = field(default_factory=Clock)
    timings: Timings = field(default_factory=Timings)
    limits_floods: bool = False
    retry_pace: float = 1.0
    posts_anywhere: bool = False

    def __post_init__(self) -> None:
        self.people = People(self.users)
        self.chats = Chats()
        self.files = Files()
        self.events = Events()
        self.calls = CallLog()
        self.faults = Faults(lambda waiting: self.events.add("faults", faults=waiting))
        self.floods = Floods(self.clock)
        self.updates = Updates(self.clock, self.faults)
        self.webhooks = Webhooks()
        self.callbacks = Callbacks(self.clock, self.timings.callback_answer)
        self.payments = Payments(self.clock, self.timings.pre_checkout)
        self.profile = Profile(self.title)
        self.latency = 0.0
        """Seconds by which every answer of the Bot API comes later."""

    @property
    def bot_id(self) -> int:
        """The digits of the token."""
        return int(self.token.partition(":")[0])

    def bot_account(self) -> Json:
        """The bot as the Bot API's User."""
        name = self.profile.name("")
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": self.profile.username}

    def post(self, chat: Chat, content: Json, *, outgoing: bool) -> Post:
        """A new message in a chat, seen by everyone who watches."""
        post = self.chats.add(chat, content, outgoing=outgoing, offset=self.clock.offset_seconds)
        self.events.add("message", chat.id, message=post.view())
        return post

    def service_message(self, user: User, content: Json) -> Post:
        """A message that Telegram itself writes, from the person to the bot."""
        user.started = True
        chat = self.chats.private(user)
        header = {"from": user.account(), "chat": chat.header(), "date": self.clock.seconds()}
        return self.post(chat, header | content, outgoing=False)

    def change(self, post: Post, body: Json) -> None:
        """An edit: a new body for an old message."""
        post.body = body
        post.edits += 1
        self.events.add("edit", post.chat_id, message=post.view())

    def remove(self, post: Post) -> None:
        """The message is gone for everyone; its record stays for those who look back."""
        post.deleted = True
        self.events.add("delete", post.chat_id, message_id=post.id)

    def reset(self) -> None:
        """Forget what happened; keep the users, the token and what the bot told about itself."""
        self.people.restart()
        self.updates.clear()
        self.webhooks.forget()
        for part in (self.chats, self.files):
            part.forget()
        self.payments.forget()
        self.callbacks.forget()
        self.floods.forget()
        self.calls.clear()
        self.faults.clear()
        self.clock.offset_seconds = 0
        self.latency = 0.0
        self.events.add("reset")
