"""The commands of staff in the menus of their chats; their table stands higher (handlers/admin/permissions.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.domain.staff.role import Role
from services.staff.members import StaffDirectory


@dataclass(frozen=True, slots=True)
class StaffMenus:
    """Knows which commands of staff stand in whose menu."""

    directory: StaffDirectory
    menu_of: Callable[[Role | None], tuple[str, ...]]

    async def of(self, user_id: int) -> tuple[str, ...]:
        """Return the commands of one person; none for a customer."""
        member = await self.directory.find(user_id)
        return self.menu_of(member.role if member else None)

    async def every(self) -> Mapping[int, tuple[str, ...]]:
        """Return the commands of each member by id."""
        return {one.user_id: self.menu_of(one.role) for one in await self.directory.every()}
