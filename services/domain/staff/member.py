"""A member of the staff, and the invitation by which somebody becomes one."""

import hashlib
from dataclasses import dataclass

from services.domain.staff.role import PERMISSIONS, Permission, Role
from services.domain.values.clock import DAY

VALID_FOR = DAY
"""So long (ms) an invitation can be accepted."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role. Owners are in the settings, so nobody gave them theirs (`granted_by` 0)."""

    user_id: int
    role: Role
    granted_by: int = 0
    granted_at: int = 0

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what the member may do."""
        return PERMISSIONS[self.role]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An offer of a role, kept under the hash of its token: whoever reads the database can accept nothing."""

    key: str
    role: Role
    created_by: int
    created_at: int
    expires_at: int
    accepted_by: int | None = None
    accepted_at: int | None = None


def key_of(token: str) -> str:
    """Return the key under which the invitation of a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
