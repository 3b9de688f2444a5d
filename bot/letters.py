"""Updates as the inbox keeps them: what is read of them, and how they and their marks are written."""

import asyncio
from typing import Any

from services.domain.clock import MINUTE
from services.domain.letter import Letter, LetterState
from services.storage.transaction import Transaction

LEASE = MINUTE
LARGEST_ID = 2**63 - 1
"""What a column holds. A row that cannot be written would spoil every transaction that takes it along."""


def letter_of(bot_id: int, raw: dict[str, Any], received_at: int) -> Letter:
    """Read of a raw update only what is needed to keep it: its id, its kind, whose it is."""
    kind = next((name for name in raw if name != "update_id"), "nothing")
    body = raw.get(kind)
    sender = body.get("from") if isinstance(body, dict) else None
    user_id = sender.get("id") if isinstance(sender, dict) else None
    known = isinstance(user_id, int) and 0 < user_id <= LARGEST_ID
    return Letter(bot_id, int(raw["update_id"]), user_id if known else None, kind, raw, received_at)


class Rows:
    """New updates that wait to be written down, or to be done before that."""

    def __init__(self) -> None:
        self.letters: dict[int, Letter] = {}
        self.left = False
        self.shipped: asyncio.Future[None]

    async def __call__(self, tx: Transaction) -> None:
        """Write them. Repeating it changes nothing."""
        self.left = True
        await tx.inbox.store(list(self.letters.values()), tx.real() + LEASE)


class Marks:
    """Updates that are done and whose rows do not say so yet."""

    def __init__(self, bot_id: int) -> None:
        self.bot_id = bot_id
        self.done: dict[int, LetterState] = {}
        self.left = False

    async def __call__(self, tx: Transaction) -> None:
        """Mark the rows. Repeating it changes nothing."""
        self.left = True
        for state in set(self.done.values()):
            ids = [number for number, said in self.done.items() if said is state]
            await tx.inbox.finish(self.bot_id, ids, state)
