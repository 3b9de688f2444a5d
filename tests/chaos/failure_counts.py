"""The failures of people, in the three ways in which a shop can fail them."""

from dataclasses import astuple, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class FailureCounts:
    """The cost of all the trouble to people.

    `lost` was paid for or written and led to nothing, `second` was given or sent once too often, `stuck` still waits.
    """

    lost: int = 0
    second: int = 0
    stuck: int = 0

    def __add__(self, other: Self) -> "FailureCounts":
        return FailureCounts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def __bool__(self) -> bool:
        return any(astuple(self))
