from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from services.domain.system.uptime import LONGEST_GAP
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.support.status import ServiceStatus, UptimeReport
from services.system.heartbeats import Heartbeats
from tests.support.service_harness import AFTERNOON, ShopHarness


@pytest.fixture
def heartbeats(shop: ShopHarness) -> Heartbeats:
    return Heartbeats(shop.db, shop.clock)


@pytest.fixture
def status(shop: ShopHarness) -> ServiceStatus:
    return ServiceStatus(shop.db, shop.clock, UTC)


def passes(shop: ShopHarness, milliseconds: int) -> None:
    shop.clock.forward(milliseconds)
    shop.real.forward(milliseconds)


async def serves(shop: ShopHarness, heartbeats: Heartbeats, milliseconds: int) -> None:
    """Serve for so long: the steady clock has seen no gap between two heartbeats."""
    await heartbeats.beat(well=True)
    shop.clock.forward(milliseconds)
    await heartbeats.beat(well=True)


async def test_a_shop_without_heartbeats_claims_nothing(status: ServiceStatus) -> None:
    assert (await status.report()).uptime == UptimeReport(None)


async def test_uptime_is_told_for_as_long_as_it_was_measured(
    shop: ShopHarness, heartbeats: Heartbeats, status: ServiceStatus
) -> None:
    await serves(shop, heartbeats, 10 * DAY)
    passes(shop, DAY)
    await heartbeats.beat(well=True)

    found = (await status.report()).uptime

    assert (found.since, found.serves, found.down) == (AFTERNOON, True, DAY)
    assert (found.month, found.quarter, found.all_time) == (None, None, 10 * 10_000 // 11)


async def test_what_is_longer_ago_than_a_month_counts_in_the_quarter_alone(
    shop: ShopHarness, heartbeats: Heartbeats, status: ServiceStatus
) -> None:
    await heartbeats.beat(well=True)
    passes(shop, 9 * HOUR)
    await serves(shop, heartbeats, 89 * DAY)

    found = (await status.report()).uptime

    assert (found.month, found.down) == (10_000, 0)
    assert (found.quarter, found.all_time) == (None, (89 * 24) * 10_000 // (89 * 24 + 9))

    await serves(shop, heartbeats, DAY)
    later = (await status.report()).uptime

    assert (later.quarter, later.all_time) == ((90 * 24 - 9 + 9) * 10_000 // (90 * 24), None)


async def test_a_shop_that_has_fallen_silent_is_down_right_now(
    shop: ShopHarness, heartbeats: Heartbeats, status: ServiceStatus
) -> None:
    await heartbeats.beat(well=True)
    passes(shop, LONGEST_GAP)
    before = (await status.report()).uptime

    passes(shop, MINUTE)
    found = (await status.report()).uptime

    assert (before.serves, before.all_time) == (True, 10_000)
    assert (found.serves, found.all_time, found.down) == (False, 0, LONGEST_GAP + MINUTE)


async def test_each_day_of_the_calendar_has_its_own_downtime(
    shop: ShopHarness, heartbeats: Heartbeats, status: ServiceStatus
) -> None:
    await serves(shop, heartbeats, 2 * DAY)
    passes(shop, 12 * HOUR)  # from 15:14 until 3:14
    await heartbeats.beat(well=True)

    days = (await status.report()).uptime.days

    midnight = int(datetime(2026, 11, 26, tzinfo=UTC).timestamp()) * 1_000
    assert list(days[:-4]) == [None] * 26
    assert list(days[-4:]) == [0, 0, midnight - (AFTERNOON + 2 * DAY), AFTERNOON + 2 * DAY + 12 * HOUR - midnight]


async def test_a_day_is_one_of_the_shop(shop: ShopHarness, heartbeats: Heartbeats) -> None:
    await heartbeats.beat(well=True)
    passes(shop, 40 * DAY)
    await heartbeats.beat(well=True)
    amid = ServiceStatus(shop.db, shop.clock, ZoneInfo("America/New_York"))

    days = (await amid.report()).uptime.days

    assert len(days) == 30
    assert all(down == DAY for down in days[:-1])
    assert days[-1] == 10 * HOUR + (AFTERNOON - int(datetime(2026, 11, 23, 15, tzinfo=UTC).timestamp()) * 1_000)


async def test_a_clock_that_is_set_back_makes_no_future_out_of_the_measurement(
    shop: ShopHarness, heartbeats: Heartbeats, status: ServiceStatus
) -> None:
    await heartbeats.beat(well=True)
    shop.clock.forward(-DAY)

    found = (await status.report()).uptime

    assert (found.serves, found.month, found.quarter, found.all_time) == (True, None, None, None)
