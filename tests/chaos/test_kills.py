"""No death of the process costs an order, a code or a Star. SEED chooses other deaths."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.chaos.crash_campaign import kind_of
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.restarts import restart
from tests.chaos.world import SEED, act_aside

KILLS, RESTARTS = 40, 1
"""A death of each kind, and recoveries; the campaigns `kills` (10,000, at each point) and `sigkill` (100) have more."""
SENDS = ("commit", "getUpdates", "sendMessage", "sendInvoice", "answerPreCheckoutQuery", "answerCallbackQuery")


def reports_in(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for report in folder.glob("*.jsonl") for line in report.read_text().splitlines()]


async def test_a_kill_at_any_point_costs_nobody_anything(tmp_path: Path) -> None:
    print(f"seed {SEED}")

    assert await act_aside("tests.chaos.crash_campaign", tmp_path, KILLS, SEED) == 0

    reports = reports_in(tmp_path)
    died = Counter(point for report in reports for point in report["died"])
    kinds = {kind_of(point) for point in died}
    print(f"{died.total()} deaths at {len(died)} points in {len(reports)} purchases")
    assert [report for report in reports if report["broken"] or any(report["failures"].values())] == []
    assert died.total() >= KILLS
    assert {f"{when} {what}" for when in ("before", "after") for what in SENDS} <= kinds


async def test_the_process_itself_may_be_killed_and_started_again(tmp_path: Path) -> None:
    report = await restart(tmp_path, RESTARTS, SEED)

    assert (report.killed, report.failures, report.broken) == (RESTARTS, FailureCounts(), [])
