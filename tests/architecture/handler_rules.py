"""Rules for handlers: how much one may ask for, and that none leans on another."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from handlers.ui.navigation.context import Context
from tests.architecture.places import HANDLERS, ROUTING, dotted
from tests.architecture.rule import Rule, says
from tests.architecture.source import Function, Module, modules

MOST_PARAMETERS = 6
MOST_PARTS = 3
CONTEXT = frozenset(field.name for field in fields(Context))


def parameters(function: Function) -> list[str]:
    """Everything that a function is given, but not what it is a method of."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [one.arg for one in given if one.arg not in {"self", "cls"}]


def greedy(module: Module) -> list[ast.AST]:
    """Functions with too many parameters."""
    return [one for one in module.functions if len(parameters(one)) > MOST_PARAMETERS]


def scattered(module: Module) -> list[ast.AST]:
    """Functions that are given most of the context in pieces."""
    return [one for one in module.functions if len(CONTEXT.intersection(parameters(one))) >= MOST_PARTS]


@cache
def routed() -> tuple[str, ...]:
    """The modules with handlers, by the names under which they are imported."""
    made = [one for one in modules(HANDLERS) if any(ast.unparse(call.func) == "Router" for call in one.calls)]
    return tuple(dotted(one.path) for one in made if one.path not in ROUTING)


def leaning(module: Module) -> Iterator[ast.AST]:
    """Imports of a module with handlers, or of anything in it."""
    return (node for node, name in module.imports if f"{name}.".startswith(tuple(f"{one}." for one in routed())))


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
    Rule(
        "a handler that needs three parts of the context asks for the whole",
        scattered,
        bad=says("async def show(_event, customer, screen, t): ...", "def show(*, act, t, screen): ..."),
        good=says("async def show(_event, context): ...", "def render(customer, t): ...", "def toast(screen, t): ..."),
        places=(HANDLERS,),
    ),
    Rule(
        # What two conversations share is a page, a view or a word of its own; a page is asked for by name.
        "no handler leans on another",
        leaning,
        bad=says(
            "from handlers.catalog.storefront import show_product",
            "from handlers.customers import start",
            "import handlers.system.fallback",
            path=f"{HANDLERS}/example.py",
        ),
        good=says(
            "from handlers.catalog.product_page import ProductPage",
            "from handlers.customers import starting",
            path=f"{HANDLERS}/example.py",
        ),
        places=(HANDLERS,),
        excepted=ROUTING,
    ),
)
