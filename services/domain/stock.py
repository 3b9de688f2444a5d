"""Goods on the shelf, and what an import would do to them."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.secret import Secret


class StockState(StrEnum):
    """FREE can be sold, HELD belongs to an unpaid order, GIVEN is sold, VOID was withdrawn."""

    FREE = "FREE"
    HELD = "HELD"
    GIVEN = "GIVEN"
    VOID = "VOID"


@dataclass(frozen=True, slots=True)
class Level:
    """How much is free, counted no further than `LEVEL_CAP`: the cost of asking must not grow with the stock."""

    free: int
    capped: bool = False


LEVEL_CAP = 100
FEW = 5


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that cannot be goods, and why (a key of errors.ftl)."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class StockReport:
    """The dry run of an import: what each line is. Only `new` would be stored."""

    product: str
    new: tuple[Secret, ...]
    repeated: int
    in_stock: int
    sold: int
    malformed: tuple[Malformed, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, undoable while nothing of it is sold or held."""

    id: str
    product_id: int
    admin_id: int
    created_at: int
    size: int
