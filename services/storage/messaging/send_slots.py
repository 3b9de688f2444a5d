"""Rows that say when the next message may go out: one for all together, and one a chat that was written to lately."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, select

from services.domain.values.clock import Clock
from services.storage import tables
from services.storage.connection import Connection
from services.storage.dialect import insert

T = tables.turns
ALL = 0
"""The row of all chats together; no chat has this number."""


class Turns:
    """Moments by the clock that the processes agree on (ms). PostgreSQL."""

    def __init__(self, connection: Connection, real: Clock) -> None:
        self._connection = connection
        self._real = real

    async def look(self, chat_ids: Sequence[int]) -> tuple[int, dict[int, int]]:
        """The present moment, and the next one of all together and of each chat; the others wait until we have ended.

        What is written here need not survive a loss of power.
        """
        await self._connection.execute(select(func.set_config("synchronous_commit", "off", True)))
        first = insert(self._connection, T).values(chat_id=ALL, next_at=0)
        await self._connection.execute(
            first.on_conflict_do_update(index_elements=["chat_id"], set_={"next_at": T.c.next_at})
        )
        rows = await self._connection.execute(select(T.c.chat_id, T.c.next_at).where(T.c.chat_id.in_([ALL, *chat_ids])))
        return self._real(), {row.chat_id: row.next_at for row in rows}

    async def note(self, moments: Mapping[int, int]) -> None:
        """Write down the next moments."""
        rows = [{"chat_id": chat_id, "next_at": moments[chat_id]} for chat_id in sorted(moments)]
        wanted = insert(self._connection, T).values(rows)
        await self._connection.execute(
            wanted.on_conflict_do_update(index_elements=["chat_id"], set_={"next_at": wanted.excluded.next_at})
        )

    async def clear(self, before: int) -> None:
        """Forget chats whose next moment is long over."""
        await self._connection.execute(delete(T).where(T.c.chat_id != ALL, T.c.next_at < before))
