"""The services against a model of the shop: both stand the same afterwards."""

import ast
from pathlib import Path

from tests.simulation import model
from tests.simulation.state_machine import examine

LINES = 80


def test_the_model_can_be_read_at_a_glance() -> None:
    source = Path(model.__file__).read_text(encoding="utf-8")
    words = {node.value.lineno: node.value.end_lineno for node in ast.walk(ast.parse(source)) if is_words(node)}
    spoken = {line for first, last in words.items() for line in range(first, last + 1)}
    code = [line for number, line in enumerate(source.splitlines(), 1) if line.strip() and number not in spoken]

    assert len(code) <= LINES


def is_words(node: ast.AST) -> bool:
    """Return whether something stands in a file only to be read."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_the_shop_stands_as_its_model_does_whatever_people_and_crashes_do() -> None:
    assert examine(lives=40, steps=10)["lives"] >= 40
