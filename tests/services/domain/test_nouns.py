import dataclasses
import importlib
import pkgutil
from types import ModuleType

import pytest

from services import domain

MODULES = [
    importlib.import_module(f"services.domain.{module.name}") for module in pkgutil.iter_modules(domain.__path__)
]
NOUNS = {
    thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, type) and dataclasses.is_dataclass(thing)
}


@pytest.mark.parametrize("noun", sorted(NOUNS, key=str), ids=lambda noun: noun.__name__)
def test_a_noun_never_changes_and_has_no_room_for_misspelt_fields(noun: type) -> None:
    parameters = noun.__dataclass_params__  # type: ignore[attr-defined]

    assert parameters.frozen
    assert hasattr(noun, "__slots__")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_module_of_the_domain_says_why_it_exists(module: ModuleType) -> None:
    reason = module.__doc__

    assert reason
