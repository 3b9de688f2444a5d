"""Documents that are true: what they name is there, and what is there is named."""

import argparse
import re
from functools import cache
from pathlib import Path

import pytest

from bot.command_line import parser
from bot.settings_read import FIELDS
from services.payments import PROVIDERS
from tests.architecture.places import ROOT
from tests.architecture.source import tracked

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r'<img src="([^"]+)"')
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:")
COMMAND = re.compile(r"python -m bot ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
TARGET = re.compile(r"(?:^ {4,}|`)make ([a-z][a-z-]*)", re.MULTILINE)
PATH = re.compile(r"`((?:\.ci|bot|data|docs|handlers|locales|sandbox|services|tests|benchmarks)/[\w./-]+)`")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`")
OF_OTHERS = {"TEST_POSTGRES", "TEST_REDIS"}
MADE_LATER = {"data/catalog.yaml", "data/backups", "data/exports", "data/aside"}
HEADINGS = ["## Context", "## Decision", "## Consequences"]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def documents() -> dict[str, str]:
    """Every Markdown file of the project with its text."""
    files = [file for file in tracked() if file.suffix == ".md" and file.exists()]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def anchors(text: str) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def targets() -> set[str]:
    rules = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return set(rules)


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(found.choices)


def decisions() -> list[Path]:
    return sorted(file for file in (ROOT / "docs/adr").glob("*.md") if file.name != "README.md")


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_link_leads_somewhere(document: str) -> None:
    lost = []
    prose = FENCE.sub("", documents()[document])
    for link in LINK.findall(prose) + PICTURE.findall(prose):
        if ADDRESS.match(link):
            continue
        path, _, anchor = link.partition("#")
        goal = (ROOT / document).parent / path if path else ROOT / document
        found = goal.exists() and (not anchor or anchor in anchors(goal.read_text(encoding="utf-8")))
        lost += [] if found else [link]

    assert lost == []


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_command_exists(document: str) -> None:
    text = documents()[document]
    unknown = {target for target in TARGET.findall(text) if target not in targets()}
    for command, word in COMMAND.findall(text):
        known = commands().get(command)
        choices = (
            [choice for one in known._actions if not one.option_strings for choice in one.choices or ()]
            if known
            else []
        )
        if known is None or (choices and word not in choices):
            unknown.add(f"{command} {word}".strip())

    assert unknown == set()


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_file_that_is_named_exists(document: str) -> None:
    named = {path.rstrip("/") for path in PATH.findall(documents()[document]) if "NAME" not in path}

    assert {path for path in named - MADE_LATER if not (ROOT / path).exists()} == set()


@pytest.mark.parametrize("document", sorted(documents()))
def test_every_setting_that_is_named_exists(document: str) -> None:
    named = set(SETTING.findall(documents()[document]))

    assert {name for name in named - OF_OTHERS if name.lower() not in FIELDS} == set()


def test_every_proof_in_the_readme_can_be_run() -> None:
    proofs = set(re.findall(r"\btests/[\w./-]+", documents()["README.md"]))

    assert proofs
    assert {path for path in proofs if not (ROOT / path).exists()} == set()


def test_every_setting_is_explained() -> None:
    told = "\n".join([*documents().values(), (ROOT / ".env.example").read_text(encoding="utf-8")])

    assert {name.upper() for name in FIELDS if name.upper() not in told} == set()


def test_every_way_to_pay_has_its_page() -> None:
    page = documents()["docs/payments.md"].lower()

    assert [name for name in PROVIDERS if name not in page] == []


def test_every_guide_can_be_found_from_the_readme() -> None:
    guides = {name for name in documents() if re.fullmatch(r"docs/[^/]+\.md", name)}

    assert guides - set(LINK.findall(documents()["README.md"])) == set()


def test_every_screenshot_is_shown() -> None:
    made = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs/screens").glob("*.png")}

    assert made == set(PICTURE.findall(documents()["README.md"] + documents()["README.zh.md"]))


def test_every_target_of_make_says_what_it_does() -> None:
    described = re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert targets() - set(described) == set()


@pytest.mark.parametrize("page", decisions(), ids=lambda page: page.stem)
def test_every_decision_has_context_decision_and_consequences(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"# {page.stem[:4]}. ")
    assert re.findall(r"^## .*$", text, re.MULTILINE) == HEADINGS
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_and_listed() -> None:
    pages = decisions()
    listed = LINK.findall(documents()["docs/adr/README.md"])

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert listed == [page.name for page in pages]


def test_the_newest_version_has_its_changes_told() -> None:
    version = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[0]

    assert f"\n## [{version}] - " in documents()["CHANGELOG.md"]
