"""Rows of raw updates. What they say is ciphertext, and emptied once it is done; the id stays, against repetition."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, exists, func, or_, select, update

from services.domain.system.update import SUSPECT, DeadLetter, InboxUpdate, UpdateState
from services.storage.dialect import InsertIgnoringConflicts
from services.storage.repository import Repository
from services.storage.tables import inbox, user_owners
from services.storage.tables.columns import in_states

NEW = InsertIgnoringConflicts(inbox, inbox.c.update_id)
FINISH = update(inbox).where(
    inbox.c.bot_id == bindparam("bot"), inbox.c.update_id == bindparam("id"), inbox.c.state == UpdateState.OPEN
)
CLEAR_BATCH = 500
COUNTED = case(
    (and_(inbox.c.lease_until > 0, inbox.c.recoveries < SUSPECT), inbox.c.recoveries + 1), else_=inbox.c.recoveries
)
"""The recoveries, and one for a lease that nobody gave back: its holder died. Those alone were counted before."""
IS_OPEN = in_states(inbox.c.state, UpdateState.OPEN)
IS_DEAD = in_states(inbox.c.state, UpdateState.DEAD)


def _left_by(bot_id: int, user_ids: Collection[int], now: int) -> list[ColumnElement[bool]]:
    return [inbox.c.bot_id == bot_id, IS_OPEN, inbox.c.lease_until <= now, inbox.c.user_id.in_(user_ids)]


def _left(bot_id: int, me: str, urgent: str, now: int) -> list[ColumnElement[bool]]:
    owners = user_owners.c
    is_mine = exists().where(owners.bot_id == inbox.c.bot_id, owners.user_id == inbox.c.user_id, owners.holder == me)
    free = or_(is_mine, inbox.c.user_id.is_(None), inbox.c.kind == urgent)
    return [inbox.c.bot_id == bot_id, IS_OPEN, inbox.c.lease_until <= now, free]


class Inbox(Repository):
    """Every update, once: the key is (bot id, update id)."""

    def _row(self, one: InboxUpdate, lease_until: int) -> dict[str, Any]:
        return {
            "bot_id": one.bot_id,
            "update_id": one.update_id,
            "user_id": one.user_id,
            "kind": one.kind,
            "state": UpdateState.OPEN,
            "payload": self._vault.encrypt_json(one.payload),
            "received_at": one.received_at,
            "lease_until": lease_until,
        }

    async def store(self, updates: Sequence[InboxUpdate], lease_until: int) -> set[int]:
        """Write updates down, leased to the caller; returns the ids that are new."""
        return await self.insert(updates, {update.update_id for update in updates}, lease_until)

    async def finish(self, bot_id: int, update_ids: Sequence[int], state: UpdateState = UpdateState.DONE) -> None:
        """Updates are handled: keep their ids, forget what they said."""
        emptied = {"state": state, "payload": None, "done_at": self._real(), "lease_until": None}
        await self._run(FINISH, [{"bot": bot_id, "id": update_id, **emptied} for update_id in update_ids])

    async def note_recoveries(self, one: InboxUpdate, recoveries: int) -> None:
        """Note how many processes have died while an update was open, as far as anybody can tell."""
        await self._run(
            update(inbox)
            .where(inbox.c.bot_id == one.bot_id, inbox.c.update_id == one.update_id)
            .values(recoveries=recoveries)
        )

    async def postpone(self, one: InboxUpdate, attempts: int, error: str, lease_until: int) -> None:
        """Handling failed so many times: count it, and leave the update alone until the lease is over."""
        await self._run(
            update(inbox)
            .where(inbox.c.bot_id == one.bot_id, inbox.c.update_id == one.update_id, inbox.c.state == UpdateState.OPEN)
            .values(attempts=attempts, error=error, lease_until=lease_until)
        )

    async def mark_dead(self, one: InboxUpdate, error: str) -> None:
        """Put an update that cannot be handled where it disturbs nobody; what it says stays, encrypted.

        One that was handled and came again stays handled: it is empty, and nothing empty may ever be tried anew.
        """
        await self._run(
            update(inbox)
            .where(inbox.c.bot_id == one.bot_id, inbox.c.update_id == one.update_id, inbox.c.state == UpdateState.OPEN)
            .values(state=UpdateState.DEAD, error=error, done_at=self._real(), lease_until=None)
        )

    async def claim(self, bot_id: int, limit: int, lease_until: int, *, all_leases: bool = False) -> list[InboxUpdate]:
        """Take over open updates whose lease is over (or any, when nobody else can be alive), in their order."""
        free = () if all_leases else (inbox.c.lease_until <= self._real(),)
        return await self._lease(bot_id, (inbox.c.bot_id == bot_id, IS_OPEN, *free), limit, lease_until)

    async def _lease(
        self, bot_id: int, wanted: Iterable[ColumnElement[bool]], limit: int, lease_until: int
    ) -> list[InboxUpdate]:
        """Lease the first that are wanted and not locked by a rival, in their order."""
        some = select(inbox.c.update_id).where(*wanted).order_by(inbox.c.update_id).limit(limit)
        first = some.with_for_update(skip_locked=True).cte("first")
        rows = await self._run(
            update(inbox)
            .where(inbox.c.bot_id == bot_id, inbox.c.update_id.in_(select(first.c.update_id)))
            .values(lease_until=lease_until, recoveries=COUNTED)
            .returning(inbox)
        )
        return sorted((self._update(row) for row in rows), key=lambda update: update.update_id)

    async def insert(self, updates: Sequence[InboxUpdate], mine: Collection[int], lease_until: int) -> set[int]:
        """Write updates down: leased to the caller those that are `mine` (update ids), left for others the rest.

        Returns the ids that are new.
        """
        rows = [self._row(update, lease_until if update.update_id in mine else 0) for update in updates]
        if not rows:
            return set()
        done = await self._run(NEW.on(self._connection), rows if len(rows) > 1 else rows[0])
        return set(done.scalars())

    async def claim_unowned(
        self, bot_id: int, me: str, urgent: str, limit: int, lease_until: int, user_ids: Collection[int] | None = None
    ) -> list[InboxUpdate]:
        """Claim open updates that no process handles: of my customers, and of kinds and customers without an owner.

        With `user_ids` only those of these customers, whom the caller has claimed (UserOwners.claim_users).
        """
        wanted = (
            _left(bot_id, me, urgent, self._real()) if user_ids is None else _left_by(bot_id, user_ids, self._real())
        )
        return await self._lease(bot_id, wanted, limit, lease_until)

    async def has_left(self, bot_id: int, me: str, urgent: str) -> bool:
        """Return whether `claim_unowned` would find anything."""
        left = select(inbox.c.update_id).where(*_left(bot_id, me, urgent, self._real())).limit(1)
        return await self._has(left)

    async def has_abandoned(self, bot_id: int) -> bool:
        """Return whether the lease of an open update is over."""
        left = (inbox.c.bot_id == bot_id) & IS_OPEN & (inbox.c.lease_until <= self._real())
        return await self._has(select(inbox.c.update_id).where(left).limit(1))

    def _update(self, row: Row[Any]) -> InboxUpdate:
        return InboxUpdate(
            bot_id=row.bot_id,
            update_id=row.update_id,
            user_id=row.user_id,
            kind=row.kind,
            payload=self._vault.decrypt_json(row.payload),
            received_at=row.received_at,
            attempts=row.attempts,
            recoveries=row.recoveries,
            taken_up=True,
        )

    async def oldest_open(self, bot_id: int) -> int | None:
        """Return the time at which the oldest unhandled update was received (real time)."""
        oldest = select(func.min(inbox.c.received_at)).where(inbox.c.bot_id == bot_id, IS_OPEN)
        return await self._int_or_none(oldest)

    async def dead_letters(self, bot_id: int, limit: int) -> list[DeadLetter]:
        """Updates that could not be handled, newest first, without what they say."""
        rows = await self._run(
            select(inbox.c.update_id, inbox.c.kind, inbox.c.received_at, inbox.c.error)
            .where(inbox.c.bot_id == bot_id, IS_DEAD)
            .order_by(inbox.c.update_id.desc())
            .limit(limit)
        )
        return [DeadLetter(row.update_id, row.kind, row.received_at, row.error or "") for row in rows]

    async def requeue_dead(self, bot_id: int) -> int:
        """Let every update that could not be handled be tried anew; returns how many."""
        return await self._change(
            update(inbox)
            .where(inbox.c.bot_id == bot_id, IS_DEAD)
            .values(state=UpdateState.OPEN, attempts=0, recoveries=0, lease_until=0, done_at=None)
        )

    async def discard_dead(self, bot_id: int) -> int:
        """Give up on every update that could not be handled, and empty it; returns how many."""
        return await self._change(
            update(inbox).where(inbox.c.bot_id == bot_id, IS_DEAD).values(state=UpdateState.SKIPPED, payload=None)
        )

    async def clear(self, before: int) -> int:
        """Forget ids of finished updates older than a moment (real time), a small batch at a time."""
        old = (
            select(inbox.c.bot_id, inbox.c.update_id)
            .where(in_states(inbox.c.state, UpdateState.DONE, UpdateState.SKIPPED), inbox.c.done_at < before)
            .limit(CLEAR_BATCH)
        )
        found = (await self._run(old)).all()
        for bot_id in {row.bot_id for row in found}:  # pairs in one statement make SQLite walk through the whole table
            ids = [row.update_id for row in found if row.bot_id == bot_id]
            await self._run(inbox.delete().where(inbox.c.bot_id == bot_id, inbox.c.update_id.in_(ids)))
        return len(found)
