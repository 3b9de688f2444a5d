"""Three replicas on PostgreSQL, killed and upgraded while people buy and reminders go out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.failure_counts import FailureCounts
from tests.chaos.reminder_campaign import remind
from tests.chaos.rolling_upgrade import AT_ONCE, KILLS, STOPS, sail
from tests.chaos.world import SEED
from tests.support import databases

PURCHASES, REMINDERS, DEATHS = 24, 200, 3
CROWD = 45
"""Messages within a second: 20, and those that a busy machine has held up. If all three sent, it were 60 and more."""


@pytest.fixture
def bare_postgres() -> Iterator[str]:
    """A PostgreSQL database without any schema: the first replica makes it."""
    with databases.postgres_database("fleet") as url:
        yield url


async def test_replicas_are_killed_and_upgraded_while_people_buy(bare_postgres: str, tmp_path: Path) -> None:
    print(f"seed {SEED}")

    report = await sail(bare_postgres, tmp_path, PURCHASES, SEED, cold=False)

    print(report)
    assert (report.done, report.failures, report.broken) == (PURCHASES, FailureCounts(), [])
    assert (report.kills, report.stops, report.floods) == (KILLS, STOPS, 0)
    assert report.copies <= report.kills * AT_ONCE


async def test_each_reminder_goes_out_once_whichever_replica_dies(bare_postgres: str, tmp_path: Path) -> None:
    print(f"seed {SEED}")

    report = await remind(bare_postgres, tmp_path, REMINDERS, DEATHS, SEED, cold=False)

    print(report)
    assert (report.done, report.failures, report.broken) == (REMINDERS, FailureCounts(), [])
    assert (report.kills, report.floods) == (DEATHS, 0)
    assert report.most <= CROWD
