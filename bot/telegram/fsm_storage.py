"""aiogram's conversation state over our own database: it survives a restart, encrypted, without another service.

Most people are in no conversation, and aiogram asks about everybody with every update, so answers are remembered.

What a handler writes is written last, and beside it what was there before: an update that fails, or whose process dies,
is handled again and must then meet the conversation that it met first (ADR 0028).
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from services.domain.values.bounded_dict import BoundedDict
from services.domain.values.clock import Clock
from services.storage.database import Database

CACHE_SIZE = 5_000

Conversation = tuple[str | None, dict[str, Any]]

_held: ContextVar["_Held | None"] = ContextVar("held", default=None)


@dataclass(frozen=True, slots=True)
class _Held:
    """The conversations as one update finds them: as it wrote them itself, else as they were before it."""

    met: Mapping[str, Conversation]
    written: dict[str, Conversation] = field(default_factory=dict)

    def find(self, name: str) -> Conversation | None:
        return self.written.get(name) or self.met.get(name)


class DatabaseFsmStorage(BaseStorage):
    """Durable state and data, one row for each person who is being waited for."""

    def __init__(self, db: Database, now: Clock) -> None:
        self._db = db
        self._now = now
        self._known: BoundedDict[str, Conversation] = BoundedDict(CACHE_SIZE)

    @asynccontextmanager
    async def written_last(self, act: str | None = None, *, again: bool = False) -> AsyncIterator[None]:
        """Around one update: what is written inside is seen inside at once, and kept when the block ends without error.

        A refusal of the shop is an answer (handlers/system/errors.py), so what was written before it is kept. What an
        act has written already is not seen by it if it is done `again`: it meets what it met first.
        """
        before = await self._before(act) if again else None
        held = _Held(before or {})
        token = _held.set(held)
        try:
            yield
        finally:
            _held.reset(token)
        await self._write(held.written, act if before is None else None)

    async def _before(self, act: str | None) -> dict[str, Conversation] | None:
        """The conversations that an act has met, if it has changed them."""
        async with self._db.read() as reading:
            found = await reading.outcomes.find(act)
        return None if found is None else {name: (state, data) for name, (state, data) in found.items()}

    async def _get(self, key: StorageKey) -> Conversation:
        name, held = _name(key), _held.get()
        found = held.find(name) if held else None
        return found or await self._read(name)

    async def _read(self, name: str) -> Conversation:
        if (known := self._known.get(name)) is not None:
            return known
        async with self._db.read() as reading:
            found = await reading.conversations.get(name)
        self._known[name] = found
        return found

    async def _put(self, key: StorageKey, state: str | None, data: Mapping[str, Any]) -> None:
        held, conversation = _held.get(), (state, dict(data))
        if held is None:
            await self._write({_name(key): conversation})
        else:
            held.written[_name(key)] = conversation

    async def _write(self, conversations: Mapping[str, Conversation], act: str | None = None) -> None:
        met = {name: await self._read(name) for name in conversations}
        changed = {name: one for name, one in conversations.items() if one != met[name]}
        if not changed:
            return
        async with self._db.begin() as tx:
            for name, conversation in changed.items():
                await tx.conversations.put(name, *conversation, self._now())
            await tx.outcomes.put(act, {name: met[name] for name in changed})
        for name, conversation in changed.items():
            self._known[name] = conversation

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set the state of a conversation; None ends it."""
        wanted = state.state if isinstance(state, State) else state
        await self._put(key, wanted, (await self._get(key))[1])

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state of a conversation."""
        return (await self._get(key))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace what the conversation has gathered."""
        await self._put(key, (await self._get(key))[0], data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return the data of a conversation."""
        return dict((await self._get(key))[1])

    def forget(self, key: StorageKey) -> None:
        """Drop the cached state: another process may have changed it."""
        self._known.pop(_name(key), None)

    async def close(self) -> None:
        """The database is closed by whoever opened it."""


def _name(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}"
