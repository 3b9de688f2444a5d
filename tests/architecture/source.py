"""The project's own text, for tests that hold it to its rules: files, syntax trees, and where something stands."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("bot", "handlers", "services", "sandbox")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of Python: where it stands and what it says."""

    path: str
    text: str
    tree: ast.Module

    @property
    def length(self) -> int:
        return len(self.text.splitlines())

    def find(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    def calls(self) -> list[ast.Call]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def imports(self) -> list[tuple[ast.AST, str]]:
        """Every module that is imported, by its full name."""
        found: list[tuple[ast.AST, str]] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [(node, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found.append((node, node.module or ""))
        return found

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"

    def within(self, node: ast.AST) -> str:
        """The innermost function around a node, as `file:function`."""
        line = getattr(node, "lineno", 0)
        around = [one for one in self.functions() if one.lineno <= line <= (one.end_lineno or 0)]
        return f"{self.path}:{around[-1].name if around else '-'}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """All Python in some files and below some folders of the project."""
    places = [ROOT / folder for folder in folders]
    files = sorted(file for place in places for file in ([place] if place.is_file() else place.rglob("*.py")))
    texts = [(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


def tracked() -> list[Path]:
    """What the project consists of, as git knows it; without git, what stands in folders that are not hidden."""
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
