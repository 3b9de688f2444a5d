"""The modules that a serving shop does not load: each start would pay for them, and memory as long as it serves."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.architecture.places import LATER, ROOT, SANDBOX, SQLITE, START, dotted

NEEDED_BY_FEW = {"alembic", "asyncpg", "mako", *map(dotted, LATER)}


def loaded(*names: str) -> set[str]:
    """Everything that a process has loaded that imports some modules."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {', '.join(names)}; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


def test_a_serving_shop_on_sqlite_loads_only_what_it_needs() -> None:
    serving = loaded(*map(dotted, START))

    assert {"aiogram", dotted(SQLITE)} <= serving
    assert sorted(NEEDED_BY_FEW & serving) == []


def test_what_is_needed_by_few_would_be_noticed() -> None:
    assert NEEDED_BY_FEW & loaded(SANDBOX, "mako") == {SANDBOX, "mako"}


@pytest.mark.parametrize("name", sorted(NEEDED_BY_FEW))
def test_what_is_needed_by_few_is_there(name: str) -> None:
    assert find_spec(name)
