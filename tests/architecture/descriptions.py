"""The rules of descriptions: each module and everything public has one, and it begins with its subject."""

import ast
import builtins
import re
from collections.abc import Iterator, Sequence

from tests.architecture.places import BENCHMARKS, MIGRATIONS, OURS, TESTS, TOOLS
from tests.architecture.rule import Rule, says
from tests.architecture.source import Module

RAISES = re.compile(r"\b[Rr]aises ((?:[A-Z][\w.]+(?:, and |, | and | or )?)+)")
NO_SUBJECT = re.compile(
    r"(Wh(o|om|ose|at|en|ere|ether|ich|y)(ever)?|How)\b|.*\b(lest|hence|whence|whither)\b", re.IGNORECASE | re.DOTALL
)


def undescribed(module: Module) -> Iterator[ast.AST]:
    """A module, and what is public in it, without a docstring."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    public = [node for node in module.tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    return (node for node in [module.tree, *public] if not ast.get_docstring(node))


def without_subject(module: Module) -> Iterator[ast.AST]:
    """Descriptions, of attributes too, that begin with a question word or use an archaic connective."""
    return (node for node, text in texts(module) if NO_SUBJECT.match(text))


def texts(module: Module) -> Iterator[tuple[ast.Expr, str]]:
    """Every description, of attributes too."""
    for node in module.find(ast.Expr):
        match node.value:
            case ast.Constant(value=str(text)):
                yield node, text


def unknown_errors(modules: Sequence[Module]) -> list[str]:
    """Exceptions that a description says are raised and that nothing defines or imports."""
    known = {*dir(builtins)}
    for module in modules:
        known |= {one.name for one in module.find(ast.ClassDef)} | {
            name.rpartition(".")[2] for _, name in module.imports
        }
    return [
        f"{module.at(node)} {name}"
        for module in modules
        for node, text in texts(module)
        for names in RAISES.findall(text)
        for name in re.split(r", and |, | and | or ", names)
        if (last := name.strip(".").rpartition(".")[2]) and last not in known
    ]


DESCRIPTIONS = (
    Rule(
        "every module and everything public says why it exists",
        undescribed,
        bad=says("", "'''Why.'''\nclass One: ...", "'''Why.'''\nasync def one(): ..."),
        good=says("'''Why.'''\ndef _one(): ...\nclass Two:\n    '''Why.'''"),
        places=OURS,
        excepted={MIGRATIONS},
    ),
    Rule(
        "every description begins with its subject",
        without_subject,
        bad=says(
            *(
                f"'''{word} is there.'''"
                for word in ("Who", "What", "Whoever", "Whether", "Where", "How", "When", "Which")
            ),
            "PAUSE = 3\n'''How long to wait.'''",
            "def wait():\n    '''Wait, lest it is lost.'''",
        ),
        good=says("'''Return whether it is there.'''", "PAUSE = 3\n'''The time (s) to wait.'''", "text = 'What?'"),
        places=(*OURS, BENCHMARKS, TOOLS, TESTS),
    ),
)
