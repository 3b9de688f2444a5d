"""Rows of messages that the shop sends by itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update

from services.domain.messaging.notice import Notice, NoticeState
from services.storage.dialect import insert
from services.storage.messaging.notice_queue import NoticeQueue
from services.storage.repository import Repository, picked
from services.storage.tables import IS_KEYLESS, notices
from services.storage.tables.columns import in_states, is_due

Gathered = tuple[Notice, int]
CLEAR_BATCH = 500
TOLD = ("recipient_id", "kind", "dedup_key", "expires_at")


class Notices(Repository):
    """The repository of notices: at most one for each `dedup_key`. Their params are emptied when they are sent."""

    async def add(self, notice: Notice) -> bool:
        """Write a notice down; False if its matter was told before."""
        return await self._insert_once(notices, **self._row(notice)) is not None

    async def add_all(self, entries: Sequence[Notice]) -> None:
        """Write many notices down at once, in their order; those whose matter was told before are left out."""
        await self._add([self._row(notice) for notice in entries])

    async def gather(self, entries: Sequence[Notice]) -> None:
        """Write notices down that wait for others of their kind; those whose matter was told before are left out."""
        await self._add([self._row(notice, NoticeState.GATHERED) for notice in entries])

    async def _add(self, rows: list[dict[str, Any]]) -> None:
        await self._run(insert(self._connection, notices).on_conflict_do_nothing(), rows)

    async def gathered(self, limit: int) -> list[Gathered]:
        """The oldest that wait for others, locked, each with when (real time) it was written."""
        rows = await self._run(
            select(notices)
            .where(in_states(notices.c.state, NoticeState.GATHERED))
            .order_by(notices.c.due_at, notices.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [(self._notice(row), row.due_at) for row in rows]

    async def has_gathered(self) -> bool:
        """Return whether anything waits for others."""
        return await self._has(select(notices.c.id).where(in_states(notices.c.state, NoticeState.GATHERED)).limit(1))

    async def told_since(self, kind: str, since: int) -> dict[int, int]:
        """Return how many of a kind each recipient was told, or is about to be, since then (real time)."""
        rows = await self._run(
            select(notices.c.recipient_id, func.count().label("told"))
            .where(
                in_states(notices.c.state, NoticeState.DUE, NoticeState.SENDING, NoticeState.SENT),
                notices.c.due_at > since,
                notices.c.kind == kind,
            )
            .group_by(notices.c.recipient_id)
        )
        return {row.recipient_id: row.told for row in rows}

    async def release(self, notice_ids: Sequence[int]) -> None:
        """Those that waited for others are due, each by itself."""
        await self._run(
            update(notices).where(notices.c.id.in_(notice_ids)).values(state=NoticeState.DUE, due_at=self._real())
        )

    async def merge(self, notice_ids: Sequence[int], into: Notice) -> None:
        """Those that waited for others are told as one."""
        nothing = self._vault.encrypt_json({})
        merged = {"state": NoticeState.DROPPED, "params": nothing, "error": "told with others"}
        await self._run(update(notices).where(notices.c.id.in_(notice_ids)).values(merged))
        await self.add(into)

    def _row(self, notice: Notice, state: NoticeState = NoticeState.DUE) -> dict[str, Any]:
        return {
            "params": self._vault.encrypt_json(notice.params),
            "state": state,
            "priority": notice.priority,
            "due_at": self._real(),
            **picked(notice, TOLD),
        }

    async def has_due(self) -> bool:
        """Return whether anything is due, or was left behind by a dead holder."""
        return await self._has(select(notices.c.id).where(is_due(notices, self._real())).limit(1))

    async def claim(self, limit: int, lease: int) -> list[Notice]:
        """Claim what is due, and what a dead holder has left, under a lease of so many milliseconds."""
        rows = await NoticeQueue(self._connection, self._real()).take(limit, lease)
        return [self._notice(row) for row in rows]

    async def sent(self, notice_id: int, message_id: int | None) -> None:
        """Mark a notice sent."""
        await self._close(notice_id, NoticeState.SENT, message_id=message_id)

    async def drop(self, notice_id: int, error: str) -> None:
        """Drop a notice that cannot arrive, or is no longer worth sending."""
        await self._close(notice_id, NoticeState.DROPPED, error=error)

    async def forget(self, notice_id: int) -> None:
        """Delete a notice that names somebody who was erased."""
        await self._forget([notice_id])

    async def _close(self, notice_id: int, state: str, **columns: Any) -> None:  # noqa: ANN401 - column values
        nothing = self._vault.encrypt_json({})
        await self._run(
            update(notices)
            .where(notices.c.id == notice_id)
            .values(state=state, params=nothing, lease_until=None, **columns)
        )

    async def later(
        self,
        notice_id: int,
        after: int,
        error: str,
        *,
        attempts: int | None = None,
        uncertain_attempts: int | None = None,
    ) -> None:
        """Try again after so many milliseconds; what was counted changes if it is given."""
        counted = {
            name: count
            for name, count in (("attempts", attempts), ("uncertain_attempts", uncertain_attempts))
            if count is not None
        }
        await self._run(
            update(notices)
            .where(notices.c.id == notice_id)
            .values(state=NoticeState.DUE, due_at=self._real() + after, lease_until=None, error=error, **counted)
        )

    async def park(self, notice_id: int, error: str) -> None:
        """Its recipient cannot be written to: it waits, and keeps its place among others by when it was due."""
        await self._run(
            update(notices)
            .where(notices.c.id == notice_id)
            .values(state=NoticeState.UNREACHABLE, lease_until=None, error=error)
        )

    async def parked(self, recipient_id: int, kinds: Sequence[str], limit: int) -> list[Notice]:
        """The oldest of some kinds that wait until their recipient can be written to, locked."""
        return await self._all(
            self._notice,
            select(notices)
            .where(
                notices.c.recipient_id == recipient_id,
                in_states(notices.c.state, NoticeState.UNREACHABLE),
                notices.c.kind.in_(kinds),
            )
            .order_by(notices.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True),
        )

    async def requeue(self, recipient_id: int) -> int:
        """Make the parked notices of a recipient due again; returns how many."""
        return await self._change(
            update(notices)
            .where(notices.c.recipient_id == recipient_id, in_states(notices.c.state, NoticeState.UNREACHABLE))
            .values(state=NoticeState.DUE, attempts=0, uncertain_attempts=0)
        )

    async def clear(self, before: int, keys_before: int, parked_before: int) -> int:
        """Small batches: give up what was parked, forget what was closed, and later what a key had to remember.

        All moments are real time, and those at which notices were due.
        """
        cleared = await self._give_up(await self._old(NoticeState.UNREACHABLE, parked_before))
        for state in (NoticeState.SENT, NoticeState.DROPPED):
            cleared += await self._forget(await self._old(state, before, IS_KEYLESS))
            cleared += await self._forget(await self._old(state, keys_before))
        return cleared

    async def _old(self, state: str, before: int, *conditions: ColumnElement[bool]) -> list[int]:
        """The oldest in one state, in the order of an index; whoever comes back this very moment is passed over."""
        return await self._values(
            select(notices.c.id)
            .where(in_states(notices.c.state, state), notices.c.due_at < before, *conditions)
            .order_by(notices.c.due_at)
            .limit(CLEAR_BATCH)
            .with_for_update(skip_locked=True)
        )

    async def _give_up(self, old: Sequence[int]) -> int:
        if old:
            given_up = {
                "state": NoticeState.DROPPED,
                "params": self._vault.encrypt_json({}),
                "error": "waited too long",
            }
            await self._run(update(notices).where(notices.c.id.in_(old)).values(given_up))
        return len(old)

    async def _forget(self, old: Sequence[int]) -> int:
        if old:
            await self._run(notices.delete().where(notices.c.id.in_(old)))
        return len(old)

    def _notice(self, row: Row[Any]) -> Notice:
        return Notice(
            params=self._vault.decrypt_json(row.params),
            **picked(row, (*TOLD, "id", "attempts", "uncertain_attempts", "lease_until")),
        )
