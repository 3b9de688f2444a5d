"""`make guards` breaks every guard; here the table is held up to date, and a few are broken in every run."""

from collections import Counter

import pytest

from tools.guards import ROOT, Verdict, found, try_one
from tools.mutations import GUARDS, Guard

EVERY_TIME = (
    "the amount is compared",
    "an order is shown to its owner alone",
    "names are escaped",
)
by_name = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)


@by_name
def test_the_words_of_a_guard_stand_once_where_the_table_says(guard: Guard) -> None:
    assert found(guard) == 1
    assert guard.new != guard.old


@by_name
def test_the_test_of_a_guard_exists(guard: Guard) -> None:
    for test in guard.tests:
        file, _, name = test.partition("[")[0].partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_guard_has_a_name_of_its_own() -> None:
    names = Counter(guard.name for guard in GUARDS)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", EVERY_TIME)
def test_a_guard_that_is_taken_out_is_missed(name: str) -> None:
    (guard,) = [guard for guard in GUARDS if guard.name == name]

    trial = try_one(guard)

    assert trial.verdict is Verdict.RED, trial.words


def test_a_guard_that_nobody_misses_is_told() -> None:
    (guard,) = [guard for guard in GUARDS if guard.name == EVERY_TIME[0]]
    blind = Guard("blind", guard.file, guard.old, guard.old, ("tests/services/domain/test_errors.py",))

    assert try_one(blind).verdict is Verdict.GREEN


def test_a_trial_that_came_to_no_end_is_told_as_that() -> None:
    trial = try_one(GUARDS[0], patience=0)

    assert trial.verdict is Verdict.ENDLESS
    assert "no end" in trial.words


def test_words_that_are_gone_make_the_table_stale() -> None:
    gone = Guard("gone", GUARDS[0].file, "nobody ever wrote this", "", ("tests/services/domain/test_errors.py",))

    assert try_one(gone).verdict is Verdict.STALE
