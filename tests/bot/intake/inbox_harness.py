"""An intake over a real database, and the hands behind it: what they were given, and how they fail when told to."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, text

from bot.intake.inbox import InboxProcessor
from services.domain.system.update import InboxUpdate
from services.storage.database import Database
from services.storage.tables import inbox
from services.storage.transaction import Transaction
from tests.support.databases import begin_writes_with
from tests.support.service_harness import BOT


def words(update_id: int, user_id: int = 1001, said: str = "hello") -> dict[str, Any]:
    """A message as Telegram sends it."""
    sender = {"id": user_id, "is_bot": False, "first_name": "Ann"}
    body = {"message_id": update_id, "date": 0, "chat": {"id": user_id, "type": "private"}, "from": sender}
    return {"update_id": update_id, "message": body | {"text": said}}


def tap(update_id: int, user_id: int = 1001, kind: str = "callback_query") -> dict[str, Any]:
    """A pressed button, or another thing that goes stale."""
    return {"update_id": update_id, kind: {"id": str(update_id), "from": {"id": user_id}}}


@dataclass
class InboxHarness:
    """Takes updates at an intake: `given` are the ids it was handed, `dead` those it was told of as dead."""

    db: Database
    given: list[int] = field(default_factory=list)
    dead: list[tuple[int, str]] = field(default_factory=list)
    stored_before: list[bool] = field(default_factory=list)
    failures: dict[int, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    begun: dict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    def __post_init__(self) -> None:
        self.intake = self.open()

    def open(self) -> InboxProcessor:
        """An intake as a new process would have it: the same database, no memory."""
        self.intake = InboxProcessor(self.db, BOT, self.feed, self.report_dead)
        return self.intake

    def holds(self, *update_ids: int) -> asyncio.Event:
        """Keep these under way until the event is set."""
        gate = asyncio.Event()
        self.gates.update(dict.fromkeys(update_ids, gate))
        return gate

    async def feed(self, update: InboxUpdate) -> None:
        self.given.append(update.update_id)
        self.begun[update.update_id].set()
        self.stored_before.append(update.update_id in await self.rows())
        if update.update_id in self.gates:
            await self.gates[update.update_id].wait()
        if self.failures[update.update_id]:
            raise self.failures[update.update_id].pop(0)

    async def report_dead(self, update: InboxUpdate, error: BaseException) -> None:
        self.dead.append((update.update_id, type(error).__name__))

    async def takes(self, *raws: dict[str, Any]) -> None:
        """Take a batch and have it handled to the end."""
        await self.intake.accept_batch(raws)
        await self.finish()

    async def finish(self) -> None:
        assert await self.intake.queues.drain(5), "something is still under way"
        await self.intake.mark()

    async def rows(self) -> dict[int, Any]:
        """Return the committed rows of the inbox, by update id."""
        async with self.db.read() as reading:
            return {row.update_id: row for row in await reading.connection.execute(select(inbox))}

    async def states(self) -> dict[int, str]:
        return {number: row.state for number, row in (await self.rows()).items()}


class Disk:
    """A disk that is full as long as it is told so: every transaction fails in the database itself."""

    def __init__(self, db: Database) -> None:
        self.full = False
        begin_writes_with(db, self._write)

    async def _write(self, tx: Transaction) -> None:
        if self.full:
            await tx.connection.execute(text("SELECT nothing FROM nowhere"))
