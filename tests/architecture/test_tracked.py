"""What may stand in no file of the project, whatever its kind."""

import re

from tests.architecture.source import ROOT, tracked

# a path of one machine
PLACES = re.compile(rb"(?<![\w.])/(?:work|home|Users|root|mnt|opt)/(?!\.\.)[\w.-]|[A-Z]:\\Users\\")
INDEXES = re.compile(
    rb"py" + rb"pi\.(org|io)|pythonhosted\.org|--(extra-index-url|index-url|find-links)[ =]\S|://[^\s\"']+/simple\b"
)
WORDS_OF_FORMATS = {"sandbox/spec/botapi-10.3.json"}


def standing(pattern: re.Pattern[bytes]) -> list[str]:
    """Where something stands, as `file:line`."""
    found = []
    for file in tracked():
        name = file.relative_to(ROOT).as_posix()
        data = file.read_bytes()
        if name in WORDS_OF_FORMATS or b"\0" in data[:4096]:
            continue
        found += [f"{name}:{number}" for number, line in enumerate(data.splitlines(), 1) if pattern.search(line)]
    return found


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert standing(PLACES) == []


def test_no_file_names_a_package_index() -> None:
    assert standing(INDEXES) == []


def test_such_things_would_be_found() -> None:
    assert PLACES.search(b"cd /" + b"home/ann/shop")
    assert INDEXES.search(b"https://py" + b"pi.org/project/aiogram")
