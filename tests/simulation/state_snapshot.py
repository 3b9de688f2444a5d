"""The state of a shop and its chats after an update: all rows in the clear, and all that people see."""

import json
import re
from collections.abc import AsyncIterator, Container, Iterator
from typing import Any

from sqlalchemy import Select, select

from sandbox.users.chats import Post
from services.storage.tables import metadata
from services.storage.transaction import ReadTransaction
from services.storage.vault import KeyMissing
from tests.simulation.retry_harness import RetryHarness

APART = frozenset({"inbox", "leases", "lanes", "turns"})
"""Tables of the intake and of processes: a rehearsal has neither."""
EVERY_ROW = {
    table.name: select(table).order_by(*table.primary_key.columns)
    for table in metadata.sorted_tables
    if table.name not in APART
}
SHOWS = ("screen_id", "invoice_id")
SEEN = ("text", "caption", "reply_markup", "invoice", "photo", "document", "entities", "caption_entities")
COPIES, ANSWER = "messages of the bot", "answer to the pressed button"
FILE = re.compile(r'"file_id": "[^"]*"')


async def standing(harness: RetryHarness) -> dict[str, list[str]]:
    """Everything that must be the same whether calls have failed or not."""
    async with harness.shop.db.read() as reading:
        rows = {name: [one async for one in _rows(harness, reading, every)] for name, every in EVERY_ROW.items()}
    chats = {f"chat {user}": _chat(harness, user) for user in harness.world.chats.all}
    answer = harness.pressed.answer.result() if harness.pressed and harness.pressed.answer.done() else None
    menus = sorted(json.dumps([str(scope), menu]) for scope, menu in harness.world.profile._commands.items())
    return {**rows, **chats, ANSWER: [str(answer)], "menus": menus, COPIES: [str(_count(harness))]}


def _count(harness: RetryHarness) -> int:
    """Return how many messages of the bot there are in all chats, equal ones too."""
    return sum(post.outgoing and not post.deleted for post in harness.world.chats.posts.values())


async def _rows(harness: RetryHarness, reading: ReadTransaction, every: Select[Any]) -> AsyncIterator[str]:
    for row in await reading.connection.execute(every):
        yield str({name: _clear(harness, name, value) for name, value in row._mapping.items()})


def _clear(harness: RetryHarness, name: str, value: Any) -> Any:
    """Return a value in the clear: the content of a ciphertext, the message behind an id."""
    if isinstance(value, bytes):
        try:
            return harness.shop.db.vault.decrypt_bytes(value)
        except KeyMissing:
            return value
    post = harness.world.chats.posts.get(value) if name in SHOWS else None
    return value if post is None else _seen(post)


def _chat(harness: RetryHarness, user: int) -> list[str]:
    """Return the chat as a person sees it, from the top; of equal messages of the bot the lowest."""
    posts = [post for post in harness.world.chats.all[user].posts.values() if not post.deleted]
    seen: dict[str, None] = {}
    for post in posts:
        said = _seen(post)
        seen.pop(said, None)
        seen[said] = None
    return list(seen)


def _seen(post: Post) -> str:
    """All but the id of a file, which is another one each time that it is sent."""
    seen = json.dumps({"outgoing": post.outgoing} | {name: post.body[name] for name in SEEN if name in post.body})
    return FILE.sub("", seen)


def differences(one: dict[str, list[str]], other: dict[str, list[str]], but: Container[str] = ()) -> Iterator[str]:
    """Return the lines of one of them that the other lacks, `but` for some of them."""
    for name in [name for name in one.keys() | other.keys() if name not in but]:
        here, there = one.get(name, []), other.get(name, [])
        if here != there:
            missing, surplus = ([x for x in a if x not in b] for a, b in ((here, there), (there, here)))
            yield f"{name}: missing {missing}, too much {surplus}"
            if sorted(here) == sorted(there):
                yield f"{name}: another order"
