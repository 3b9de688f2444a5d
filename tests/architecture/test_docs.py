"""Documents that are true: what they name is there, and what is there is named."""

import argparse
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.cli.arguments import parser
from bot.settings.env_file import RETIRED
from bot.settings.sections import FIELDS
from services.payments.providers import PROVIDERS
from tests.architecture.places import ROOT
from tests.architecture.source import files, tracked

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r'<img src="([^"]+)"')
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:")
COMMAND = re.compile(r"python -m bot ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
TARGET = re.compile(r"(?:^ {4,}|`)make ([a-z][a-z-]*)", re.MULTILINE)
PATH = re.compile(r"`([\w.-]+/[\w./-]+)`")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`")
OF_OTHERS = {"OLDEST_COMPATIBLE", "TEST_POSTGRES"}
MADE_LATER = {"data/catalog.yaml", "data/backups", "data/exports", "data/aside", ".keys/secret.key"}
NO_FILES = {"Asia/Shanghai"}
HEADINGS = ["## Context", "## Decision", "## Consequences"]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def documents() -> dict[str, str]:
    """Every Markdown file of the project with its text."""
    found = [file for file in tracked() if file.suffix == ".md"]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in found}


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
    return [file for file in files(ROOT / "docs/adr", "*.md") if file.name != "README.md"]


def lost_links(document: str, text: str) -> set[str]:
    """Links and pictures that lead nowhere."""
    prose = FENCE.sub("", text)
    return {link for link in LINK.findall(prose) + PICTURE.findall(prose) if not leads(ROOT / document, link)}


def leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    goal = page.parent / path if path else page
    return bool(ADDRESS.match(link)) or (
        goal.exists() and (not anchor or anchor in anchors(goal.read_text(encoding="utf-8")))
    )


def lost_commands(_: str, text: str) -> set[str]:
    """Targets of make and commands of the bot that do not exist."""
    lost = set(TARGET.findall(text)) - targets()
    for command, word in COMMAND.findall(text):
        known = commands().get(command)
        choices = (
            [choice for one in known._actions if not one.option_strings for choice in one.choices or ()]
            if known
            else []
        )
        if known is None or (choices and word not in choices):
            lost.add(f"{command} {word}".strip())
    return lost


def lost_files(_: str, text: str) -> set[str]:
    """Files and folders that are named and do not exist."""
    named = {path.rstrip("/") for path in PATH.findall(text) if "NAME" not in path}
    return {path for path in named - MADE_LATER - NO_FILES if not (ROOT / path).exists()}


def lost_settings(_: str, text: str) -> set[str]:
    """Settings that are named and do not exist."""
    return {name for name in SETTING.findall(text) if name not in OF_OTHERS | RETIRED and name.lower() not in FIELDS}


CHECKS = {
    lost_links: ("[a](gone.md)", "![a](gone.png)", "[a](README.md#gone)", "[a](#gone)", '<img src="gone.png">'),
    lost_commands: ("run `make gone`", "    make gone", "python -m bot gone", "python -m bot catalog gone"),
    lost_files: ("`services/gone.py`", "`docs/gone`", "`gone/gone`"),
    lost_settings: ("`GONE_SETTING`", "`GONE_SETTING=1`"),
}
by_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


@by_check
@pytest.mark.parametrize("document", sorted(documents()))
def test_everything_that_a_document_names_exists(document: str, check: Callable[[str, str], set[str]]) -> None:
    assert check(document, documents()[document]) == set()


@by_check
def test_what_a_document_names_and_is_not_there_is_noticed(check: Callable[[str, str], set[str]]) -> None:
    assert [text for text in CHECKS[check] if not check("README.md", text)] == []


def test_what_is_named_and_made_later_or_by_others_is_named() -> None:
    told = "\n".join(documents().values())

    assert {path.rstrip("/") for path in PATH.findall(told)} >= MADE_LATER | NO_FILES
    assert set(SETTING.findall(told)) >= OF_OTHERS


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

    assert guides
    assert guides - set(LINK.findall(documents()["README.md"])) == set()


def test_every_screenshot_is_shown() -> None:
    made = {file.relative_to(ROOT).as_posix() for file in files(ROOT / "docs/screens", "*.png")}

    assert made == set(PICTURE.findall(documents()["README.md"] + documents()["README.zh-CN.md"]))


def drawn(picture: str) -> set[str]:
    """Return the folders that a picture of the architecture names: its boxes, and the words of the box of `bot`."""
    boxes = re.findall(r'class="name"[^>]*>([a-z/]+)<', picture)
    parts = re.findall(r">(cli · [a-z ·]+)<", picture)
    return set(boxes) | {f"bot/{part}" for line in parts for part in line.split(" · ")}


def test_the_picture_of_the_architecture_names_the_folders_that_there_are() -> None:
    named = drawn((ROOT / "docs/architecture.svg").read_text(encoding="utf-8"))
    parts = {f"bot/{folder.name}" for folder in (ROOT / "bot").iterdir() if (folder / "__init__.py").is_file()}

    assert {"bot", "handlers", "services", "storage", "domain", *parts} <= named
    assert [one for one in named if not (ROOT / one).is_dir() and not (ROOT / "services" / one).is_dir()] == []
    assert drawn('<text class="name" x="1">gone</text><text>cli · gone</text>') == {"gone", "bot/cli", "bot/gone"}


def test_every_target_of_make_says_what_it_does() -> None:
    described = re.findall(r"^([a-z][a-z-]*):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert targets()
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

    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == list(range(1, len(numbers) + 1))
    assert listed == [page.name for page in pages]


def test_the_newest_version_has_its_changes_told() -> None:
    version = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[0]

    assert f"\n## [{version}] - " in documents()["CHANGELOG.md"]
