"""Entries of the audit log: what staff have done, and which secrets they have looked at.

The log can never be changed, and a customer who is erased later must not be found in it. So an entry holds states,
numbers, amounts, counts and digests alone. Customers stand in it by pseudonym, staff by Telegram id, and the words of
people stay in their own row, which the entry names.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

GENESIS = "0" * 64
"""The hash before the first entry."""
COMMAND_LINE = 0
"""The command line where somebody is asked for; in an entry it is None."""
_WORD = re.compile(r"[A-Za-z0-9_.:/+-]{1,100}", re.ASCII)

Fact = str | int | None
Facts = Mapping[str, Fact]


class AuditAction(StrEnum):
    """What was done. The values are stored for good, and each has a text: `audit-action-…` in audit.ftl."""

    RECEIPT_APPROVED = "receipt_approved"
    RECEIPT_REJECTED = "receipt_rejected"
    REFUND_REQUESTED = "refund_requested"
    REFUND_CONFIRMED = "refund_confirmed"
    REFUND_RETRIED = "refund_retried"
    GOODS_RESENT = "goods_resent"
    STOCK_IMPORTED = "stock_imported"
    IMPORT_UNDONE = "import_undone"
    STOCK_WITHDRAWN = "stock_withdrawn"
    STOCK_PUT_BACK = "stock_put_back"
    CATALOG_APPLIED = "catalog_applied"
    PRODUCT_HIDDEN = "product_hidden"
    PRODUCT_SHOWN = "product_shown"
    DOCUMENTS_PUBLISHED = "documents_published"
    TICKET_ANSWERED = "ticket_answered"
    TICKET_CLOSED = "ticket_closed"
    GOODS_REPLACED = "goods_replaced"
    CASE_REFUSED = "case_refused"
    INCIDENT_ANNOUNCED = "incident_announced"
    INCIDENT_UPDATED = "incident_updated"
    INCIDENT_CLOSED = "incident_closed"
    SUBSCRIPTIONS_EXTENDED = "subscriptions_extended"
    CUSTOMER_EXPORTED = "customer_exported"
    CUSTOMER_ERASED = "customer_erased"
    DEAD_LETTERS_RETRIED = "dead_letters_retried"
    DEAD_LETTERS_DISCARDED = "dead_letters_discarded"
    DATABASE_RESTORED = "database_restored"
    RECEIPT_VIEWED = "receipt_viewed"
    ORDER_VIEWED = "order_viewed"
    TICKET_VIEWED = "ticket_viewed"
    TICKETS_LISTED = "tickets_listed"


class AuditKind(StrEnum):
    """The kinds of acts by which the log is filtered."""

    PAYMENTS = "payments"
    ORDERS = "orders"
    STOCK = "stock"
    CATALOG = "catalog"
    LEGAL = "legal"
    SUPPORT = "support"
    CUSTOMERS = "customers"
    SYSTEM = "system"
    LOOKS = "looks"


KINDS: Mapping[AuditKind, tuple[AuditAction, ...]] = MappingProxyType(
    {
        AuditKind.PAYMENTS: (
            AuditAction.RECEIPT_APPROVED,
            AuditAction.RECEIPT_REJECTED,
            AuditAction.REFUND_REQUESTED,
            AuditAction.REFUND_CONFIRMED,
            AuditAction.REFUND_RETRIED,
        ),
        AuditKind.ORDERS: (AuditAction.GOODS_RESENT,),
        AuditKind.STOCK: (
            AuditAction.STOCK_IMPORTED,
            AuditAction.IMPORT_UNDONE,
            AuditAction.STOCK_WITHDRAWN,
            AuditAction.STOCK_PUT_BACK,
        ),
        AuditKind.CATALOG: (AuditAction.CATALOG_APPLIED, AuditAction.PRODUCT_HIDDEN, AuditAction.PRODUCT_SHOWN),
        AuditKind.LEGAL: (AuditAction.DOCUMENTS_PUBLISHED,),
        AuditKind.SUPPORT: (
            AuditAction.TICKET_ANSWERED,
            AuditAction.TICKET_CLOSED,
            AuditAction.GOODS_REPLACED,
            AuditAction.CASE_REFUSED,
            AuditAction.INCIDENT_ANNOUNCED,
            AuditAction.INCIDENT_UPDATED,
            AuditAction.INCIDENT_CLOSED,
            AuditAction.SUBSCRIPTIONS_EXTENDED,
        ),
        AuditKind.CUSTOMERS: (AuditAction.CUSTOMER_EXPORTED, AuditAction.CUSTOMER_ERASED),
        AuditKind.SYSTEM: (
            AuditAction.DEAD_LETTERS_RETRIED,
            AuditAction.DEAD_LETTERS_DISCARDED,
            AuditAction.DATABASE_RESTORED,
        ),
        AuditKind.LOOKS: (
            AuditAction.RECEIPT_VIEWED,
            AuditAction.ORDER_VIEWED,
            AuditAction.TICKET_VIEWED,
            AuditAction.TICKETS_LISTED,
        ),
    }
)
"""The acts of each kind; each act is of one."""


class UnfitFact(ValueError):
    """Something that may not stand in the audit log for good: a text of several words, or in another script."""

    def __init__(self, value: object) -> None:
        super().__init__(f"the audit log takes numbers and single words, not a {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An act, or a look at a secret: what, about what, and the facts before and after it. Raises UnfitFact.

    `subject` is like `order:7KQ2-M9XF`, `product:emby-30`, `customer:PSEUDONYM`, `ticket:…`, `payment:12`.
    """

    action: AuditAction
    subject: str
    before: Facts | None = None
    after: Facts | None = None

    def __post_init__(self) -> None:
        for value in (self.subject, *(self.before or {}).values(), *(self.after or {}).values()):
            if isinstance(value, str) and not _WORD.fullmatch(value):
                raise UnfitFact(value)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """The entries to be shown: those about a subject, of a kind, or by somebody (Telegram id, or COMMAND_LINE)."""

    actor: int | None = None
    kind: AuditKind | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class AuditLink:
    """An entry as it is kept: a link of the chain, whose hash covers all its fields and the hash before it.

    `actor` is a Telegram id, None for the command line. `act` is the key of the act, so that it is recorded once.
    `action` is a plain text here: a newer version beside this one may know more of them.
    """

    id: int
    at: int
    actor: int | None
    action: str
    subject: str
    before: Facts | None
    after: Facts | None
    act: str | None
    prev_hash: str
    hash: str = ""

    def exported(self) -> dict[str, object]:
        """Return the link as a line of an export holds it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def computed_hash(self) -> str:
        """Return the hash of the link: SHA-256 (hex) of its other fields as canonical JSON."""
        fields = self.exported()
        del fields["hash"]
        return hashlib.sha256(canonical(fields).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return the one way to write something as JSON: ASCII, keys in order, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 (hex) of something long, a catalog for one, of which the log keeps no more."""
    return hashlib.sha256(text.encode()).hexdigest()
