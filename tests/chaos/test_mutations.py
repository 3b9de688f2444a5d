"""Updates that nobody should send: the shop stands, answers everybody else, and shows nobody another's goods."""

from pathlib import Path

from tests.chaos.failure_counts import FailureCounts
from tests.chaos.fuzz_campaign import fuzz
from tests.chaos.world import SEED

COUNT = 3_000
"""The campaign `mutations` has 200,000."""


async def test_the_shop_outlives_a_storm_of_strange_updates(tmp_path: Path) -> None:
    print(f"seed {SEED}")

    report = await fuzz(tmp_path, COUNT, SEED)

    print(report)
    assert (report.inputs, report.failures, report.broken) == (COUNT, FailureCounts(), [])
