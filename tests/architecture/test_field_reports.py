"""The table of reports from the field names tests that are there."""

import ast
import re

from tests.architecture.places import ROOT
from tests.architecture.source import tracked

ROW = re.compile(r"^\| (?!reported|---)(.+)$", re.MULTILINE)
TEST = re.compile(r"`(test_\w+)`")
REPORTS = 19


def rows() -> list[str]:
    return ROW.findall((ROOT / "docs/field-reports.md").read_text(encoding="utf-8"))


def names() -> set[str]:
    """The name of every test of the project."""
    files = [file for file in tracked() if file.suffix == ".py" and file.is_relative_to(ROOT / "tests")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    return {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_report_names_a_test() -> None:
    assert len(rows()) == REPORTS
    assert [row for row in rows() if not TEST.search(row)] == []


def test_every_test_that_is_named_exists() -> None:
    named = {name for row in rows() for name in TEST.findall(row)}

    assert named
    assert named - names() == set()
