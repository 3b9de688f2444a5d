"""The members of the staff: owners by the settings, everybody else by a row that is read anew for every act."""

from dataclasses import dataclass

from services.domain.policy import Policy
from services.domain.staff.member import Member
from services.domain.staff.role import Role
from services.storage.database import Database
from services.storage.transaction import ReadTransaction

MOST = 100
"""So many members are listed."""


async def member_of(reading: ReadTransaction, policy: Policy, user_id: int) -> Member | None:
    """Return the member with an id, asking the database about nobody whom the settings name; None for strangers."""
    return owner_of(policy, user_id) or await reading.staff.find(user_id)


def owner_of(policy: Policy, user_id: int) -> Member | None:
    """Return an owner; None for everybody whom the settings do not name."""
    return Member(user_id, Role.OWNER) if user_id in policy.admins else None


@dataclass(frozen=True)
class StaffDirectory:
    """Knows who works for the shop. Nothing is remembered: a role that is taken is gone in all processes at once."""

    db: Database
    policy: Policy

    async def every(self) -> list[Member]:
        """Return owners, then the members with a row, at most `MOST`."""
        async with self.db.read() as reading:
            members = await reading.staff.every(MOST)
        owners = [Member(one, Role.OWNER) for one in self.policy.admins]
        return owners + [one for one in members if one.user_id not in self.policy.admins]

    async def find(self, user_id: int) -> Member | None:
        """Return a member; None for everybody else."""
        if (owner := owner_of(self.policy, user_id)) is not None:
            return owner
        async with self.db.read() as reading:
            return await reading.staff.find(user_id)
