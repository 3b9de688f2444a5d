"""The roles of staff, and what each may do.

Owners are named in the settings (ADMIN_IDS) and nowhere else: nobody can be made one.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """The role of somebody who works for the shop."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    SUPPORT = "SUPPORT"
    AUDITOR = "AUDITOR"


class Permission(StrEnum):
    """The needs of commands, buttons and awaited messages; in words: `permission-…` in staff.ftl."""

    OPEN_MENU = "open-menu"
    VIEW_ORDERS = "view-orders"
    RESEND_GOODS = "resend-goods"
    REFUND = "refund"
    HEAR_OF_SALES = "hear-of-sales"
    VIEW_RECEIPTS = "view-receipts"
    DECIDE_RECEIPTS = "decide-receipts"
    VIEW_STOCK = "view-stock"
    MANAGE_STOCK = "manage-stock"
    MANAGE_CATALOG = "manage-catalog"
    PUBLISH_DOCUMENTS = "publish-documents"
    VIEW_TICKETS = "view-tickets"
    ANSWER_TICKETS = "answer-tickets"
    DECIDE_CASES = "decide-cases"
    MANAGE_INCIDENTS = "manage-incidents"
    VIEW_SYSTEM = "view-system"
    HANDLE_DEAD_LETTERS = "handle-dead-letters"
    VIEW_AUDIT = "view-audit"
    MANAGE_STAFF = "manage-staff"


_READING = frozenset(
    {
        Permission.OPEN_MENU,
        Permission.VIEW_ORDERS,
        Permission.VIEW_RECEIPTS,
        Permission.VIEW_STOCK,
        Permission.VIEW_TICKETS,
        Permission.VIEW_SYSTEM,
        Permission.VIEW_AUDIT,
    }
)

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OWNER: frozenset(Permission),
        Role.MANAGER: frozenset(Permission)
        - {Permission.PUBLISH_DOCUMENTS, Permission.VIEW_AUDIT, Permission.MANAGE_STAFF},
        Role.SUPPORT: frozenset(
            {
                *(
                    Permission.OPEN_MENU,
                    Permission.VIEW_ORDERS,
                    Permission.RESEND_GOODS,
                    Permission.VIEW_RECEIPTS,
                    Permission.VIEW_STOCK,
                ),
                *(Permission.VIEW_TICKETS, Permission.ANSWER_TICKETS, Permission.DECIDE_CASES),
            }
        ),
        Role.AUDITOR: _READING,
    }
)
"""The permissions of each role; the auditor only reads."""
GRANTABLE = (Role.MANAGER, Role.SUPPORT, Role.AUDITOR)
"""The roles that can be given, in the order in which they are offered."""


def roles_with(permission: Permission) -> tuple[Role, ...]:
    """Return the roles that hold a permission."""
    return tuple(role for role in Role if permission in PERMISSIONS[role])


def may_grant(granter: Role | None, role: Role) -> bool:
    """Return whether somebody may give a role: nobody gives what they lack, and nobody makes owners."""
    if granter is None or role not in GRANTABLE or Permission.MANAGE_STAFF not in PERMISSIONS[granter]:
        return False
    return PERMISSIONS[role] <= PERMISSIONS[granter]
