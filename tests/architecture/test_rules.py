"""Every rule holds, everywhere it looks; what breaks it is noticed, and no exception outlives its reason."""

from importlib.util import find_spec

import pytest

from tests.architecture import places
from tests.architecture.descriptions import texts, unknown_errors
from tests.architecture.handler_rules import HANDLER_RULES
from tests.architecture.places import BOT, OURS, ROOT, SHOWING
from tests.architecture.rule import Rule, says
from tests.architecture.rules import FOREIGN, RULES, SHOWN, SQL
from tests.architecture.source import called, modules

by_name = pytest.mark.parametrize("rule", RULES + HANDLER_RULES, ids=lambda rule: rule.name)


@by_name
def test_the_project_keeps_every_rule(rule: Rule) -> None:
    read = rule.read()

    assert read
    assert [complaint for module in read for complaint in rule.complaints(module)] == []


@by_name
def test_every_rule_notices_who_breaks_it(rule: Rule) -> None:
    assert rule.bad
    assert [module for module in rule.bad if not rule.complaints(module)] == []


@by_name
def test_no_rule_complains_of_what_is_right(rule: Rule) -> None:
    assert rule.good
    assert [complaint for module in rule.good for complaint in rule.complaints(module)] == []


@by_name
def test_every_exception_is_needed(rule: Rule) -> None:
    used = {one for module in rule.read() for node in rule.breaches(module) for one in rule.excuses(module, node)}

    assert rule.excepted - used == set()


def test_every_error_that_a_description_names_exists() -> None:
    ours = modules(*OURS)

    assert sum("Raises" in text for module in ours for _, text in texts(module)) > 50
    assert unknown_errors(ours) == []


def test_an_error_that_is_gone_is_noticed() -> None:
    known = "'''Raises ValueError and json.JSONDecodeError.'''\nfrom json import JSONDecodeError"

    assert unknown_errors(says(known)) == []
    assert len(unknown_errors(says("'''Return it. Raises Gone, ValueError and Away if not.'''"))) == 2


def test_every_call_that_shows_words_is_made() -> None:
    assert SHOWN - {called(call) for module in modules(*SHOWING) for call in module.calls} == set()


def test_every_library_of_a_rule_is_installed() -> None:
    assert [translations for translations in FOREIGN | SQL if find_spec(translations) is None] == []


def test_every_place_is_there() -> None:
    lists = [[one] if isinstance(one, str) else one for name, one in vars(places).items() if name.isupper()]
    named = {place.partition(":")[0] for one in lists if not hasattr(one, "exists") for place in one}

    assert named
    assert {place for place in named if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize("place", ["bot/nowhere", "bot/nowhere.py", "docs", "README.md"])
def test_a_place_without_python_is_no_empty_place(place: str) -> None:
    with pytest.raises(FileNotFoundError, match=place):
        modules(BOT, place)
