"""A person who buys one thing, and goes on buying whatever happens to the shop meanwhile."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import asyncpg

from sandbox.world import World
from tests.chaos.world import SLUG
from tests.support.process_harness import PATIENCE, Message, NotInTime, Person, codes, keys, said

THANKS, COPY = "Thank you!", "sent again because"
ATTEMPTS = 3


class Buyer(Person):
    """Knows the way from the link to the goods, by the words on the buttons."""

    async def buys(self) -> None:
        """All of it: card, confirm screen, invoice, payment."""
        await self.says(f"/start p_{SLUG}")
        await self.presses("Pay")
        await self.presses("Confirm")
        for _ in range(ATTEMPTS):
            paid = await self.pays()
            if paid["outcome"] != "timeout":
                break
        assert paid["outcome"] == "paid", paid

    async def buys_and_looks(self) -> set[str]:
        """Buy, and look at once."""
        await self.buys()
        return await self.looks()

    async def presses(self, label: str) -> None:
        screen = await self._finds_button(label)
        await self.presses_on(screen["message_id"], next(data_of(key) for key in keys(screen) if label in key["text"]))

    async def presses_on(self, message_id: int, data: str) -> None:
        """Press what stands on a message, or stood there when it was looked at."""
        assert await self.is_answered(message_id, data), f"{data} was never answered"

    async def is_answered(self, message_id: int, data: str) -> bool:
        """Press, and tell whether the shop noticed in the time that a button waits."""
        press = {"user_id": self.id, "message_id": message_id, "data": data, "force": True}
        return (await self.sandbox.post("press", **press))["answer"] is not None

    async def looks(self) -> set[str]:
        """Return the goods that /orders shows of the newest order; a buyer who has paid finds them there at once."""
        seq = await self.sandbox.seq()
        await self.sandbox.post("send", user_id=self.id, text="/orders")
        listing = await self.waits(seq, "My orders")
        newest = next(data_of(key) for key in keys(listing) if data_of(key).startswith("o:"))
        await self.presses_on(listing["message_id"], newest)
        return set(codes(next(one for one in await self.messages() if one["message_id"] == listing["message_id"])))


def data_of(key: dict[str, str]) -> str:
    """Return the data of a button; an empty text, if it opens a link or copies."""
    return key.get("callback_data", "")


def told(world: World, chat_id: int) -> list[tuple[str, Message]]:
    """Everything that the bot ever showed in a chat, edits and deleted messages too: the kind of event, the message.

    Read in one go: the shop may go on talking while a thread checks it.
    """
    return [
        (event["kind"], event["message"])
        for event in list(world.events._events)
        if event["kind"] in {"message", "edit"} and event["chat_id"] == chat_id and event["message"].get("outgoing")
    ]


def deliveries(world: World, chat_id: int) -> list[Message]:
    """The messages that brought goods."""
    return [message for kind, message in told(world, chat_id) if kind == "message" and THANKS in said(message)]


def ask(database: Path | str, question: str) -> list[tuple[object, ...]]:
    """Look into a SQLite file, or a PostgreSQL database by its address, from outside."""
    if isinstance(database, str):
        return asyncio.run(_ask_postgres(database, question))
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return connection.execute(question).fetchall()


async def _ask_postgres(url: str, question: str) -> list[tuple[object, ...]]:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return [tuple(row) for row in await connection.fetch(question)]
    finally:
        await connection.close()


async def until(fact: Callable[[], bool], what: str) -> None:
    """Look again and again until something is the case."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not fact():
        if asyncio.get_running_loop().time() > deadline:
            raise NotInTime(what)
        await asyncio.sleep(0.02)


def is_settled(database: Path, paid: int) -> bool:
    """Return whether so many deliveries exist and none of them is on its way."""
    states = [state for (state,) in ask(database, "SELECT state FROM deliveries")]
    return len(states) >= paid and not {"DUE", "SENDING", "UNCERTAIN"}.intersection(states)
