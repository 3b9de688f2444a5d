"""Rules for handlers: how much one may ask for."""

import ast

from tests.architecture.places import HANDLERS
from tests.architecture.rule import Rule, says
from tests.architecture.source import Function, Module

MOST_PARAMETERS = 6


def parameters(function: Function) -> list[str]:
    """Everything that a function is given, but not what it is a method of."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [one.arg for one in given if one.arg not in {"self", "cls"}]


def greedy(module: Module) -> list[ast.AST]:
    """Functions with too many parameters."""
    return [one for one in module.functions if len(parameters(one)) > MOST_PARAMETERS]


def _asking(count: int) -> str:
    return f"async def show({', '.join(f'part_{number}' for number in range(count))}): ..."


HANDLER_RULES = (
    Rule(
        "a handler asks for six things at most",
        greedy,
        bad=says(_asking(MOST_PARAMETERS + 1), _asking(MOST_PARAMETERS).replace("part_5", "part_5, *, part_6")),
        good=says(_asking(MOST_PARAMETERS), f"class One:\n    {_asking(MOST_PARAMETERS).replace('(', '(self, ')}"),
        places=(HANDLERS,),
    ),
)
