"""Presses every button of every screen, breadth first, as one person, and notes whatever a person would trip over.

Two screens are the same if they differ only in numbers, ids, codes, and names of products. Under every new one the
crawler also types something, since a screen may wait for words.
"""

import asyncio
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.people import Visitor
from tests.e2e.screen_lint import ScreenLint
from tests.support.process_harness import Message, NotInTime, keys, said

ID = re.compile(r"[A-Za-z0-9_-]{22}")
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
NAMED_ORDER = re.compile(r"📦 [0-9A-Z]{4}-[0-9A-Z]{4} · [^\n]*")
DIGITS = re.compile(r"[0-9][0-9,.:]*|[▰▱]+")
LANGUAGE = re.compile(r"t:\w+:\d+:(en|zh):")
TYPED = "4711 0815"
LANGUAGES = 2
PAUSE = 0.04
PATIENCE_ASKED = 0.5
SLOW_DOWN = ("One moment, please", "操作太快了")

Shape = tuple[str, ...]


@dataclass
class Crawler:
    """One person with a lot of patience."""

    person: Visitor
    lint: ScreenLint
    titles: tuple[str, ...] = ()
    times: int = 1
    """Return the number of times that each button is pressed at once."""
    screens: dict[Shape, Message] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    presses: int = 0
    _live: dict[int, Message] = field(default_factory=dict)
    _queue: deque[tuple[Message, dict[str, Any]]] = field(default_factory=deque)
    _seq: int = 0
    _calls: int = 0
    _next_at: float = 0.0

    async def crawl(self, commands: Iterable[str], forced: Iterable[str] = ()) -> None:
        """Begin with the chat as it is, some commands and some button data; then press until nothing is new."""
        await self.arrive()
        for command in commands:
            await self._say(command)
        for data in forced:
            await self.press(await self._anchor(), {"text": data, "callback_data": data})
        while self._queue:
            await self.press(*self._queue.popleft())

    async def arrive(self) -> None:
        """Look at the chat as it is."""
        self._seq = await self.person.sandbox.seq()
        for message in await self.person.from_bot():
            self._live[message["message_id"]] = message
            self._look(message, "the chat", self.lint.code)

    async def _breathe(self) -> None:
        """Nobody presses more than twenty-five buttons a second; the shop would ask for patience."""
        now = asyncio.get_running_loop().time()
        self._next_at = max(self._next_at + PAUSE, now - PAUSE)
        if self._next_at > now:
            await self.person.sandbox.passes(self._next_at - now)

    async def _say(self, words: str) -> None:
        await self._breathe()
        try:
            await self.person.says_and_hears(words)
        except NotInTime:
            self.faults.append(f"no answer to {words!r}")
        await self._collect(f"{words!r}", self.lint.code)

    async def press(self, message: Message, button: dict[str, Any]) -> None:
        """Press one button, and note what a person would trip over."""
        self.presses += 1
        await self._breathe()
        label = button["text"]
        if "url" in button or "copy_text" in button:
            value = button.get("url") or button["copy_text"]["text"]
            self.faults += [] if value else [f"nothing behind {label!r}"]
        elif "pay" in button:
            await self._pay(message)
        else:
            await self._call_back(message, label, button["callback_data"])

    async def _pay(self, message: Message) -> None:
        await self._catch_up()
        if message["message_id"] in self._live:
            told = await self.person.sandbox.post("pay", user_id=self.person.id, message_id=message["message_id"])
            self._lint_text(told.get("error_message") or "", "Pay", self.lint.code)
            await self._collect("Pay", self.lint.code)

    async def _catch_up(self) -> None:
        """Follow the changes since the last press: a paid invoice is taken away after its answer, for one."""
        await self._collect("what came by itself", self.lint.code)

    async def _target(self, message: Message, data: str) -> Message:
        """The message itself if it still has the button; otherwise one that is there."""
        await self._catch_up()
        here = self._live.get(message["message_id"], {})
        there = any(key.get("callback_data") == data for key in keys(here))
        return here if there else await self._anchor()

    async def _call_back(self, message: Message, label: str, data: str) -> None:
        """Press, whatever becomes of the message: Telegram brings the press of a message that has just gone."""
        target, answer = await self._press_until_heard(message, data)
        read = LANGUAGE.match(data)
        code = read[1] if read else self.lint.code
        where = f"{label!r} ({data})"
        if answer is None:
            self.faults.append(f"no answer to {where}")
            return
        spoken = answer["text"] or ""
        if data.startswith("lang:") and data.split(":")[1] != self.lint.code:
            await self._speak_again()
            return
        self._lint_text(spoken, where, code)
        before = len(self.screens)
        if not await self._collect(where, code, target["message_id"]) and not spoken and not await self._is_unchanged():
            self.faults.append(f"nothing happens at {where}")
        if len(self.screens) > before:
            await self._say(TYPED)

    async def _press_until_heard(self, message: Message, data: str) -> tuple[Message, dict[str, Any] | None]:
        """Press, again after each "slow down"; returns where, and the answer."""
        while True:
            target = await self._target(message, data)
            where = {"message_id": target["message_id"], "data": data, "force": True}
            press = (self.person.sandbox.post("press", user_id=self.person.id, **where) for _ in range(self.times))
            answers = [told["answer"] for told in await asyncio.gather(*press)]
            if None in answers or not any((one["text"] or "").startswith(SLOW_DOWN) for one in answers):
                return target, None if None in answers else answers[0]
            await self.person.sandbox.passes(PATIENCE_ASKED)

    async def _speak_again(self) -> None:
        """The button of the other language works; go on in one's own."""
        await self._collect("the other language", None)
        target = await self._anchor()
        await self.person.sandbox.post(
            "press",
            user_id=self.person.id,
            message_id=target["message_id"],
            data=f"lang:{self.lint.code}:",
            force=True,
        )
        await self._collect("the own language", None)

    async def _is_unchanged(self) -> bool:
        """Return whether the last edit was refused because the screen shows already what it should."""
        calls = (await self.person.sandbox.get("calls", since=self._calls))["calls"]
        self._calls = calls[-1]["n"] if calls else self._calls
        return any("message is not modified" in (call["error"] or "") for call in calls)

    async def _anchor(self) -> Message:
        """A message on which any button can be pressed: the newest text of the bot."""
        texts = [message for message in self._live.values() if "text" in message]
        if not texts:
            await self._say("/help")
            texts = [message for message in self._live.values() if "text" in message]
        return texts[-1]

    async def _collect(self, where: str, code: str | None, screen: int | None = None) -> bool:
        """Read what has happened in the chat since the last time; returns whether anything has.

        Only the pressed `screen` may speak another language than the person: a notice that comes in meanwhile may not.
        """
        told = await self.person.sandbox.get("events", since=self._seq, timeout=0)
        self._seq = told["seq"]
        mine = [event for event in told["events"] if event.get("chat_id") == self.person.id]
        fresh = [message for event in mine if (message := self._happened(event))]
        for message in fresh:
            if code is not None:
                foreign = screen is None or message["message_id"] == screen
                self._look(message, where, code if foreign else self.lint.code)
        return bool(mine)

    def _happened(self, event: dict[str, Any]) -> Message | None:
        """Keep what a message says now; returns it if it is the bot's."""
        if event["kind"] == "delete":
            self._live.pop(event["message_id"], None)
        message = event.get("message")
        if event["kind"] not in {"message", "edit"} or not message["from"].get("is_bot"):
            return None
        self._live[message["message_id"]] = message
        return dict(message)

    def _look(self, message: Message, where: str, code: str) -> None:
        """Check a screen, and line up its buttons if it is new."""
        shape = self.shape(message)
        if shape in self.screens:
            return
        self.screens[shape] = message
        if not self._is_bilingual(message):
            for text in texts_of(message):
                self._lint_text(text, where, code)
        if not any({"callback_data", "url", "pay"} & key.keys() for key in keys(message)):
            self.faults.append(f"dead end after {where}: {said(message)[:200]!r}")
        self._queue.extend((message, key) for key in keys(message))

    def _is_bilingual(self, message: Message) -> bool:
        """The choice of a language is in both."""
        return sum(key.get("callback_data", "").startswith("lang:") for key in keys(message)) == LANGUAGES

    def _lint_text(self, text: str, where: str, code: str) -> None:
        """Check what is read, but for the order that a customer has named in his own language."""
        text = NAMED_ORDER.sub("", text)
        self.faults += [f"{fault} after {where}: {text[:300]!r}" for fault in self.lint.faults_of(text, code)]

    def shape(self, message: Message) -> Shape:
        """Return the shape of a screen, whatever its numbers are: its lines and labels, each once."""
        parts = [kind_of(message), *said(message).splitlines(), *(key["text"] for key in keys(message))]
        return tuple(dict.fromkeys(self._plain(part) for part in parts))

    def _plain(self, text: str) -> str:
        for title in self.titles:
            text = text.replace(title, "T")
        return DIGITS.sub("0", NUMBER.sub("N", ID.sub("I", text)))


def kind_of(message: Message) -> str:
    """Text, photo, document or invoice."""
    return next((kind for kind in ("photo", "document", "invoice") if kind in message), "text")


def texts_of(message: Message) -> list[str]:
    """All that a person reads of a message."""
    invoice = message.get("invoice", {})
    found = [said(message), *(key["text"] for key in keys(message)), invoice.get("title"), invoice.get("description")]
    return [text for text in found if text]
