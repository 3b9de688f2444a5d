"""The rules of descriptions: each module and everything public has one, and it begins with its subject."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.places import BENCHMARKS, MIGRATIONS, OURS, TOOLS
from tests.architecture.rule import Rule, says
from tests.architecture.source import Module

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
    for node in module.find(ast.Expr):
        match node.value:
            case ast.Constant(value=str(text)) if NO_SUBJECT.match(text):
                yield node


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
        places=(*OURS, BENCHMARKS, TOOLS),
    ),
)
