"""The receipt: a customer's proof of a transfer, and the facts by which an admin decides it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.domain.customers.customer import Customer
from services.domain.orders.order import Order
from services.domain.payments.payment import Payment
from services.domain.values.secret import Secret


@dataclass(frozen=True, slots=True)
class Receipt:
    """A part of proof: text (a reference) or a file (its id, and the mark that is equal for equal files).

    Telegram sends a file again only as what it came as: a photo, or a document (`is_document`). `words` came with it.
    """

    text: str | None = None
    file_id: str | None = None
    file_mark: str | None = None
    is_document: bool = False
    words: str = ""

    @property
    def mark(self) -> str:
        """Equal receipts have equal marks: of a photo its unique id, of a reference its letters and digits."""
        if self.file_mark is not None:
            return f"file:{self.file_mark}"
        plain = "".join(sign for sign in (self.text or "").casefold() if sign.isalnum())
        return "text:" + hashlib.sha256(plain.encode()).hexdigest()

    @property
    def evidence(self) -> Secret:
        """Return the stored form: `photo <file id>`, `document <file id>` or `text <words>`."""
        if self.file_id is None:
            return Secret(f"text {self.text}")
        return Secret(f"{'document' if self.is_document else 'photo'} {self.file_id}")


@dataclass(frozen=True, slots=True)
class ReceiptCase:
    """A receipt before an admin: the payment, its order, who paid, and other orders with the same receipt (numbers).

    `parts` are all that was handed in, by their ids. `decided` is who decided it (None if that is not known) and when.
    """

    payment: Payment
    order: Order
    customer: Customer | None
    seen_before: Sequence[str]
    parts: Mapping[int, Receipt] = field(default_factory=dict)
    decided: tuple[Customer | None, int] | None = None


@dataclass(frozen=True, slots=True)
class UnassignedReceipt:
    """A receipt that waits for a word about what it is for (orders), by its id."""

    receipt: int
    orders: Sequence[Order]


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """One part as it is kept; `payment_id` is None until its customer has said which order it is for."""

    id: int
    payment_id: int | None
    shown: Mapping[str, Any]
    dedup_key: str | None
    album: str | None
