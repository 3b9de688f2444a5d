"""The queue of notices: money and goods first, then words of people, then what nobody waits for.

A chat takes one message a second, so of one recipient's notices no more are taken than are sent soon. The rest of what
is due for them gets into a line, a second apart, and is not looked at before its second has come: the work grows with
what is sent, however much waits. Only a disturbance (a pause, a restart) makes a line anew.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, func, literal, select, update

from services.domain.messaging.notice import NoticeState, Priority
from services.domain.values.clock import SECOND
from services.storage.connection.connection import Connection
from services.storage.tables import notices
from services.storage.tables.columns import in_states, is_due

AT_ONCE = 3
"""So many notices of one recipient are held at a time; those of a higher priority come on top."""
DUE = in_states(notices.c.state, NoticeState.DUE)
LINE = notices.alias("line")


def _is_behind(row: Row[Any]) -> bool:
    """Return whether a line stands already that was written before."""
    return row.first is not None and row.first < row.id


class NoticeQueue:
    """Takes notices for sending, inside a transaction of the caller."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now
        self._held: Counter[tuple[int, int]] = Counter()
        self._left: list[int] = []

    async def take(self, limit: int, lease: int) -> Sequence[Row[Any]]:
        """Claim what is due, and what a dead holder has left, under a lease; in the order of sending."""
        await self._look_at_what_is_held()
        rows = await self._hold(self._left[:limit], lease)
        for priority in Priority:
            rows += await self._take_one(priority, limit - len(rows), lease)
        return sorted(rows, key=lambda row: (row.priority, row.due_at, row.id))

    async def _look_at_what_is_held(self) -> None:
        held = await self._connection.execute(
            select(notices.c.id, notices.c.recipient_id, notices.c.priority, notices.c.lease_until).where(
                in_states(notices.c.state, NoticeState.SENDING)
            )
        )
        for row in held:
            if row.lease_until is None or row.lease_until <= self._now:
                self._left.append(row.id)
            self._held[row.recipient_id, row.priority] += 1

    async def _take_one(self, priority: Priority, limit: int, lease: int) -> list[Row[Any]]:
        """Take notices of one priority; who has more than fits gets a line, and others are seen behind them."""
        taken: list[Row[Any]] = []
        while len(taken) < limit:
            due = await self._due(priority, limit - len(taken))
            fitting = [row.id for row in due if not _is_behind(row) and self._fits(row.recipient_id, priority)]
            taken += await self._hold(fitting, lease)
            crowded = {row.recipient_id: row for row in reversed(due) if row.id not in fitting}
            for row in crowded.values():
                await self._line_up(row, priority)
            if not crowded:
                break
        return taken

    def _fits(self, recipient_id: int, priority: Priority) -> bool:
        """Return whether one more of a recipient is sent soon; if so, it counts from now on."""
        ahead = sum(self._held[recipient_id, rank] for rank in Priority if rank <= priority)
        fits = ahead < AT_ONCE
        self._held[recipient_id, priority] += fits
        return fits

    async def _due(self, priority: Priority, limit: int) -> Sequence[Any]:
        """Return the due notices, and of each recipient's line the first one (its id) and when its end is due."""
        line = (
            select(LINE.c.id)
            .where(
                in_states(LINE.c.state, NoticeState.DUE),
                LINE.c.recipient_id == notices.c.recipient_id,
                LINE.c.priority == priority,
            )
            .where(LINE.c.due_at > self._now, LINE.c.attempts == 0)
            .order_by(LINE.c.due_at)
            .limit(1)
        )
        ends = line.with_only_columns(LINE.c.due_at).order_by(None).order_by(LINE.c.due_at.desc())
        found = await self._connection.execute(
            select(
                notices.c.id,
                notices.c.recipient_id,
                line.scalar_subquery().label("first"),
                ends.scalar_subquery().label("ends"),
            )
            .where(DUE, notices.c.priority == priority, notices.c.due_at <= self._now)
            .order_by(notices.c.due_at, notices.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=notices)
        )
        return found.all()

    async def _line_up(self, late: Row[Any], priority: Priority) -> None:
        """Put what is due for a recipient into a line, a second apart: behind the one that stands, or all of it anew.

        Anew if one is late that stood in it. What failed before keeps its own time, and goes first when that has come.
        """
        is_new = _is_behind(late)
        due = notices.c.due_at <= self._now
        mine = (
            select(notices.c.id, notices.c.attempts)
            .where(DUE, notices.c.recipient_id == late.recipient_id, notices.c.priority == priority)
            .where(due if is_new else due | (notices.c.attempts == 0))
            .with_for_update(skip_locked=True)
            .cte("mine")
        )
        place = func.row_number().over(order_by=(mine.c.attempts == 0, mine.c.id)).label("place")
        ranked = select(mine.c.id, place).subquery("ranked")
        behind = late.ends if is_new else self._now + (AT_ONCE - 1) * SECOND
        await self._connection.execute(
            update(notices)
            .where(notices.c.id == ranked.c.id, DUE)
            .values(due_at=literal(behind, BigInteger) + ranked.c.place * SECOND)
        )

    async def _hold(self, notice_ids: Sequence[int], lease: int) -> list[Row[Any]]:
        if not notice_ids:
            return []
        rows = await self._connection.execute(
            update(notices)
            .where(notices.c.id.in_(notice_ids), is_due(notices, self._now, by_id=True))
            .values(state=NoticeState.SENDING, lease_until=self._now + lease, attempts=notices.c.attempts + 1)
            .returning(notices)
        )
        return list(rows)
