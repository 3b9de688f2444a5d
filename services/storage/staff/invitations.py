"""Rows of invitations to the staff; of their tokens only the hashes."""

from typing import Any

from sqlalchemy import Row, delete, select, update

from services.domain.staff.member import Invitation
from services.domain.staff.role import Role
from services.storage.repository import Repository, picked
from services.storage.tables import staff_invitations

COLUMNS = ("key", "role", "created_by", "created_at", "expires_at", "accepted_by", "accepted_at")
UNUSED = staff_invitations.c.accepted_by.is_(None)


class Invitations(Repository):
    """The repository of invitations: each is accepted once at most."""

    async def add(self, invitation: Invitation) -> None:
        """Write an invitation down."""
        await self._run(staff_invitations.insert().values(picked(invitation, COLUMNS)))

    async def find(self, key: str) -> Invitation | None:
        """Return an invitation, accepted or not."""
        return await self._first(_invitation, select(staff_invitations).where(staff_invitations.c.key == key))

    async def unused(self, now: int, limit: int) -> list[Invitation]:
        """Return those that can still be accepted, the first to end first."""
        running = select(staff_invitations).where(staff_invitations.c.expires_at > now, UNUSED)
        return await self._all(
            _invitation, running.order_by(staff_invitations.c.expires_at, staff_invitations.c.key).limit(limit)
        )

    async def accept(self, key: str, user_id: int, now: int) -> bool:
        """Note who has accepted; False if it is over, or somebody was faster."""
        running = (staff_invitations.c.key == key, staff_invitations.c.expires_at > now, UNUSED)
        accepted = update(staff_invitations).where(*running).values(accepted_by=user_id, accepted_at=now)
        return await self._change(accepted) == 1

    async def withdraw(self, key: str) -> bool:
        """Delete an invitation that nobody has accepted; False if there is none."""
        return await self._change(delete(staff_invitations).where(staff_invitations.c.key == key, UNUSED)) == 1

    async def clear(self, before: int) -> None:
        """Forget invitations that ended before a moment."""
        await self._run(delete(staff_invitations).where(staff_invitations.c.expires_at < before))


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(**picked(row, COLUMNS) | {"role": Role(row.role)})
