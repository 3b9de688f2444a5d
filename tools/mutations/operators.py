"""The changes that take a guard out. Each finds one node by a pattern (patterns.py), or refuses as stale."""

import ast
from collections.abc import Callable

from tools.mutations.patterns import Captures, StaleMutationError, filled, matches

CONDITIONED = (ast.If, ast.While)


class Scope:
    """A part of a syntax tree in which one node is changed."""

    def __init__(self, tree: ast.Module, part: ast.AST) -> None:
        self.tree = tree
        self.part = part
        self._parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}

    def find(self, pattern: str, fits: Callable[[ast.AST], bool] = lambda _: True) -> tuple[ast.AST, Captures]:
        """Return the one node that a pattern matches. Raises StaleMutationError."""
        found = [(node, captures) for node, captures in matches(pattern, self.part) if fits(node)]
        if len(found) != 1:
            msg = f"{pattern!r} is there {len(found)} times, not once"
            raise StaleMutationError(msg)
        return found[0]

    def parent(self, node: ast.AST) -> ast.AST:
        return self._parents[node]

    def statement(self, node: ast.AST) -> ast.stmt:
        """Return the innermost statement that a node is part of."""
        while not isinstance(node, ast.stmt):
            node = self._parents[node]
        return node

    def tests(self, node: ast.AST) -> bool:
        """Return whether a node is part of the condition of an `if` or a `while`."""
        holder = self.statement(node)
        return isinstance(holder, CONDITIONED) and any(one is node for one in ast.walk(holder.test))

    def block(self, node: ast.AST) -> list[ast.AST]:
        """Return the list that a node is an item of; an empty one if it stands alone."""
        fields = [value for _, value in ast.iter_fields(self._parents[node]) if isinstance(value, list)]
        return next((items for items in fields if node in items), [])

    def put(self, node: ast.AST, *new: ast.AST) -> None:
        """Put other nodes in the place of one; a block that would be empty gets a `pass`."""
        parent, items = self._parents[node], self.block(node)
        if items:
            left = new or ([ast.Pass()] if len(items) == 1 and isinstance(node, ast.stmt) else [])
            at = items.index(node)
            items[at : at + 1] = left
            return
        (field,) = [field for field, value in ast.iter_fields(parent) if value is node]
        setattr(parent, field, *new)


Change = Callable[[Scope], None]


def remove(pattern: str) -> Change:
    """Remove the statement that holds a match, with its block if it has one."""

    def change(scope: Scope) -> None:
        scope.put(scope.statement(scope.find(pattern)[0]))

    return change


def never(pattern: str) -> Change:
    """Make the condition of the `if` or `while` that holds a match false."""
    return _conditioned(pattern, value=False)


def always(pattern: str) -> Change:
    """Make the condition of the `if` or `while` that holds a match true."""
    return _conditioned(pattern, value=True)


def _conditioned(pattern: str, *, value: bool) -> Change:
    def change(scope: Scope) -> None:
        holder = scope.statement(scope.find(pattern, scope.tests)[0])
        assert isinstance(holder, CONDITIONED)
        holder.test = ast.Constant(value)

    return change


def drop(pattern: str) -> Change:
    """Drop a match from its operands, arguments, items, entries of a dict (by key), or classes of a `case`."""

    def change(scope: Scope) -> None:
        node, _ = scope.find(pattern)
        match scope.parent(node):
            case ast.keyword() as keyword:
                scope.put(keyword)
            case ast.MatchClass() as pattern_of_case:
                outer = scope.parent(pattern_of_case)
                scope.put(outer if isinstance(outer, ast.match_case) else pattern_of_case)
            case ast.BinOp(left=left, right=right) as sum_:
                scope.put(sum_, right if node is left else left)
            case ast.BoolOp(values=values) as condition:
                values.remove(node)  # type: ignore[arg-type]
                scope.put(condition, values[0] if len(values) == 1 else condition)
            case ast.Dict(keys=keys, values=values):
                values.pop(keys.index(node))  # type: ignore[arg-type]
                keys.remove(node)  # type: ignore[arg-type]
            case _:
                scope.put(node)

    return change


def replace(pattern: str, new: str) -> Change:
    """Replace a match: an expression by an expression, a statement by statements; both may name `_1` and so on."""

    def change(scope: Scope) -> None:
        node, captures = scope.find(pattern)
        body = filled(new, captures, scope.tree)
        scope.put(node, *(body if isinstance(node, ast.stmt) else (body[0].value,)))  # type: ignore[attr-defined]

    return change


def replace_text(old: str, new: str) -> Change:
    """Replace words that occur once in the strings of the place: SQL, a pattern, a setting, a message."""

    def change(scope: Scope) -> None:
        texts = [node for node in ast.walk(scope.part) if isinstance(node, ast.Constant) and old in str(node.value)]
        if len(texts) != 1 or not isinstance(texts[0].value, str) or texts[0].value.count(old) != 1:
            msg = f"the text {old!r} is not there once"
            raise StaleMutationError(msg)
        texts[0].value = texts[0].value.replace(old, new)

    return change


def unwrap(pattern: str) -> Change:
    """Leave only the block of the `with` that holds a match."""

    def change(scope: Scope) -> None:
        holder = scope.statement(scope.find(pattern)[0])
        assert isinstance(holder, ast.With | ast.AsyncWith)
        scope.put(holder, *holder.body)

    return change


def run_once(pattern: str) -> Change:
    """Run the block of the `while` whose condition holds a match once at most."""

    def change(scope: Scope) -> None:
        holder = scope.statement(scope.find(pattern, scope.tests)[0])
        assert isinstance(holder, ast.While)
        scope.put(holder, ast.If(holder.test, holder.body, holder.orelse))

    return change


def swap(pattern: str) -> Change:
    """Exchange the statement that holds a match with the one after it."""

    def change(scope: Scope) -> None:
        first = scope.statement(scope.find(pattern)[0])
        block = scope.block(first)
        at = block.index(first)
        block[at : at + 2] = reversed(block[at : at + 2])

    return change


def both(first: Change, second: Change) -> Change:
    """Make two changes in one place."""

    def change(scope: Scope) -> None:
        first(scope)
        second(Scope(scope.tree, scope.part))

    return change
