"""The transitions of states. Each entity has its table of them; these functions read one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from services.domain.errors import InvalidTransition

S = TypeVar("S", bound=StrEnum)


def sources(table: Mapping[S, frozenset[S]], target: S) -> tuple[S, ...]:
    """All states from which `target` may be reached."""
    return tuple(state for state, following in table.items() if target in following)


def permit(table: Mapping[S, frozenset[S]], old: S, new: S) -> None:
    """Raise InvalidTransition unless `new` may follow `old`."""
    if new not in table.get(old, frozenset()):
        raise InvalidTransition(old, new)
