"""The stock: goods, and the effects of an import on them."""

import hashlib
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from services.domain.values.secret import Secret


class StockState(StrEnum):
    """FREE can be sold, HELD belongs to an unpaid order, GIVEN is sold, VOID was withdrawn."""

    FREE = "FREE"
    HELD = "HELD"
    GIVEN = "GIVEN"
    VOID = "VOID"


@dataclass(frozen=True, slots=True)
class GivenItem:
    """A code or link that was given for an order (`order_id`), with its number in stock."""

    id: int
    order_id: str
    secret: Secret


LEVEL_CAP = 100
FEW = 5
DIGEST = 12


@dataclass(frozen=True, slots=True)
class StockLevel:
    """The number of free goods, counted no further than `LEVEL_CAP`: asking must not cost more with more stock."""

    free: int
    capped: bool = False

    @classmethod
    def counted(cls, count: int) -> "StockLevel":
        """Of so many, counted one further than the cap."""
        return cls(min(count, LEVEL_CAP), capped=count > LEVEL_CAP)


@dataclass(frozen=True, slots=True)
class InvalidLine:
    """A line that cannot be goods, and why (a key of system.ftl)."""

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
    malformed: tuple[InvalidLine, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, undoable while nothing of it is sold or held; `undone` if that has begun."""

    id: str
    product_id: int
    admin_id: int
    created_at: int
    size: int
    undone: bool = False


class DraftState(StrEnum):
    """OPEN waits for a decision, IMPORTED is in stock, DROPPED was given up."""

    OPEN = "OPEN"
    IMPORTED = "IMPORTED"
    DROPPED = "DROPPED"


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of an admin about a file of stock; None lets the reading decide.

    `encoding` is one of ENCODINGS (services/stock/file). `separator` is "," or ";" or a tab, or "" for "the whole line
    is the code". `heading` tells whether the first used line is a heading; False makes every line goods. `column`
    counts from 0.
    """

    encoding: str | None = None
    separator: str | None = None
    heading: bool | None = None
    column: int | None = None


NOTHING_CHOSEN = Choices()


@dataclass(frozen=True, slots=True)
class DraftPart:
    """The part of a draft that one message brought: text, a file by its Telegram id, or nothing that is imported.

    `edited_at` (Unix seconds) is when the message was edited last, 0 for one as it was sent. `lost_signs` tells that
    the client may have taken signs out of the text.
    """

    message_id: int
    text: str | None = field(default=None, repr=False)
    file_id: str | None = None
    file_name: str | None = None
    edited_at: int = 0
    lost_signs: bool = False

    @property
    def is_goods(self) -> bool:
        """True if anything of it would be imported."""
        return self.text is not None or self.file_id is not None


@dataclass(frozen=True, slots=True)
class StockDraft:
    """An import that is prepared; its id is that of the batch. `product` is a slug, `added` and `served` its end."""

    id: str
    admin_id: int
    product: str
    expires_at: int
    state: str = DraftState.OPEN
    added: int = 0
    served: int = 0
    parts: tuple[DraftPart, ...] = ()
    choices: Choices = NOTHING_CHOSEN

    @property
    def file(self) -> DraftPart | None:
        """The file, if it is one that would be imported."""
        return next((part for part in self.parts if part.file_id is not None), None)

    @property
    def goods(self) -> tuple[DraftPart, ...]:
        """The parts that would be imported."""
        return tuple(part for part in self.parts if part.is_goods)

    @property
    def digest(self) -> str:
        """A mark of what a report of it shows: other messages, an edit or a choice make another one."""
        shown = [[part.message_id, part.edited_at] for part in self.goods], astuple(self.choices)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:DIGEST]

    @property
    def lost_signs(self) -> bool:
        """True if a client may have taken signs out of what was pasted."""
        return any(part.lost_signs for part in self.goods)

    @property
    def text(self) -> str:
        """All pasted lines, in the order of their messages."""
        return "\n".join(part.text for part in self.parts if part.text is not None)
