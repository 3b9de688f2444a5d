"""The proof of a campaign's portion: its counts, and the files in which they are kept for ever."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.chaos.failure_counts import FailureCounts

ROOT = Path(__file__).resolve().parents[2]
PROOFS = ROOT / "docs/proofs"
MOST_WORDS, LONGEST = 5, 300
PLACES = re.compile("|".join(re.escape(f"{place}/") for place in (ROOT, sys.prefix, sys.base_prefix, Path.home())))


@dataclass(frozen=True, slots=True)
class Proof:
    """`count` units were really done, `failures` are those of customers, `broken` whatever else is wrong, in words."""

    count: int
    failures: FailureCounts
    broken: Sequence[str] = ()
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One portion that was played: what it has counted, when, with which code, and how to play it again."""

    portion: int
    count: int
    lost: int
    second: int
    stuck: int
    broken: list[str]
    figures: dict[str, object]
    seconds: float
    cpu: float
    date: str
    commit: str
    command: str

    @property
    def is_red(self) -> bool:
        """True if anything at all was not as it ought to be."""
        return bool(self.lost or self.second or self.stuck or self.broken)


def told(words: Sequence[str]) -> list[str]:
    """The first words about what is broken, without the places of this machine."""
    return [PLACES.sub("", word)[:LONGEST] for word in words[:MOST_WORDS]]


def commit() -> str:
    """The code that is proved; `-dirty` if it is not what was committed. The proofs themselves are no code."""
    name = _git("rev-parse", "--short=10", "HEAD")
    changed = _git("status", "--porcelain", "--", ".", f":!{PROOFS.relative_to(ROOT)}")
    return f"{name}-dirty" if changed else name


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def lines_of(folder: Path, name: str) -> dict[int, Line]:
    """The newest line of each portion of a campaign."""
    file = folder / f"{name}.jsonl"
    lines = [Line(**json.loads(line)) for line in file.read_text().splitlines()] if file.exists() else []
    return {line.portion: line for line in lines}


def keep(folder: Path, name: str, line: Line) -> None:
    """Add a line; nothing is ever taken away."""
    with (folder / f"{name}.jsonl").open("a") as file:
        print(json.dumps(asdict(line), ensure_ascii=False), file=file)
