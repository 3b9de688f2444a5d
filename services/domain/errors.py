"""The refusals of the shop.

ShopError
├── NotFound            the thing is not there, or is not yours
├── NotForSale          hidden, without a price, or its way to pay is off
├── OutOfStock          fewer are left than wanted
├── QuantityRefused     more than one order may hold
├── ConsentMissing      the terms in force are not accepted
├── PriceChanged        the price on the screen is no longer the price
├── AlreadyPending      an order for this product is open already
├── TooManyOrders       too many orders are open at once
├── TooManyMessages     more messages to support than an hour permits
├── TooManyUnpaid       too much was held today without being paid
├── HoldRefused         more than may be held after unpaid orders
├── NotPayable          the order is expired, cancelled or paid
├── TooManyReceipts     more receipts for one order than anybody needs
├── NotCancellable      the order is paid, or a payment is under way
├── AlreadyDecided      somebody else has decided before
│   └── ReceiptDecided  the same, of a receipt
├── NotRefundable       nothing was paid, or it went back already
├── TooManyCopies       a copy of the own data was sent less than an hour ago
├── NotErasable         something is not over yet, or the shop needs to know the person
├── NotUndoable         goods of the batch are sold or held
├── NoChange            the question has no object (an empty import, the same document)
└── FileRefused         a file cannot be read; lists every FileProblem: where, what, and what was expected

`key` names the sentence in system.ftl, `params` are its arguments. Handlers do not catch these:
handlers/system/errors.py says them.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

T = TypeVar("T")


class ShopError(Exception):
    """A refusal with a reason that a person can act on."""

    key: ClassVar[str] = "error-unknown"

    def __init__(self, **params: object) -> None:
        super().__init__(self.key, params)
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{type(self).__name__}({told})"


class NotFound(ShopError):
    """The thing is not there, or is not yours: both look the same from outside."""

    key = "error-not-found"


def present(found: T | None) -> T:
    """Return the thing that was looked for. Raises NotFound if it is not there."""
    if found is None:
        raise NotFound
    return found


class NotForSale(ShopError):
    """Hidden, without a price in this currency, or the way to pay is switched off."""

    key = "error-not-for-sale"


class OutOfStock(ShopError):
    """Fewer are left than wanted. Facts: product (slug), product_id, left."""

    key = "error-out-of-stock"


class QuantityRefused(ShopError):
    """Outside of 1 to the product's limit. Facts: limit."""

    key = "error-quantity"


class ConsentMissing(ShopError):
    """The version of the terms in force is not accepted. Facts: order (id), or the choice of a PurchaseRequest."""

    key = "error-consent-missing"


class PriceChanged(ShopError):
    """The price on the screen is no longer the price. Facts: product (slug), the choice of a PurchaseRequest."""

    key = "error-price-changed"


class AlreadyPending(ShopError):
    """An order for this product is open already. Facts: order (id)."""

    key = "error-already-pending"


class TooManyOrders(ShopError):
    """Too many orders of one customer are open at once. Facts: limit."""

    key = "error-too-many-orders"


class TooManyMessages(ShopError):
    """More messages to support than one person may send in an hour. Facts: limit, minutes until there is room again."""

    key = "error-too-many-messages"


class TooManyUnpaid(ShopError):
    """Goods were held for too long today without being paid. Facts: hours until something may be held again."""

    key = "error-too-many-unpaid"


class HoldRefused(ShopError):
    """More than may be held at once after orders that were not paid. Facts: limit."""

    key = "error-hold"


class NotPayable(ShopError):
    """The order is expired, cancelled, paid already, or the money does not match it."""

    key = "error-not-payable"


class TooManyReceipts(ShopError):
    """More receipts for one order than anybody needs. Facts: limit."""

    key = "error-too-many-receipts"


class NotCancellable(ShopError):
    """The order is paid, or a payment is under way."""

    key = "error-not-cancellable"


class AlreadyDecided(ShopError):
    """Another admin has decided before."""

    key = "error-decided"


class ReceiptDecided(AlreadyDecided):
    """The receipt is decided, or another one has come since it was looked at. Facts: payment (id)."""

    key = "error-receipt-decided"


class NotRefundable(ShopError):
    """Nothing was paid, or it went back already."""

    key = "error-not-refundable"


class TooManyCopies(ShopError):
    """A copy of the own data was sent less than an hour ago. Facts: minutes until there is another one."""

    key = "error-too-many-copies"


class NotErasable(ShopError):
    """Something between the customer and the shop is not over yet, or the customer is an admin."""

    key = "error-not-erasable"


class NotUndoable(ShopError):
    """Some goods of the batch are sold or held. Facts: taken."""

    key = "error-not-undoable"


class NoChange(ShopError):
    """The request would change nothing."""

    key = "error-nothing-to-do"


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing that is wrong in a file, worded by the sentence `key` (admin/catalog.ftl, admin/stock.ftl).

    `line` counts from 1; 0 is the file as a whole. `field` says what stands there. `found` and `expected` are short
    quotes that need no translation, and never goods.
    """

    line: int
    field: str
    key: str
    found: str = ""
    expected: str = ""

    @property
    def params(self) -> dict[str, str]:
        """The arguments of its sentence: line, field, found, expected (a line number takes no thousands mark)."""
        return {"line": str(self.line), "field": self.field, "found": self.found, "expected": self.expected}


class FileRefused(ShopError):
    """A file cannot be read, and nothing of it was used. Facts: count; `problems` are all of them, by line."""

    key = "error-file-refused"

    def __init__(self, *problems: FileProblem) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))

    def __str__(self) -> str:
        told = "; ".join(f"line {one.line} {one.field} {one.key} {one.found}".rstrip() for one in self.problems)
        return f"FileRefused({told})"
