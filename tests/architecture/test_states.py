import importlib
import re
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint

from services.storage.tables import metadata
from tests.architecture.places import DOMAIN, dotted
from tests.architecture.source import modules


def states() -> list[type[StrEnum]]:
    """Every closed set of words of the domain."""
    loaded = [importlib.import_module(dotted(module.path)) for module in modules(DOMAIN)]
    found = {
        one
        for module in loaded
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__.startswith(dotted(DOMAIN))
    }
    return sorted(found, key=lambda one: one.__name__)


def allowed() -> set[frozenset[str]]:
    """Every closed set of words of the schema."""
    return {
        frozenset(re.findall(r"'([^']*)'", str(check.sqltext)))
        for table in metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint) and " IN (" in str(check.sqltext)
    }


ELSEWHERE = {"Matter", "MediaKind", "NoticeState"}
"""The words that a newer version may write without this one breaking: a kind of file, a notice that waits.

A matter is read from other states, and never written.
"""


def strange(states: Iterable[type[StrEnum]]) -> set[str]:
    return {one.__name__ for one in states if frozenset(one) not in allowed()}


def test_what_the_domain_may_say_the_schema_may_hold_and_nothing_else() -> None:
    assert strange(states()) == ELSEWHERE


def test_a_word_that_the_schema_does_not_hold_is_noticed() -> None:
    known = next(one for one in states() if one.__name__ not in ELSEWHERE)
    more = StrEnum("more", [*(word.name for word in known), "MADE_UP"])  # type: ignore[misc]
    fewer = StrEnum("fewer", [word.name for word in known][1:])  # type: ignore[misc]

    assert strange([known, more, fewer]) == {"more", "fewer"}
