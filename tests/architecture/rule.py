"""The form of a rule of the code: a sentence, how to find what breaks it, and an example of each."""

import ast
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tests.architecture.places import SHOP
from tests.architecture.source import Module, modules


@dataclass(frozen=True)
class Rule:
    """A sentence about the code: where it holds, what breaks it, and who may."""

    name: str
    breaches: Callable[[Module], Iterable[ast.AST]]
    bad: tuple[Module, ...]
    good: tuple[Module, ...]
    places: tuple[str, ...] = SHOP
    concerns: Callable[[Module], bool] = lambda _: True
    excepted: AbstractSet[str] = frozenset()

    def read(self) -> list[Module]:
        """The modules that the rule is about."""
        return [module for module in modules(*self.places) if self.concerns(module)]

    def complaints(self, module: Module) -> list[str]:
        """Return the places where a module breaks the rule and may not."""
        broken = self.breaches(module) if self.concerns(module) else ()
        return [f"{module.at(node)} {module.within(node)}" for node in broken if not self.excuses(module, node)]

    def excuses(self, module: Module, node: ast.AST) -> set[str]:
        """The exceptions that name a function, its file, or a folder above."""
        names = {module.within(node), module.path}
        return {one for one in self.excepted if one in names or module.path.startswith(f"{one}/")}


def says(*texts: str, path: str = "bot/example.py") -> tuple[Module, ...]:
    """Modules that were never written."""
    return tuple(Module(path, text) for text in texts)
