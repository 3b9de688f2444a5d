import importlib
import re
from enum import StrEnum

from sqlalchemy import CheckConstraint

from services.storage.tables import metadata
from tests.architecture.source import modules


def states() -> list[type[StrEnum]]:
    """Every closed set of words of the domain."""
    loaded = [
        importlib.import_module(module.path.removesuffix(".py").replace("/", "."))
        for module in modules("services/domain")
        if not module.path.endswith("__init__.py")
    ]
    found = {
        one
        for module in loaded
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one.__module__.startswith("services.domain")
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


ELSEWHERE = {"MediaKind"}
"""Written in one word with the id of a file: a kind that only a newer version knows is no file to this one."""


def test_what_the_domain_may_say_the_schema_may_hold_and_nothing_else() -> None:
    strange = [one.__name__ for one in states() if frozenset(one) not in allowed() and one.__name__ not in ELSEWHERE]

    assert strange == []
