"""The kinds of alerts to staff, and the permission that each needs: whoever can act on it is told."""

from collections.abc import Mapping
from types import MappingProxyType

from services.domain.staff.role import Permission

ALERTS: Mapping[str, Permission] = MappingProxyType(
    {
        "admin-sale": Permission.HEAR_OF_SALES,
        "admin-sales": Permission.HEAR_OF_SALES,
        "admin-missed": Permission.OPEN_MENU,
        "admin-low-stock": Permission.MANAGE_STOCK,
        "admin-sold-out": Permission.MANAGE_STOCK,
        "admin-served": Permission.MANAGE_STOCK,
        "admin-waiting": Permission.MANAGE_STOCK,
        "admin-extended": Permission.MANAGE_STOCK,
        "admin-unreachable": Permission.RESEND_GOODS,
        "admin-attention": Permission.RESEND_GOODS,
        "admin-receipt": Permission.DECIDE_RECEIPTS,
        "admin-undecided": Permission.DECIDE_RECEIPTS,
        "admin-surplus": Permission.REFUND,
        "admin-refund-stuck": Permission.REFUND,
        "admin-dead-letter": Permission.HANDLE_DEAD_LETTERS,
        "admin-case": Permission.DECIDE_CASES,
        "admin-incident-extended": Permission.MANAGE_INCIDENTS,
        "admin-ticket": Permission.ANSWER_TICKETS,
        "admin-answer-unreachable": Permission.ANSWER_TICKETS,
    }
)
