"""The people of the stories: what a customer and the owner of the shop do with their thumbs."""

import asyncio
import re
import struct
import zlib
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import aiohttp

from tests.e2e import expected_texts
from tests.support.process_harness import PATIENCE, ROOT, Message, NotInTime, Person, codes, keys, said

PATIENT = 50
RECEIPT = "🧾 Receipt\n"
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class Visitor(Person):
    """Anybody in the chat with the bot."""

    async def says_and_hears(self, words: str) -> None:
        """Send a text and wait for the first word of the bot, whatever it is."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.id, text=words)
        await self.hears(seq, f"an answer to {words!r}")

    async def asks(self, command: str, wanted: str) -> Message:
        """Send a command and wait for the answer that holds a text: notices may come in between."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.id, text=command)
        return await self.waits(seq, wanted)


@dataclass
class Customer(Visitor):
    """A customer, and the words that he expects to read."""

    words: SimpleNamespace = field(default_factory=lambda: expected_texts.EN)

    async def arrives(self) -> None:
        """Start, choose the language, read the terms to their end and accept them."""
        await self.says("/start")
        await self.taps(self.words.language)
        await self.accepts()

    async def accepts(self) -> dict[str, object]:
        """Turn the pages of the terms on the screen and accept them; returns what the last button answered."""
        while any(self.words.next in key["text"] for key in keys(await self.screen())):
            await self.taps(self.words.next)
        return await self.taps(self.words.accept)

    async def views(self, slug: str) -> Message:
        """Open a product by its link; notices may come in before its card."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.id, text=f"/start p_{slug}")

        def is_card(event: dict[str, Any]) -> bool:
            mine = event["kind"] == "message" and event["chat_id"] == self.id
            return mine and any(key["text"] == self.words.back for key in keys(event["message"]))

        return dict((await self.sandbox.until(seq, is_card, f"the card of {slug}"))["message"])

    async def orders(self, slug: str, way: str | None = None) -> str:
        """Choose how to pay and confirm; returns the number of the order."""
        await self.views(slug)
        return await self.confirms(way or self.words.stars)

    async def confirms(self, way: str) -> str:
        """From a card to an order; returns its number."""
        await self.taps(way)
        return await self.confirms_here()

    async def confirms_here(self) -> str:
        """From the confirm screen to an order; returns its number."""
        await self.taps(self.words.confirm)
        return number_in(*[said(message) for message in await self.from_bot()][:-3:-1])

    async def pays_for(self, number: str) -> Message:
        """Pay the newest invoice and wait for the goods."""
        seq = await self.sandbox.seq()
        assert (await self.pays())["outcome"] == "paid"
        return await self.waits(seq, self.words.thanks.format(number))

    async def buys(self, slug: str) -> Message:
        """The whole way from a link to goods; returns the message that brings them."""
        return await self.pays_for(await self.orders(slug))

    async def reads(self, number: str) -> Message:
        """Open an order from /orders."""
        orders = await self.asks("/orders", number)
        await self.taps(number, orders)
        return await self.shown(orders)

    async def reads_when(self, number: str, word: str) -> Message:
        """Open an order as often as it takes to say this: goods may be read before the shop has noted their arrival."""
        async with asyncio.timeout(PATIENCE):
            while word not in said(order := await self.reads(number)):
                pass
        return order

    async def shown(self, message: Message) -> Message:
        """Return the message as it is by now; the newest one if it is gone."""
        found = await self.from_bot()
        return next((one for one in found if one["message_id"] == message["message_id"]), found[-1])

    async def loses(self, message: Message) -> None:
        """Wait until the shop has taken a message away: it does so after the answer to what ended it."""
        async with asyncio.timeout(PATIENCE):
            while any(one["message_id"] == message["message_id"] for one in await self.from_bot()):
                pass

    async def sends_photo(self, colour: int) -> Message:
        """Send a photo and wait for the answer."""
        seq = await self.sandbox.seq()
        form = aiohttp.FormData({"user_id": str(self.id), "kind": "photo"})
        form.add_field("file", picture(colour), filename="receipt.png", content_type="image/png")
        async with self.sandbox.session.post(f"{self.sandbox.address}/sandbox/upload", data=form) as answer:
            assert answer.status == 200, await answer.text()
        await self.hears(seq, "an answer to a photo")
        return await self.screen()

    async def asks_until(self, command: str, wanted: str) -> str:
        """Send a command again, whenever something has happened, until the answer holds a text; returns the answer."""
        for _ in range(PATIENT):
            seq = await self.sandbox.seq()
            told = said(await self.says(command))
            if wanted in told:
                return told
            await self.sandbox.get("events", since=seq + 2, timeout=0.3)
        raise NotInTime(f"{wanted!r} in the answer to {command}: {told!r}")

    async def balance(self) -> int:
        """The Stars of this person."""
        users = (await self.sandbox.get("state"))["users"]
        return int(next(user["balance"] for user in users if user["id"] == self.id))

    async def reminders(self) -> list[str]:
        """Every reminder in the chat, oldest first."""
        return [said(message) for message in await self.from_bot() if said(message).startswith("⏰")]


@dataclass
class Owner(Visitor):
    """The admin, in English."""

    async def opens_up(self, *slugs: str) -> None:
        """Say hello and fill the shelves with the example stock."""
        await self.says("/start")
        await self.taps("English")
        for slug in slugs:
            await self.imports(slug, *(ROOT / f"data/stock.example/{slug}.txt").read_text().split())

    async def imports(self, slug: str, *lines: str) -> None:
        """Import codes."""
        report = await self.asks(f"/stock {slug}\n" + "\n".join(lines), "Nothing is imported yet.")
        await self.taps("Import", report)

    async def finds(self, number: str) -> Message:
        """Leaf through the receipts to the one of an order."""
        receipt = await self.asks("/pending", RECEIPT)
        while f"Order {number}:" not in said(receipt):
            seq = await self.sandbox.seq()
            await self.taps("Next", receipt)
            receipt = await self.waits(seq, RECEIPT)
        return receipt

    async def approves(self, number: str) -> Message:
        """The money for an order is there; returns the receipt."""
        receipt = await self.finds(number)
        await self.taps("Approve", receipt)
        return receipt

    async def rejects(self, number: str, reason: str) -> Message:
        """The money for an order is not there; returns the receipt."""
        receipt = await self.finds(number)
        await self.taps("Reject", receipt)
        await self.taps(reason)
        return receipt


def number_in(*texts: str) -> str:
    """The number of an order in the first text that has one."""
    return next(found[0] for text in texts if (found := NUMBER.search(text)))


def secret_in(message: Message) -> str:
    """The one code or link that a message brings; the number of its order is not meant."""
    brought = [code for code in codes(message) if not NUMBER.fullmatch(code)]
    assert len(brought) == 1, brought
    return brought[0]


def picture(colour: int) -> bytes:
    """A small PNG of one shade of grey."""
    side = 64
    rows = (b"\0" + bytes([colour]) * side) * side
    chunks = (
        (b"IHDR", struct.pack(">2I5B", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
