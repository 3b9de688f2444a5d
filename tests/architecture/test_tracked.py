"""The texts that may stand in no file of the project, whatever its kind."""

import re
from fnmatch import fnmatch

import pytest

from tests.architecture.places import ROOT
from tests.architecture.source import tracked

# a path of one machine
PLACES = re.compile(rb"(?<![\w.])/(?:work|home|Users|root|mnt|opt)/(?!\.\.)[\w.-]|[A-Z]:\\Users\\")
INDEXES = re.compile(
    rb"py" + rb"pi\.(org|io)|pythonhosted\.org|--(extra-index-url|index-url|find-links)[ =]\S|://[^\s\"']+/simple\b"
)


def standing(pattern: re.Pattern[bytes]) -> list[str]:
    """Return the places where something stands, as `file:line`."""
    found = []
    for file in tracked():
        name = file.relative_to(ROOT).as_posix()
        data = file.read_bytes()
        if b"\0" in data[:4096]:
            continue
        found += [f"{name}:{number}" for number, line in enumerate(data.splitlines(), 1) if pattern.search(line)]
    return found


def test_every_file_is_looked_at() -> None:
    assert len({line.partition(":")[0] for line in standing(re.compile(b"^"))}) > len(tracked()) / 2


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert standing(PLACES) == []


def test_no_file_names_a_package_index() -> None:
    assert standing(INDEXES) == []


def test_such_things_would_be_found() -> None:
    assert PLACES.search(b"cd /" + b"home/ann/shop")
    assert INDEXES.search(b"https://py" + b"pi.org/project/aiogram")


GUIDES = [file for file in tracked() if file.suffix == ".md" and "docs" in file.parts]
WRITES = re.compile(r"python -m bot (?:export \d+|books|backup|catalog export) \"?(?!FILE)([a-z\d][\w./-]*/)?[\w.$-]+")
OWNERS = (
    "data/shop.sqlite3",
    "data/backups/x",
    "data/aside/1/shop.sqlite3",
    "data/exports/customer.json",
    ".env",
    ".keys/x",
)


@pytest.mark.parametrize("place", OWNERS)
def test_what_belongs_to_the_owner_is_kept_out_of_git_and_of_an_image(place: str) -> None:
    guide = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    image = guide.partition("`.dockerignore`")[2].split("```")[1].split()
    git = (ROOT / ".gitignore").read_text(encoding="utf-8").split()

    for ignored in (image, git):
        assert any(fnmatch(place, f"{one.rstrip('/')}{end}") for one in ignored for end in ("", "/*")), ignored


def test_the_guides_write_into_ignored_folders_alone() -> None:
    found = [(file.name, hit[1]) for file in GUIDES for hit in WRITES.finditer(file.read_text(encoding="utf-8"))]

    assert len(found) >= 3
    assert [one for one in found if one[1] not in {"data/exports/", "data/backups/"}] == []
