"""The project's own text, for tests that hold it to its rules: files, syntax trees, and where something stands."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from tests.architecture.places import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Module:
    """One file of Python: where it stands and what it says."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @property
    def length(self) -> int:
        return len(self.text.splitlines())

    def find(self, kind: type[Node]) -> Iterator[Node]:
        return (node for node in self.nodes if isinstance(node, kind))

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Function))

    @cached_property
    def calls(self) -> tuple[ast.Call, ...]:
        return tuple(self.find(ast.Call))

    @cached_property
    def imports(self) -> tuple[tuple[ast.AST, str], ...]:
        """Every module that is imported, by its full name, and what is taken from it."""
        whole = [(node, alias.name) for node in self.find(ast.Import) for alias in node.names]
        parts = [(node, f"{node.module}.{alias.name}") for node in self.find(ast.ImportFrom) for alias in node.names]
        return (*whole, *parts)

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def within(self, node: ast.AST) -> str:
        """The innermost function around a node, as `file:function`."""
        line = getattr(node, "lineno", 0)
        around = [one for one in self.functions if one.lineno <= line <= (one.end_lineno or 0)]
        return f"{self.path}:{around[-1].name if around else '-'}"


@cache
def module(path: str) -> Module:
    """One file of the project."""
    return Module(path, (ROOT / path).read_text(encoding="utf-8"))


def modules(*places: str) -> list[Module]:
    """All Python in some files and below some folders of the project; a place without any is an error."""
    return [module(path) for place in places for path in _python(place)]


@cache
def _python(place: str) -> tuple[str, ...]:
    here = ROOT / place
    files = [here] if here.is_file() and here.suffix == ".py" else sorted(here.rglob("*.py"))
    if not files:
        raise FileNotFoundError(f"{place} holds no Python: is it somewhere else now?")
    return tuple(file.relative_to(ROOT).as_posix() for file in files)


def files(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder; to hold none is an error."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise FileNotFoundError(f"{folder} holds no {pattern}: is it somewhere else now?")
    return found


def tracked() -> list[Path]:
    """Return the files of the project, as git knows them; without git, those in folders that are not hidden."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        names = [file.relative_to(ROOT).as_posix() for file in ROOT.rglob("*") if file.is_file()]
        return [ROOT / name for name in names if not name.startswith((".", "data/")) and "__pycache__" not in name]
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def called(call: ast.Call) -> str:
    """The last name of what is called: `key` of `keyboards.key(…)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
