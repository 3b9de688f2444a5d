"""Updates that no Telegram would send, and a wire so short that thousands of them a second come through."""

import copy
import json
import random
from collections.abc import AsyncGenerator, Iterator
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import TelegramMethod

from sandbox.api.api_errors import ApiError
from sandbox.api.params import Params, Upload
from sandbox.methods import BY_LOWER_NAME
from sandbox.world import World

Update = dict[str, Any]

ODD: list[Any] = [
    None, True, 0, -1, 2**31, 2**63, -(2**63), 10**30, 1.5, "", "\0", "a\0b", "\ud800", "\u202eevil\u202c", "\u200f",
    "x" * 5_000, "<b>", "&", "/start p_\0", "/orders", [], {}, [[]], [None], {"id": "x"}, {"id": 2**63},
    1087968824, 777000,
]  # fmt: skip
KINDS = ["message", "callback_query", "pre_checkout_query", "my_chat_member", "edited_message", "channel_post",
         "business_message", "inline_query", "chat_member", "nothing_known"]  # fmt: skip
COMMANDS = ["/start", "/start p_emby-30", "/shop", "/orders", "/subscriptions", "/terms", "/privacy", "/language",
            "/help", "/support", "/paysupport", "/admin", "/stock emby-30", "/pending", "/order 1", "/resend 1",
            "/refund 1 x", "words"]  # fmt: skip


class DirectSession(BaseSession):
    """A session of aiogram whose other end is the sandbox itself; it records what it was asked to say elsewhere."""

    def __init__(self, world: World, canary: str, owner: int) -> None:
        super().__init__()
        self._world = world
        self._canary = canary
        self._owner = str(owner)
        self.leaks: list[str] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ARG002, ASYNC109
        files: dict[str, Any] = {}
        values = {
            name: self.prepare_value(value, bot, files) for name, value in method.model_dump(warnings=False).items()
        }
        uploads = {
            name: Upload(file.filename, b"".join([part async for part in file.read(bot)]))
            for name, file in files.items()
        }
        said = {name: value for name, value in values.items() if value}
        if self._canary in repr((said, uploads)) and str(said.get("chat_id")) != self._owner:
            self.leaks.append(f"{method.__api_method__} {said}")
        envelope = await self._ask(method.__api_method__, Params(said, uploads))
        content = json.dumps(envelope)
        return self.check_response(bot, method, envelope.get("error_code", 200), content).result

    async def _ask(self, name: str, params: Params) -> Update:
        try:
            return {"ok": True, "result": await BY_LOWER_NAME[name.lower()][1](self._world, params)}
        except ApiError as refusal:
            return refusal.envelope()

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        """There is nothing to close."""


def all_buttons(kind: type[CallbackData] = CallbackData) -> Iterator[type[CallbackData]]:
    """Everything that a button of the shop can carry."""
    for one in kind.__subclasses__():
        yield one
        yield from all_buttons(one)


class UpdateFuzzer:
    """Makes updates up. `ids` are another's orders and subscriptions; `crowd` who seems to have sent them."""

    def __init__(self, seed: int, crowd: range, victim: int, ids: list[str], world: World) -> None:
        self._chance = random.Random(seed)
        self._crowd, self._victim, self._ids = crowd, victim, ids
        self._world = world
        self._next = world.updates._next_id + 10**6
        self._buttons = sorted(all_buttons(), key=lambda kind: str(kind.__prefix__))

    @property
    def next_id(self) -> int:
        """The number that the next update will have."""
        return self._next + 1

    def __call__(self) -> Update:
        self._next += 1
        sender = self._chance.choice(self._crowd)
        kind = self._chance.choice(
            ["message", "callback_query", "callback_query", "callback_query", "pre_checkout_query", "my_chat_member"]
        )
        update: Update = {"update_id": self._next, kind: getattr(self, f"_{kind}")(sender)}
        for _ in range(self._chance.choice([0, 0, 0, 1, 1, 2])):
            update = self._distorted(update, sender)
        return update

    def _user(self, user_id: int) -> Update:
        return {
            "id": user_id,
            "is_bot": False,
            "first_name": self._chance.choice(["Eve", "<b>", "\u202eevE", "伊芙"]),
            "language_code": "en",
        }

    def _message(self, sender: int) -> Update:
        told = {"message_id": self._chance.randint(1, 50), "date": 1_795_000_000, "from": self._user(sender)}
        body: Update = told | {"chat": {"id": sender, "type": "private", "first_name": "Eve"}}
        match self._chance.randint(0, 5):
            case 0:
                paid = {"currency": "XTR", "total_amount": 250, "invoice_payload": self._chance.choice(self._ids)}
                charge = f"forged{self._next}"
                return body | {
                    "successful_payment": paid
                    | {"telegram_payment_charge_id": charge, "provider_payment_charge_id": charge}
                }
            case 1:
                return body | {
                    "photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}],
                    "caption": "a",
                }
            case 2:
                return body | {"document": {"file_id": "x", "file_unique_id": "y", "file_name": "stock.txt"}}
            case _:
                return body | {
                    "text": self._chance.choice([*COMMANDS, *(word for word in ODD if isinstance(word, str))])
                }

    def _callback_query(self, sender: int) -> Update:
        message = self._message(sender) | {"from": {"id": 42, "is_bot": True, "first_name": "Shop"}}
        pressed = self._world.callbacks.open(sender, sender, 1)
        return {
            "id": pressed.id,
            "from": self._user(sender),
            "message": message,
            "chat_instance": "1",
            "data": self._data(),
        }

    def _data(self) -> str:
        button = self._chance.choice(self._buttons)
        parts = [str(button.__prefix__), *(self._part(str(field.annotation)) for field in button.model_fields.values())]
        return ":".join(parts) if self._chance.random() < 0.95 else str(self._chance.choice(ODD))

    def _part(self, annotation: str) -> str:
        """Return a value that a field of this type could have, or another one."""
        numbers = ["0", "1", "2", "-1", str(2**31), str(2**63), "9" * 30]
        words = [
            *self._ids,
            *self._ids,
            "stars",
            "manual",
            "en",
            "zh",
            "terms",
            "privacy",
            "emby-30",
            "1",
            "",
            "\0",
            "٣",
            "p1",
        ]
        pool = numbers if "int" in annotation and self._chance.random() < 0.9 else words
        return self._chance.choice(pool)

    def _pre_checkout_query(self, sender: int) -> Update:
        asked = {
            "currency": self._chance.choice(["XTR", "USD", "???"]),
            "total_amount": self._chance.choice([250, 0, -1, 2**63]),
        }
        question = self._world.payments.open_query()
        return {"id": question, "from": self._user(sender), "invoice_payload": self._chance.choice(self._ids)} | asked

    def _my_chat_member(self, sender: int) -> Update:
        me = {"id": 42, "is_bot": True, "first_name": "Shop"}
        statuses = [{"user": me, "status": "kicked", "until_date": 0}, {"user": me, "status": "member"}]
        self._chance.shuffle(statuses)
        chat = {"id": sender, "type": self._chance.choice(["private", "group", "channel"]), "title": "t"}
        return {
            "chat": chat,
            "from": self._user(sender),
            "date": 1,
            "old_chat_member": statuses[0],
            "new_chat_member": statuses[1],
        }

    def _distorted(self, update: Update, sender: int) -> Update:
        """The same update with one thing wrong."""
        update = copy.deepcopy(update)
        kind = next((name for name in update if name != "update_id"), None)
        body = update[kind] if kind else None
        if kind is None or not isinstance(body, dict):
            return update
        match self._chance.randint(0, 6):
            case 0:
                return {"update_id": update["update_id"], self._chance.choice(KINDS): body}
            case 1:
                place = body.get("message", body) if kind == "callback_query" else body
                self._estrange(place if isinstance(place, dict) else body, sender)
            case 2:
                body["from"] = self._user(self._victim)
            case _:
                self._break(body)
        return update

    def _estrange(self, body: Update, sender: int) -> None:
        """Another chat: a group, a channel, an anonymous admin, somebody else's private chat."""
        types = ["group", "supergroup", "channel", "private", "sender"]
        body["chat"] = {
            "id": self._chance.choice([-1_002_000_000_001, sender, self._victim]),
            "type": self._chance.choice(types),
            "title": "t",
        }
        if self._chance.random() < 0.5:
            body["sender_chat"] = {"id": 1087968824, "type": "channel", "title": "t"}

    def _break(self, body: Update) -> None:
        """Somewhere in the depth a field is gone, or something else."""
        place: Any = body
        while True:
            name = self._chance.choice(list(place))
            inner = place[name]
            if isinstance(inner, dict) and inner and self._chance.random() < 0.6:
                place = inner
            elif self._chance.random() < 0.4:
                del place[name]
                return
            else:
                place[name] = self._chance.choice(ODD)
                return
