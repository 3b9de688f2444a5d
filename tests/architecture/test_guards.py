"""`make guards` breaks every guard; here the table is held up to date, and a few are broken in every run."""

import ast
from collections import Counter

import pytest

from tools.guards import ROOT, Verdict, try_one
from tools.mutations.guards import MUTATIONS
from tools.mutations.mutation import Mutation
from tools.mutations.operators import remove

EVERY_TIME = (
    "the amount is compared",
    "an order is shown to its owner alone",
    "names are escaped",
)
ELSEWHERE = "tests/services/domain/test_errors.py"
by_name = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)


def of_name(name: str) -> Mutation:
    (found,) = [mutation for mutation in MUTATIONS if mutation.name == name]
    return found


@by_name
def test_a_guard_is_found_once_and_taken_out(mutation: Mutation) -> None:
    source = (ROOT / mutation.file).read_text(encoding="utf-8")

    assert ast.dump(ast.parse(mutation.mutated(source))) != ast.dump(ast.parse(source))


@by_name
def test_the_test_of_a_guard_exists(mutation: Mutation) -> None:
    assert mutation.tests
    for test in mutation.tests:
        file, _, name = test.partition("[")[0].partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_guard_has_a_name_of_its_own() -> None:
    names = Counter(mutation.name for mutation in MUTATIONS)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("name", EVERY_TIME)
def test_a_guard_that_is_taken_out_is_missed(name: str) -> None:
    trial = try_one(of_name(name))

    assert trial.verdict is Verdict.RED, trial.words


def test_a_guard_that_no_test_misses_is_told() -> None:
    guarded = of_name(EVERY_TIME[0])
    blind = Mutation("blind", guarded.place, guarded.change, ELSEWHERE)

    assert try_one(blind).verdict is Verdict.GREEN


def test_a_trial_that_came_to_no_end_is_told_as_that() -> None:
    trial = try_one(MUTATIONS[0], patience=0)

    assert trial.verdict is Verdict.ENDLESS
    assert "no end" in trial.words


@pytest.mark.parametrize("place", ["bot/app.py:renamed", "bot/first_start.py:_parsed"])
def test_a_change_that_finds_nothing_makes_the_table_stale(place: str) -> None:
    trial = try_one(Mutation("gone", place, remove("_.never_written(...)"), ELSEWHERE))

    assert trial.verdict is Verdict.STALE
    assert place in trial.words
