"""The campaigns of `tests/chaos`, `tests/races` and `tests/simulation`, each as a function from a seed to a proof."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.chaos import crash_campaign as killing
from tests.chaos import fuzz_campaign as fuzzing
from tests.chaos import power_loss as cutting
from tests.chaos import soak
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.reminder_campaign import remind
from tests.chaos.restarts import restart
from tests.chaos.rolling_upgrade import KILLS, STOPS, Report, sail
from tests.races.stampede import Report as Rush
from tests.races.stampede import rush_on_postgres, rush_on_sqlite
from tests.simulation.campaign import campaign as simulated
from tests.simulation.state_machine import examine
from tests.support.databases import postgres_database
from tools.campaigns.proof import Proof

EVENTS, LIFE = 200, 50
REMINDERS_A_KILL, BUYERS_A_CODE = 200, 100
SILENCE = 30.0
"""The time (s) for which nothing that can wait goes out after the process that sends it is gone."""


def kills(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a death of the process."""
    assert killing.main(folder, count, seed) == 0, "a worker of the kills has failed"
    plays = [json.loads(line) for file in folder.glob("*.jsonl") for line in file.read_text().splitlines()]
    died = Counter(point for one in plays for point in one["died"])
    figures = {"points": len(died), "plays": len(plays), "purchases": sum(one["paid"] for one in plays)}
    failures = sum((FailureCounts(**one["failures"]) for one in plays), FailureCounts())
    return Proof(died.total(), failures, [word for one in plays for word in one["broken"]], figures)


def power_loss(seed: int, count: int, _folder: Path) -> Proof:
    """A unit is an image of the disk; what cannot be opened is stuck. The controls must lose what the shop keeps."""
    verdict = cutting.campaign(count, seed)
    shop = verdict.shop
    broken = () if verdict.proves_something else ("the controls have lost nothing: this proves nothing",)
    return Proof(shop.images, FailureCounts(shop.lost, shop.doubled, shop.corrupt), broken, asdict(verdict))


def simulation(seed: int, count: int, _folder: Path) -> Proof:
    """A unit is a history of 200 steps."""
    verdict = simulated(range((seed - 1) * count + 1, seed * count + 1), EVENTS)
    failures = FailureCounts(*(verdict.facts.pop(name, 0) for name in ("lost", "second", "stuck")))
    broken = [f"seed {number}: {words[0]}" for number, words in verdict.red.items()]
    return Proof(verdict.seeds, failures, broken, dict(sorted(verdict.facts.items())))


def model(seed: int, count: int, _folder: Path) -> Proof:
    """A unit is a life of the state machine, of 50 steps; whatever differs from the model ends the portion."""
    played = examine(count, LIFE, seed)
    return Proof(played["lives"], FailureCounts(), (), {"deeds": played["deeds"]})


def mutations(seed: int, count: int, folder: Path) -> Proof:
    """A unit is an update that nobody should send, and that was handled, or is a dead letter in the inbox."""
    report = asyncio.run(fuzzing.fuzz(folder, count, seed))
    figures = {"ends": report.ends, "dead": report.dead, "most waiting": report.most}
    return Proof(report.inputs, report.failures, report.broken, figures)


def sigterm(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a stop in order; a word without an answer is lost, a second answer or post is a second."""
    assert soak.main(folder, count, seed) == 0, "the soak has failed"
    report = json.loads((folder / "report.json").read_text())
    sent, answers, posts = Counter(report["sent"]), Counter(report["answers"]), report["posts"]
    asked = report["asked"]
    lost, second = (sent - answers).total() + max(0, asked - posts), (answers - sent).total() + max(0, posts - asked)
    in_order = sum(code == 0 for code in report["codes"])
    late = report["longest"] >= soak.LONGEST
    figures = {"words": sent.total(), "answers": answers.total(), "longest stop": round(report["longest"], 1)}
    broken = [f"a stop took {report['longest']:.0f} s"] if late else []
    return Proof(in_order - 1, FailureCounts(lost, second, len(report["codes"]) - in_order), broken, figures)


def sigkill(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a process that was killed and started again while somebody bought."""
    report = asyncio.run(restart(folder, count, seed))
    return Proof(report.killed, report.failures, report.broken, {"presses in vain": report.in_vain})


def fleet(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a purchase at three replicas, which are killed, upgraded and taken back meanwhile."""
    with postgres_database("fleet") as url:
        report = asyncio.run(sail(url, folder, count, seed))
    broken = [*report.broken, *_fleet_broken(report, (report.kills, report.stops) == (KILLS, STOPS))]
    return Proof(report.done, report.failures, broken, _fleet_figures(report))


def reminders(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a reminder that has arrived; one replica is killed for every 200, in turn the one that leads."""
    kills = count // REMINDERS_A_KILL
    with postgres_database("reminders") as url:
        report = asyncio.run(remind(url, folder, count, kills, seed))
    broken = [*report.broken, *_fleet_broken(report, report.kills == kills)]
    if report.silence > SILENCE:
        broken.append(f"nothing went out for {report.silence:.0f} s")
    return Proof(report.done, report.failures, broken, _fleet_figures(report) | {"silence": round(report.silence, 1)})


def _fleet_broken(report: Report, ended: bool) -> Iterator[str]:  # noqa: FBT001
    if not ended:
        yield f"{report.kills} kills and {report.stops} stops are not what was wanted"
    if report.floods:
        yield f"Telegram's limits were exceeded {report.floods} times"


def _fleet_figures(report: Report) -> dict[str, object]:
    ends = {"kills": report.kills, "stops": report.stops, "copies": report.copies}
    return ends | {"floods": report.floods, "most in a second": report.most}


def rush_sqlite_2(seed: int, count: int, folder: Path) -> Proof:
    """A unit is a buyer."""
    return _rushed(rush_on_sqlite(folder, count, max(1, count // BUYERS_A_CODE), 2, seed))


def rush_sqlite_8(seed: int, count: int, folder: Path) -> Proof:
    """The same in more processes."""
    return _rushed(rush_on_sqlite(folder, count, max(1, count // BUYERS_A_CODE), 8, seed))


def rush_postgres_3(seed: int, count: int, _folder: Path) -> Proof:
    """The same on the other database."""
    return _rushed(rush_on_postgres(count, max(1, count // BUYERS_A_CODE), 3, seed))


def _rushed(report: Rush) -> Proof:
    return Proof(report.paid + report.refused, report.failures, report.broken, report.outcomes)
