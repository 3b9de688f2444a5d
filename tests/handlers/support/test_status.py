from dataclasses import replace
from datetime import UTC

import pytest

from handlers.support.status import read_incident, show_status
from handlers.support.status_views import render_incident, render_status
from handlers.support.uptime_views import IN_ROW, LONG, SHORT, UNKNOWN, UP
from handlers.ui.callbacks import ReadIncident
from handlers.ui.text.translations import Texts
from services.domain.support.incident import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    Announcement,
    Incident,
    IncidentKind,
    IncidentState,
    IncidentUpdate,
)
from services.domain.values.clock import HOUR, MINUTE
from services.domain.values.language import LocalizedText
from services.support.incidents import UPDATES, IncidentView
from services.support.status import ServiceStatus, StatusReport, UptimeReport
from services.system.heartbeats import Heartbeats
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ID, data, fits, said
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
    outgoing = render_status(StatusReport(uptime), t)

    assert fits(outgoing)
    assert data(outgoing) == ["shop", "su:support"]


@both
def test_numbers_stand_beside_the_aim(t: Texts) -> None:
    words = said(render_status(StatusReport(REPORT), t))

    assert "99.9%" in words
    assert "99.90%" in words
    assert "99.89%" in words
    assert (words.count("✅"), words.count("⚠️")) == (1, 1)
    assert t.date(AFTERNOON) in words


@both
def test_less_than_ninety_days_are_told_as_what_they_are(t: Texts) -> None:
    words = said(render_status(StatusReport(UptimeReport(AFTERNOON, all_time=9_999)), t))

    assert "99.99%" in words
    assert "90 " not in words


@pytest.mark.parametrize(
    ("down", "words"), [(1, "1 minute."), (HOUR, "1 hour."), (229 * MINUTE, "3 hours 49 minutes.")]
)
def test_downtime_is_told_in_hours_and_minutes(down: int, words: str) -> None:
    assert f"30 days: {words}" in said(render_status(StatusReport(UptimeReport(AFTERNOON, month=1, down=down)), EN))


def test_uptime_has_two_figures_after_the_point() -> None:
    words = [
        said(render_status(StatusReport(UptimeReport(AFTERNOON, month=one, quarter=one)), EN))
        for one in (10_000, 9_905, 7)
    ]

    assert ["100.00%" in words[0], "99.05%" in words[1], "0.07%" in words[2]] == [True] * 3


@both
def test_each_day_has_its_square(t: Texts) -> None:
    squares = [
        line
        for line in said(render_status(StatusReport(REPORT), t)).splitlines()
        if set(line) <= {UP, SHORT, LONG, UNKNOWN}
    ]
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


# ---------------------------------------------------------------- incidents

SLOW = Incident(ID, "7KQ2-M9XF", IncidentKind.DEGRADED, IncidentState.OPEN, LocalizedText("Slow", "缓慢"), AFTERNOON)
OVER = replace(SLOW, id="B" * 22, state=IncidentState.CLOSED, closed_at=AFTERNOON + 2 * HOUR)
LONG_WORDS = IncidentUpdate(AFTERNOON, LocalizedText("w " * (TEXT_LIMIT // 2), "文" * TEXT_LIMIT))
LONGEST = replace(SLOW, title=LocalizedText("w" * TITLE_LIMIT, "文" * TITLE_LIMIT))


@both
def test_what_goes_on_is_told_first_and_what_is_over_after_it(t: Texts) -> None:
    report = StatusReport(REPORT, [SLOW], {ID: IncidentUpdate(AFTERNOON, LocalizedText("Soon.", "很快。"))}, [OVER])

    outgoing = render_status(report, t)
    words = said(outgoing)

    assert fits(outgoing)
    assert words.index(SLOW.title[t.language]) < words.index("✔️") < words.index("99.90%")
    assert ("Soon.", "很快。")[t is not EN] in words
    assert data(outgoing) == [f"inc:{ID}:0", f"inc:{OVER.id}:0", "shop", "su:support"]


@both
def test_the_most_that_can_go_on_fits(t: Texts) -> None:
    some = [replace(LONGEST, id=f"{number}" * 22) for number in range(9)]
    closed = [replace(one, state=IncidentState.CLOSED, closed_at=AFTERNOON + 1) for one in some[:3]]

    outgoing = render_status(StatusReport(REPORT, some, {one.id: LONG_WORDS for one in some}, closed), t)

    assert fits(outgoing)


@both
@pytest.mark.parametrize("products", [frozenset[int](), frozenset({1}), frozenset(range(20))])
def test_an_incident_is_told_with_all_its_words(t: Texts, products: frozenset[int]) -> None:
    titles = [LocalizedText("w" * 32, "文" * 32)] * min(len(products), 10)
    view = IncidentView(replace(LONGEST, products=products), [LONG_WORDS] * UPDATES, titles, 0, more=True)

    outgoing = render_incident(view, t)

    assert fits(outgoing)
    assert data(outgoing) == [f"inc:{ID}:1", "st", "shop"]


async def test_the_words_of_an_incident_are_read(shop: ShopHarness) -> None:
    screen = FakeScreen()
    words = LocalizedText("Soon.", "很快。")
    told = await shop.incidents.announce(Announcement(IncidentKind.OUTAGE, words, words), 1, "key")

    await read_incident(None, ReadIncident(incident=told.id), shop.incidents, screen, EN)

    assert said(screen.shown[-1]).count("Soon.") == 2
