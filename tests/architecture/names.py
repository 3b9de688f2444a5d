"""The rules of names: each says what it stands for."""

import ast
from collections.abc import Iterator

from tests.architecture.places import BENCHMARKS, OURS, TESTS, TOOLS
from tests.architecture.rule import Rule, says
from tests.architecture.source import Module, called

KINDS_OF_TYPES = {"TypeVar", "ParamSpec"}


def one_letter(module: Module) -> Iterator[ast.AST]:
    """Names of one letter that a whole module may use, but for variables of types."""
    for node in module.tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        if isinstance(node.value, ast.Call) and called(node.value) in KINDS_OF_TYPES:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [one for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        yield from (one for one in names if len(one.id.strip("_")) == 1)


NAMES = (
    Rule(
        "a module has no name of one letter",
        one_letter,
        bad=says("T = tables.orders", "T, EVENTS = orders, events", "_S = OrderState", "K: int = 3"),
        good=says("T = TypeVar('T', bound=int)", "orders = tables.orders", "def of():\n    t = 3", "_ = 1\n"),
        places=(*OURS, BENCHMARKS, TOOLS, TESTS),
    ),
)
