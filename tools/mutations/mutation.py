"""One guard of the shop: what takes it out, and which tests notice."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.mutations.operators import Change, Scope
from tools.mutations.patterns import StaleMutationError


class Mutation:
    """A guard, its place (`file:function`, `file:CONSTANT` or a whole file), what takes it out, and its tests."""

    def __init__(self, name: str, place: str, change: Change, *tests: str) -> None:
        self.name = name
        self.place = place
        self.change = change
        self.tests = tests

    @property
    def file(self) -> str:
        return self.place.partition(":")[0]

    def mutated(self, source: str) -> str:
        """Return the source of the file without the guard. Raises StaleMutationError."""
        tree = ast.parse(source)
        self.change(Scope(tree, part_of(tree, self.place.partition(":")[2])))
        return ast.unparse(ast.fix_missing_locations(tree)) + "\n"

    def apply(self, tree: Path) -> None:
        """Take the guard out of a copy of the shop. Raises StaleMutationError."""
        file = tree / self.file
        file.write_text(self.mutated(file.read_text(encoding="utf-8")), encoding="utf-8")


def part_of(tree: ast.Module, name: str) -> ast.AST:
    """Return the class, function or constant of a module that has a name, with its class where another has it too."""
    if not name:
        return tree
    found = [part for qualified, part in _named(tree) if f".{qualified}".endswith(f".{name}")]
    if len(found) != 1:
        msg = f"{name} is there {len(found)} times, not once"
        raise StaleMutationError(msg)
    return found[0]


def _named(holder: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    constants = isinstance(holder, ast.Module | ast.ClassDef)
    for node in ast.iter_child_nodes(holder):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield prefix + name, node
                yield from _named(node, f"{prefix}{name}.")
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if constants:
                yield prefix + name, node
