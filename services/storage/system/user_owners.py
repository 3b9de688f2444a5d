"""The repository of user owners: which process handles a customer's updates, one at a time, so that they stay in order.

A customer without an owner goes to the process that receives an update, and stays there: what other processes receive
is left for the owner. The row is the lock under which a customer's updates are stored, so that none can overtake.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, func, literal, or_, select, update

from services.domain.system.update import UpdateState
from services.storage.dialect import insert
from services.storage.repository import Repository
from services.storage.system.inbox import COUNTED
from services.storage.system.leases import living
from services.storage.tables import inbox, user_owners
from services.storage.tables.columns import in_states

BATCH = 500
NOTIFY_CHANNEL = "inbox"
"""The channel of PostgreSQL on which a process is told that something was left for it."""

_open = in_states(inbox.c.state, UpdateState.OPEN)
_has_open = exists().where(inbox.c.bot_id == user_owners.c.bot_id, inbox.c.user_id == user_owners.c.user_id, _open)
_has_owner = exists().where(user_owners.c.bot_id == inbox.c.bot_id, user_owners.c.user_id == inbox.c.user_id)


class UserOwners(Repository):
    """One owner a customer; `me` is the name of a process."""

    async def claim_users(self, bot_id: int, user_ids: Collection[int], me: str) -> dict[int, str]:
        """Lock the rows of customers, always in the same order; returns the owner of each: me, where there was none."""
        if not user_ids:
            return {}
        now = self._real()
        rows = [{"bot_id": bot_id, "user_id": one, "holder": me, "used_at": now} for one in sorted(set(user_ids))]
        wanted = insert(self._connection, user_owners).values(rows)
        claimed = wanted.on_conflict_do_update(
            index_elements=["bot_id", "user_id"], set_={"used_at": wanted.excluded.used_at}
        ).returning(user_owners.c.user_id, user_owners.c.holder)
        return {row.user_id: row.holder for row in await self._run(claimed)}

    async def notify(self, holders: Collection[str]) -> None:
        """Tell processes that something was left for them, as soon as this transaction commits."""
        if self._connection.dialect.name == "postgresql":
            for holder in holders:
                await self._run(select(func.pg_notify(NOTIFY_CHANNEL, holder)))

    async def has_orphans(self, bot_id: int) -> bool:
        """Return whether a dead process owns customers, or a customer with updates has no owner."""
        now = self._real()
        dead = (
            select(literal(1)).where(user_owners.c.bot_id == bot_id, user_owners.c.holder.not_in(living(now))).limit(1)
        )
        unowned = select(literal(1)).where(*_unowned(bot_id, now)).limit(1)
        return bool(await self._connection.scalar(select(or_(exists(dead), exists(unowned)))))

    async def take_over(self, bot_id: int, me: str) -> None:
        """Take over the customers of processes without a lease; those with no open update get no owner."""
        now = self._real()
        dead = and_(user_owners.c.bot_id == bot_id, user_owners.c.holder.not_in(living(now)))
        idle = select(user_owners.c.user_id).where(dead, ~_has_open).with_for_update(skip_locked=True).cte("idle")
        await self._run(delete(user_owners).where(dead, user_owners.c.user_id.in_(select(idle.c.user_id))))
        left = (
            select(user_owners.c.user_id).where(dead).limit(BATCH).with_for_update(skip_locked=True).cte("left_behind")
        )
        mine = (
            update(user_owners)
            .where(dead, user_owners.c.user_id.in_(select(left.c.user_id)))
            .values(holder=me, used_at=now)
        )
        users = await self._values(mine.returning(user_owners.c.user_id))
        waiting = [inbox.c.bot_id == bot_id, _open, inbox.c.user_id.in_(users)]
        await self._run(update(inbox).where(*waiting).values(lease_until=0, recoveries=COUNTED))
        await self._gather(bot_id, me, now)

    async def _gather(self, bot_id: int, me: str, now: int) -> None:
        unowned = select(inbox.c.user_id).where(*_unowned(bot_id, now)).distinct().limit(BATCH)
        users = await self._values(unowned)
        await self.claim_users(bot_id, users, me)

    async def release_idle(self, bot_id: int, me: str, since: int) -> Sequence[int]:
        """Give up customers last served before a moment who have no open update; returns their ids."""
        idle = [user_owners.c.bot_id == bot_id, user_owners.c.holder == me, user_owners.c.used_at < since, ~_has_open]
        some = select(user_owners.c.user_id).where(*idle).limit(BATCH).with_for_update(skip_locked=True).cte("some")
        gone = (
            delete(user_owners)
            .where(*idle, user_owners.c.user_id.in_(select(some.c.user_id)))
            .returning(user_owners.c.user_id)
        )
        return await self._values(gone)


def _unowned(bot_id: int, now: int) -> list[ColumnElement[bool]]:
    return [inbox.c.bot_id == bot_id, _open, inbox.c.lease_until <= now, inbox.c.user_id.is_not(None), ~_has_owner]
