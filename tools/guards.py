"""Breaks each important guard of the shop in a copy of the tree, and expects the test that is named for it to go red.

A test that stays green while its guard is gone guards nothing. `make guards` tries them all; `make test` checks that
the table is up to date and tries a few. The copy is thrown away: nothing here touches the tree itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tools.mutations.guards import MUTATIONS
from tools.mutations.mutation import Mutation
from tools.mutations.patterns import StaleMutationError

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", ".git", ".venv", ".keys", ".env", "*.sqlite3*", "htmlcov")
WORKERS = min(4, os.cpu_count() or 1)
PATIENCE, PATIENCE_WITH_ALL = 300, 3600
"""Seconds for the tests of one guard that is out, and for those of all guards in place."""
FAILED, ENDLESS = 1, -1
"""Exit code of pytest when tests ran and some failed; any other but 0 says that the table is wrong."""


class Verdict(StrEnum):
    """The verdict on a guard that was broken."""

    RED = "red"
    GREEN = "GREEN!"
    STALE = "STALE!"
    ENDLESS = "NO END!"


@dataclass(frozen=True, slots=True)
class Trial:
    """A guard that was taken out, what its tests said, and their words if they need reading."""

    mutation: Mutation
    verdict: Verdict
    words: str = ""


def pytest(folder: Path, tests: Sequence[str], patience: int, *options: str) -> tuple[int, str]:
    """Run tests on SQLite alone, since what a guard is worth depends on no server; exit code and words."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", "not postgresql"]
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE", "PYTEST"))}
    environment = plain | {"PYTHONDONTWRITEBYTECODE": "1"}
    try:
        said = subprocess.run(
            [*command, *options, *tests],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ENDLESS, f"no end after {patience} seconds: a test must fail, not hang"
    return said.returncode, said.stdout + said.stderr


def copy_tree(to: Path) -> Path:
    """The tree as it stands, changes that are not committed included."""
    shutil.copytree(ROOT, to, ignore=LEFT_OUT, symlinks=True)
    return to


def try_one(mutation: Mutation, patience: int = PATIENCE) -> Trial:
    """Take one guard out of a copy and run its tests, so many seconds at most."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder) / "shop")
        try:
            mutation.apply(tree)
        except StaleMutationError as error:
            return Trial(mutation, Verdict.STALE, f"{mutation.place}: {error}")
        code, words = pytest(tree, mutation.tests, patience)
    if code == FAILED:
        return Trial(mutation, Verdict.RED)
    verdict = {0: Verdict.GREEN, ENDLESS: Verdict.ENDLESS}.get(code, Verdict.STALE)
    return Trial(mutation, verdict, words[-1500:])


def try_all(mutations: Iterable[Mutation]) -> list[Trial]:
    """Break them one by one, several copies at a time, and tell of each as it is tried."""
    trials = []
    with ThreadPoolExecutor(WORKERS) as workers:
        for trial in workers.map(try_one, mutations):
            print(f"{trial.verdict:7} {trial.mutation.name}  ({trial.mutation.place})", flush=True)
            trials.append(trial)
    return trials


def whole(mutations: Sequence[Mutation]) -> bool:
    """Return whether the named tests are green while nothing is broken."""
    tests = sorted({test for mutation in mutations for test in mutation.tests})
    code, words = pytest(ROOT, tests, PATIENCE_WITH_ALL, "-n", str(WORKERS), "--dist", "loadfile")
    if code:
        print(words[-4000:])
    return code == 0


def main(argv: list[str] | None = None) -> int:
    """Try the guards whose names hold a word (all of them without one); returns 1 if any stays green."""
    parser = argparse.ArgumentParser(prog="python -m tools.guards", description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only guards whose name holds this")
    chosen = [mutation for mutation in MUTATIONS if parser.parse_args(argv).word in mutation.name]
    if not whole(chosen):
        print("The tests are red with every guard in place: mend them first.")
        return 1
    failed = [trial for trial in try_all(chosen) if trial.verdict is not Verdict.RED]
    for trial in failed:
        print(f"\n{trial.verdict} {trial.mutation.name}\n{trial.words}")
    print(f"\n{len(chosen) - len(failed)} of {len(chosen)} guards are guarded.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
