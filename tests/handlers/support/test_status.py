from datetime import UTC

import pytest

from handlers.support.status import show_status
from handlers.support.status_views import IN_ROW, LONG, SHORT, UNKNOWN, UP, render_status
from handlers.ui.text.translations import Texts
from services.domain.values.clock import HOUR, MINUTE
from services.support.status import ServiceStatus, UptimeReport
from services.system.heartbeats import Heartbeats
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, data, fits, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
DAYS = [*[None] * 26, 0, 59 * MINUTE, HOUR, 0]
REPORT = UptimeReport(AFTERNOON, serves=True, month=9_990, quarter=9_989, down=43 * MINUTE, days=DAYS)


@both
@pytest.mark.parametrize(
    "uptime",
    [
        UptimeReport(None),
        REPORT,
        UptimeReport(AFTERNOON, serves=False, month=0, all_time=0, down=HOUR, days=[HOUR] * 30),
    ],
)
def test_every_status_is_said_and_leads_on(t: Texts, uptime: UptimeReport) -> None:
    outgoing = render_status(uptime, t)

    assert fits(outgoing)
    assert data(outgoing) == ["shop", "su:support"]


@both
def test_numbers_stand_beside_the_aim(t: Texts) -> None:
    words = said(render_status(REPORT, t))

    assert "99.9%" in words
    assert "99.90%" in words
    assert "99.89%" in words
    assert (words.count("✅"), words.count("⚠️")) == (1, 1)
    assert t.date(AFTERNOON) in words


@both
def test_less_than_ninety_days_are_told_as_what_they_are(t: Texts) -> None:
    words = said(render_status(UptimeReport(AFTERNOON, all_time=9_999), t))

    assert "99.99%" in words
    assert "90 " not in words


@pytest.mark.parametrize(
    ("down", "words"), [(1, "1 minute."), (HOUR, "1 hour."), (229 * MINUTE, "3 hours 49 minutes.")]
)
def test_downtime_is_told_in_hours_and_minutes(down: int, words: str) -> None:
    assert f"30 days: {words}" in said(render_status(UptimeReport(AFTERNOON, month=1, down=down), EN))


def test_uptime_has_two_figures_after_the_point() -> None:
    words = [said(render_status(UptimeReport(AFTERNOON, month=one, quarter=one), EN)) for one in (10_000, 9_905, 7)]

    assert ["100.00%" in words[0], "99.05%" in words[1], "0.07%" in words[2]] == [True] * 3


@both
def test_each_day_has_its_square(t: Texts) -> None:
    squares = [line for line in said(render_status(REPORT, t)).splitlines() if set(line) <= {UP, SHORT, LONG, UNKNOWN}]
    rows = [line for line in squares if line]

    assert [len(row) for row in rows] == [IN_ROW] * 3
    assert "".join(rows)[-4:] == UP + SHORT + LONG + UP
    assert set("".join(rows)[:-4]) == {UNKNOWN}


async def test_the_status_is_that_of_the_shop(shop: ShopHarness) -> None:
    screen = FakeScreen()
    status = ServiceStatus(shop.db, shop.clock, UTC)
    await Heartbeats(shop.db, shop.clock).beat(well=True)
    shop.clock.forward(HOUR)
    shop.real.forward(HOUR)

    await show_status(None, status, screen, EN)

    assert screen.shown[-1].text.startswith(EN("status-down"))
