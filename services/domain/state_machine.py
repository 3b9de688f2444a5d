"""The transitions of states. Each entity has its table of them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)


def sources(table: Mapping[S, frozenset[S]], target: S) -> tuple[S, ...]:
    """All states from which `target` may be reached."""
    return tuple(state for state, following in table.items() if target in following)
