"""Rows of members of the staff; owners have none."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from services.domain.staff.member import Member
from services.domain.staff.role import Role
from services.storage.dialect import insert
from services.storage.repository import Repository, picked
from services.storage.tables import staff

COLUMNS = ("user_id", "role", "granted_by", "granted_at")
BY_ID = select(staff).where(staff.c.user_id == bindparam("user_id"))


class StaffMembers(Repository):
    """Everybody who was given a role."""

    async def find(self, user_id: int) -> Member | None:
        """Return a member; None for everybody else."""
        return await self._first(_member, BY_ID, user_id=user_id)

    async def every(self, limit: int) -> list[Member]:
        """Return the members, those longest in their role first."""
        return await self._all(_member, select(staff).order_by(staff.c.granted_at, staff.c.user_id).limit(limit))

    async def with_roles(self, roles: Iterable[Role]) -> list[int]:
        """Return who has one of some roles."""
        return await self._values(select(staff.c.user_id).where(staff.c.role.in_(roles)).order_by(staff.c.user_id))

    async def put(self, member: Member) -> None:
        """Give a role, in place of another if there is one."""
        values = picked(member, COLUMNS)
        row = insert(self._connection, staff).values(values)
        await self._run(row.on_conflict_do_update(index_elements=["user_id"], set_=values))

    async def change(self, member: Member, was: Role) -> bool:
        """Give another role; False if the member has not the one that it is to follow."""
        same = (staff.c.user_id == member.user_id, staff.c.role == was)
        return await self._change(update(staff).where(*same).values(picked(member, COLUMNS))) == 1

    async def remove(self, user_id: int) -> bool:
        """Take a role away; False if there is none."""
        return await self._change(delete(staff).where(staff.c.user_id == user_id)) == 1


def _member(row: Row[Any]) -> Member:
    return Member(**picked(row, COLUMNS) | {"role": Role(row.role)})
