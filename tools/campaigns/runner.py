"""Runs portions one after the other and keeps their counts; a finished portion is not run again."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from math import inf
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic

from tests.chaos.failure_counts import FailureCounts
from tools.campaigns.page import write_page
from tools.campaigns.proof import ROOT, Line, Proof, commit, keep, lines_of, told

LIMIT = 3600.0
"""Seconds after which a portion is stuck itself."""
GRACE = 20.0


@dataclass(frozen=True, slots=True)
class Campaign:
    """So many portions of so many units each.

    `trial` is `module:function`; `story` says what it does, what it checks and what makes it red; `needs` tells why it
    cannot be played here, or nothing.
    """

    name: str
    unit: str
    portions: int
    size: int
    trial: str
    story: str
    needs: Callable[[], str] = str

    @property
    def wanted(self) -> int:
        """Units of all portions."""
        return self.portions * self.size


class Busy(Exception):
    """Another runner is at work in this folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of the folder. Raises Busy."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Busy(str(folder)) from error
    finally:
        os.close(handle)


@dataclass
class Runner:
    """Plays campaigns, and keeps lines and page in a folder."""

    campaigns: Sequence[Campaign]
    folder: Path
    say: Callable[[str], None] = print

    def run(self, chosen: Sequence[Campaign], minutes: float = inf, *, again: bool = False) -> int:
        """Play what is open in these campaigns, or what is red; returns 1 if anything of them is red afterwards."""
        can = [one for one in chosen if not self._is_skipped(one)]
        end = monotonic() + 60 * minutes
        for campaign, portion in self._red(can) if again else self._open(can):
            if monotonic() > end:
                break
            self.play(campaign, portion)
        write_page(self.campaigns, self.folder)
        return int(bool(self._red(chosen)))

    def _is_skipped(self, campaign: Campaign) -> bool:
        if why := campaign.needs():
            self.say(f"{campaign.name} is skipped: {why}")
        return bool(why)

    def _open(self, chosen: Sequence[Campaign]) -> Iterator[tuple[Campaign, int]]:
        """Portions that were never played, always of the campaign that is furthest behind."""
        while left := [(one, open_ones) for one in chosen if (open_ones := self.open_in(one))]:
            campaign, portions = max(left, key=lambda pair: len(pair[1]) / pair[0].portions)
            yield campaign, portions[0]

    def open_in(self, campaign: Campaign) -> list[int]:
        """The portions of a campaign that have no line."""
        return sorted(set(range(1, campaign.portions + 1)) - lines_of(self.folder, campaign.name).keys())

    def _red(self, chosen: Sequence[Campaign]) -> list[tuple[Campaign, int]]:
        lines = [(one, line) for one in chosen for line in lines_of(self.folder, one.name).values()]
        return [(one, line.portion) for one, line in lines if line.is_red]

    def play(self, campaign: Campaign, portion: int) -> Line:
        """Play a portion, whether it was played before or not, and keep its line."""
        work = Path(tempfile.mkdtemp(prefix=f"proof-{campaign.name}-"))
        date, begun, before, code = datetime.now(UTC), monotonic(), _cpu(), commit()
        proof = _proved(campaign, portion, work)
        line = Line(
            portion, proof.count, proof.failures.lost, proof.failures.second, proof.failures.stuck, told(proof.broken),
            dict(proof.figures), round(monotonic() - begun, 1), round(_cpu() - before, 1),
            date.isoformat(timespec="seconds"), code if code == commit() else f"{code}-dirty",
            f"python -m tools.campaigns --only {campaign.name} --portion {portion}",
        )  # fmt: skip
        keep(self.folder, campaign.name, line)
        write_page(self.campaigns, self.folder)
        if line.is_red:
            self.say(f"RED: {line.command}: {line.broken or proof.failures}; its files: {work}")
        else:
            shutil.rmtree(work)
            self.say(
                f"{campaign.name} {portion} of {campaign.portions}: {line.count} {campaign.unit}, {line.seconds} s"
            )
        return line


def _cpu() -> float:
    """Seconds that ended children have computed."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _proved(campaign: Campaign, portion: int, work: Path) -> Proof:
    """Return the proof of a portion; one that fails, hangs or counts too little is red."""
    log = work / "log"
    try:
        code: int | str = _run(campaign, portion, work, log)
    except subprocess.TimeoutExpired:
        code = f"nothing after {LIMIT:.0f} s"
    file = work / "proof.json"
    if code or not file.exists():
        last = [line for line in log.read_text(errors="replace").splitlines() if line.strip()][-1:]
        return Proof(0, FailureCounts(), [f"the portion ended with {code}", *last])
    found = loads(file.read_text())
    proof = Proof(**(found | {"failures": FailureCounts(**found["failures"])}))
    if proof.count < campaign.size:
        return Proof(proof.count, proof.failures, [*proof.broken, f"only {proof.count} {campaign.unit}"], proof.figures)
    return proof


def _run(campaign: Campaign, portion: int, work: Path, log: Path) -> int:
    """Run the trial in a process of its own, and leave nothing of it; returns its exit code."""
    command = [
        sys.executable,
        "-m",
        "tools.campaigns.portion",
        campaign.trial,
        str(portion),
        str(campaign.size),
        str(work),
    ]
    with log.open("ab") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said, start_new_session=True)
        try:
            return process.wait(LIMIT)
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """First kindly, so that it can end what it has started itself."""
    for how in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, how)
            process.wait(GRACE)
            return
