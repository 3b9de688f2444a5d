"""A stage for stories: the sandbox and the shop as processes of their own, and people who act on it over HTTP.

Nothing here knows the inside of the shop. A person sends, presses, pays and reads, as in Telegram; waiting is done on
the sandbox's events, never on the clock.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiohttp
from cryptography.fernet import Fernet

from tests.support import warm_start
from tests.support.warm_start import Child

ROOT = Path(__file__).resolve().parents[2]
ANN, WEI, OLIVIA = 1001, 1002, 9001
PATIENCE = 60.0
NOTICES = 10

Message = dict[str, Any]


class NotInTime(AssertionError):
    """An awaited answer did not come."""


@dataclass
class Sandbox:
    """The running sandbox, by its control interface."""

    address: str
    session: aiohttp.ClientSession
    process: asyncio.subprocess.Process | None = None

    async def get(self, path: str, **query: object) -> Any:
        async with self.session.get(
            f"{self.address}/sandbox/{path}", params={k: str(v) for k, v in query.items()}
        ) as answer:
            assert answer.status < 400, f"{path}: {answer.status} {await answer.text()}"
            return await answer.json()

    async def post(self, path: str, **body: object) -> Any:
        async with self.session.post(f"{self.address}/sandbox/{path}", json=body) as answer:
            assert answer.status < 400, f"{path} {body}: {answer.status} {await answer.text()}"
            return await answer.json()

    async def delete(self, path: str) -> None:
        async with self.session.delete(f"{self.address}/sandbox/{path}") as answer:
            assert answer.status < 400, f"{path}: {answer.status} {await answer.text()}"

    async def seq(self) -> int:
        return int((await self.get("state"))["seq"])

    async def until(self, seq: int, wanted: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """The first event after `seq` that is wanted."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            told = await self.get("events", since=seq, timeout=1)
            for event in told["events"]:
                if wanted(event):
                    return dict(event)
            seq = told["seq"]
        raise NotInTime(what)

    async def passes(self, seconds: float) -> None:
        """Let so much time go by, by the clock that the bot's pace is counted by, whatever happens meanwhile."""
        time = asyncio.get_running_loop().time
        seq, end = await self.seq(), time() + seconds
        while (left := end - time()) > 0:
            seq = (await self.get("events", since=seq, timeout=left))["seq"]

    async def calls(self) -> list[dict[str, Any]]:
        return list((await self.get("calls"))["calls"])

    async def problems(self) -> list[Any]:
        return list((await self.get("problems"))["problems"])

    async def advance(self, seconds: int) -> None:
        await self.post("clock", advance_seconds=seconds)

    def person(self, user_id: int) -> "Person":
        return Person(self, user_id)

    async def newcomer(self, user_id: int, language: str = "en", name: str = "New") -> "Person":
        await self.post("users", id=user_id, first_name=name, language_code=language)
        return Person(self, user_id)


@dataclass
class Person:
    """Somebody with a phone."""

    sandbox: Sandbox
    id: int

    async def messages(self) -> list[Message]:
        """Everything in the chat with the bot that is not deleted, oldest first."""
        chat = await self.sandbox.get(f"chats/{self.id}")
        return [message for message in chat["messages"] if not message.get("deleted")]

    async def from_bot(self) -> list[Message]:
        return [message for message in await self.messages() if message["from"].get("is_bot")]

    async def screen(self) -> Message:
        """The newest message of the bot."""
        return (await self.from_bot())[-1]

    async def text(self) -> str:
        """Return the text of the bot's newest message."""
        return said(await self.screen())

    async def says(self, text: str) -> Message:
        """Send a text and wait for the bot to answer with a message."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.id, text=text)
        await self.hears(seq, f"an answer to {text!r}")
        return await self.screen()

    async def hears(self, seq: int, what: str) -> dict[str, Any]:
        """The event of the next message of the bot after `seq`, whatever it says."""

        def by_bot(event: dict[str, Any]) -> bool:
            message = event.get("message") or {}
            return (
                event["kind"] == "message"
                and event["chat_id"] == self.id
                and bool(message.get("from", {}).get("is_bot"))
            )

        return await self.sandbox.until(seq, by_bot, what)

    async def waits(self, seq: int, text: str) -> Message:
        """The first message of the bot after `seq` that holds a text."""

        def holds(event: dict[str, Any]) -> bool:
            return (
                event["kind"] in {"message", "edit"} and event["chat_id"] == self.id and text in said(event["message"])
            )

        return dict((await self.sandbox.until(seq, holds, f"a message with {text!r}"))["message"])

    async def taps(self, text: str, message: Message | None = None) -> dict[str, Any]:
        """Press the newest button with this text (or containing it); returns what the sandbox tells of it."""
        found = message or await self._finds_button(text)
        label = next(key["text"] for key in keys(found) if text in key["text"])
        return dict(await self.sandbox.post("press", user_id=self.id, message_id=found["message_id"], text=label))

    async def _finds_button(self, text: str) -> Message:
        """The newest message with a button; notices may have come in before the screen that has it."""
        for _ in range(NOTICES):
            seq = await self.sandbox.seq()
            with suppress(NotInTime):
                return await self._with_button(text)
            await self.hears(seq, f"a message with a button {text!r}")
        return await self._with_button(text)

    async def _with_button(self, text: str) -> Message:
        for message in reversed(await self.from_bot()):
            if any(text in key["text"] for key in keys(message)):
                return message
        shown = [[key["text"] for key in keys(message)] for message in await self.from_bot()]
        raise NotInTime(f"no button {text!r} among {shown}")

    async def pays(self, **options: object) -> dict[str, Any]:
        """Pay the newest invoice, or the first that comes."""
        seq = await self.sandbox.seq()
        invoices = [message for message in await self.from_bot() if "invoice" in message]
        while not invoices:
            event = await self.hears(seq, "an invoice")
            seq, invoices = event["seq"], [event["message"]] if "invoice" in event["message"] else []
        invoice = invoices[-1]
        return dict(await self.sandbox.post("pay", user_id=self.id, message_id=invoice["message_id"], **options))


def said(message: Message) -> str:
    """Text or caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


def keys(message: Message) -> list[dict[str, Any]]:
    """The buttons of a message, row by row."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [key for row in rows for key in row]


def codes(message: Message) -> list[str]:
    """Return the code that a message shows: goods, amounts, numbers."""
    text = said(message).encode("utf-16-le")
    found = message.get("entities") or message.get("caption_entities") or []
    return [
        text[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")
        for entity in found
        if entity["type"] == "code"
    ]


@dataclass
class ShopProcess:
    """The bot as production runs it: `python -m bot run`, with settings of its own.

    `cold`: by a Python that begins with nothing. Otherwise its imports were made before
    (tests/support/warm_start.py).
    """

    environment: dict[str, str]
    command: tuple[str, ...] = (sys.executable, "-m", "bot", "run")
    tree: Path = ROOT
    cold: bool = False
    process: asyncio.subprocess.Process | Child | None = None
    log: list[str] = field(default_factory=list)
    _reader: asyncio.Task[None] | None = None

    async def start(self) -> Self:
        """Start and wait until the shop is open."""
        self.process = await self.begins(*self.command)
        is_open = asyncio.Event()
        self._reader = asyncio.create_task(self._read(is_open))
        opened = asyncio.create_task(is_open.wait())
        await asyncio.wait([opened, self._reader], return_when=asyncio.FIRST_COMPLETED, timeout=60)
        opened.cancel()
        assert is_open.is_set(), "the shop did not open:\n" + "\n".join(self.log[-40:])
        return self

    async def begins(self, python: str, option: str, module: str, *words: str) -> asyncio.subprocess.Process | Child:
        """A program of the shop, with the settings of this one."""
        if not (self.cold or self.tree != ROOT or "COVERAGE_PROCESS_START" in self.environment):
            return await warm_start.start(module, words, self.tree, self.environment)
        return await asyncio.create_subprocess_exec(
            python, option, module, *words, cwd=self.tree, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    async def _read(self, is_open: asyncio.Event) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.log.append(line.decode(errors="replace").rstrip())
            if self.opens_with(self.log[-1]):
                is_open.set()

    def opens_with(self, line: str) -> bool:
        """Return whether a line of the log says that the shop serves."""
        return "shop_opened" in line

    async def run_command(self, *arguments: str) -> tuple[int, str]:
        """Another command of the shop, with the same settings: exit code and what it printed."""
        process = await self.begins(sys.executable, "-m", "bot", *arguments)
        assert process.stdout is not None
        out = await process.stdout.read()
        return await process.wait(), out.decode()

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the shop; returns its exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        code = await self.process.wait()
        if self._reader is not None:
            await self._reader
        return code


def settings_for(sandbox: Sandbox, folder: Path, **chosen: str) -> dict[str, str]:
    """The environment of a shop under test: a database, keys and health port of its own."""
    plain = {
        key: value
        for key, value in os.environ.items()
        if key in {"PATH", "HOME", "LANG", "LC_ALL", "COVERAGE_PROCESS_START"}
    }
    return (
        plain
        | {
            "BOT_TOKEN": "42:SANDBOX-TOKEN",
            "BOT_API_URL": sandbox.address,
            "ADMIN_IDS": str(OLIVIA),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/shop.sqlite3",
            "SECRET_KEYS": Fernet.generate_key().decode(),
            "CATALOG": str(ROOT / "data/catalog.example.yaml"),
            "PAYMENT_METHODS": "stars,manual",
            "MANUAL_PAYEE_EN": "Bank of Nowhere 0000 1234",
            "MANUAL_PAYEE_ZH": "无名银行 0000 1234",
            "WEB_PORT": "0",
            "TAPS_PER_SECOND": "30",
        }
        | chosen
    )


@asynccontextmanager
async def sandbox_running() -> AsyncIterator[Sandbox]:
    """A sandbox process on a free port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip().removeprefix("sandbox: ").rstrip("/")
    async with aiohttp.ClientSession() as session:
        try:
            yield Sandbox(address, session, process)
        finally:
            process.terminate()
            await process.wait()


@asynccontextmanager
async def shop_running(
    sandbox: Sandbox, folder: Path, *, stock: tuple[str, ...] = ("emby-30", "emby-365", "all-access-30"), **chosen: str
) -> AsyncIterator[ShopProcess]:
    """An open shop with stock on the shelves."""
    shop = ShopProcess(settings_for(sandbox, folder, **chosen))
    for slug in stock:
        code, out = await shop.run_command("import-stock", slug, f"data/stock.example/{slug}.txt")
        assert code == 0, out
    await shop.start()
    try:
        yield shop
    finally:
        await shop.stop()
