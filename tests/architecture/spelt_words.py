"""Words of closed sets that are spelt out as strings, where their enum or their owner is to be asked."""

import ast
from collections.abc import Iterator
from functools import cache

from services.payments.providers import PROVIDERS
from tests.architecture.places import DOMAIN
from tests.architecture.source import Module, called, modules

OTHER_WORDS = frozenset({"goods-manual", "goods-file-manual"})
"""Keys of texts about the manual of a product."""


@cache
def states() -> frozenset[str]:
    """The words of every state of the domain."""
    enums = [one for module in modules(DOMAIN) for one in module.find(ast.ClassDef) if one.name.endswith("State")]
    return frozenset(str(word.value) for one in enums for word in ast.walk(one) if isinstance(word, ast.Constant))


def spelt_states(module: Module) -> Iterator[ast.AST]:
    """States written out as strings where they are compared, asked for, or set."""
    compared = [part for one in module.find(ast.Compare) for part in (one.left, *one.comparators)]
    asked = [part for call in module.calls if called(call) == "in_states" for part in call.args]
    put = [word.value for call in module.calls for word in call.keywords if word.arg == "state"]
    for part in (*compared, *asked, *put):
        for node in ast.walk(part):
            if isinstance(node, ast.Constant) and node.value in states():
                yield node


def named_providers(module: Module) -> Iterator[ast.AST]:
    """Names of ways to pay, alone or at the end of the key of a text."""
    for node in module.find(ast.Constant):
        if isinstance(node.value, str) and node.value.rpartition("-")[2] in PROVIDERS and node.value not in OTHER_WORDS:
            yield node
