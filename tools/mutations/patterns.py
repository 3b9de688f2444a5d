"""Short pieces of Python that find a node of a syntax tree, whatever its layout and the names of its variables.

`_` matches any expression. So do `_1`, `_2` and so on, which a replacement may name again; one that occurs twice
matches equal expressions. `...` at the end of arguments or items matches whatever else there is, named arguments
included.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from copy import deepcopy

ANY = re.compile(r"_\d*")
UNCOMPARED = {"ctx", "kind", "type_comment", "type_ignores"}
Captures = dict[str, ast.expr]


class StaleMutationError(ValueError):
    """The source has changed so that a mutation cannot be applied: nothing matches it, or more than one node does."""


def statements(text: str) -> list[ast.stmt]:
    """Return the statements of a piece of Python."""
    return ast.parse(text).body


def parse_one(text: str) -> ast.AST:
    """Return the expression, or else the statement, that a piece of Python is."""
    (found,) = statements(text)
    return found.value if isinstance(found, ast.Expr) else found


def matches(pattern: str, scope: ast.AST) -> Iterator[tuple[ast.AST, Captures]]:
    """Return each node in a scope that a pattern matches, with what stands for `_1` and so on."""
    wanted = parse_one(pattern)
    for node in ast.walk(scope):
        captures: Captures = {}
        if _fits(wanted, node, captures):
            yield node, captures


def _fits(wanted: object, found: object, captures: Captures) -> bool:
    if isinstance(wanted, ast.Name) and ANY.fullmatch(wanted.id):
        return isinstance(found, ast.expr) and _same_as_before(wanted.id, found, captures)
    if isinstance(wanted, ast.Call) and isinstance(found, ast.Call):
        return _call_fits(wanted, found, captures)
    if isinstance(wanted, ast.AST):
        fields = [field for field in wanted._fields if field not in UNCOMPARED]
        return type(wanted) is type(found) and all(
            _fits(getattr(wanted, field), getattr(found, field), captures) for field in fields
        )
    if isinstance(wanted, list) and isinstance(found, list):
        return _items_fit(wanted, found, captures)
    return type(wanted) is type(found) and wanted == found


def _same_as_before(name: str, found: ast.expr, captures: Captures) -> bool:
    return name == "_" or ast.dump(captures.setdefault(name, found)) == ast.dump(found)


def _call_fits(wanted: ast.Call, found: ast.Call, captures: Captures) -> bool:
    named = {keyword.arg: keyword.value for keyword in found.keywords}
    names = {keyword.arg for keyword in wanted.keywords}
    return (
        _fits(wanted.func, found.func, captures)
        and _items_fit(wanted.args, found.args, captures)
        and (names <= named.keys() if _is_open(wanted.args) else names == named.keys())
        and all(_fits(keyword.value, named[keyword.arg], captures) for keyword in wanted.keywords)
    )


def _items_fit(wanted: list[ast.expr], found: list[ast.expr], captures: Captures) -> bool:
    if _is_open(wanted):
        wanted, found = wanted[:-1], found[: len(wanted) - 1]
    pairs = zip(wanted, found, strict=False)
    return len(wanted) == len(found) and all(_fits(one, other, captures) for one, other in pairs)


def _is_open(items: list[ast.expr]) -> bool:
    return bool(items) and isinstance(items[-1], ast.Constant) and items[-1].value is ...


class _Filling(ast.NodeTransformer):
    def __init__(self, captures: Captures) -> None:
        self._captures = captures

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return deepcopy(self._captures.get(node.id, node))


def filled(text: str, captures: Captures, tree: ast.AST) -> list[ast.stmt]:
    """Return the statements of a replacement. Raises StaleMutationError if it names what the file does not know."""
    body = statements(text)
    missing = _used(body) - captures.keys() - _bound(body) - _bound([tree]) - set(dir(builtins))
    if missing:
        msg = f"the replacement {text!r} names what is not there: {', '.join(sorted(missing))}"
        raise StaleMutationError(msg)
    return [_Filling(captures).visit(statement) for statement in body]


def _used(nodes: list[ast.stmt]) -> set[str]:
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def _bound(nodes: list[ast.AST] | list[ast.stmt]) -> set[str]:
    names = set()
    for one in (one for node in nodes for one in ast.walk(node)):
        match one:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.alias(asname=str(name)):
                names.add(name)
            case ast.alias(name=name):
                names.add(name.partition(".")[0])
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
    return names
