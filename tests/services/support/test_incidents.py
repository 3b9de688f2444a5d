from dataclasses import replace
from datetime import UTC

import pytest

from services.domain.errors import AlreadyDecided, NotFound
from services.domain.support.incident import Announcement, Incident, IncidentKind
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.language import LocalizedText
from services.support.incident_board import KEPT_FOR, IncidentBoard
from services.support.incidents import PAGE, UPDATES, IncidentDesk
from services.support.status import RECENT, ServiceStatus
from services.system.heartbeats import Heartbeats
from tests.support.service_harness import ADMIN, AFTERNOON, ManualClock, ShopHarness

TITLE = LocalizedText("Emby is slow", "Emby 缓慢")
TEXT = LocalizedText("We are on it.", "正在处理。")
SLOW = Announcement(IncidentKind.DEGRADED, TITLE, TEXT)
SILENT = replace(SLOW, text=LocalizedText())


@pytest.fixture
def up() -> ManualClock:
    return ManualClock()


@pytest.fixture
def desk(shop: ShopHarness, up: ManualClock) -> IncidentDesk:
    return IncidentDesk(shop.db, shop.clock, IncidentBoard(shop.db, up))


async def titles(desk: IncidentDesk) -> list[str]:
    return [one.title.en for one in await desk.board.open()]


def called(title: str) -> Announcement:
    return replace(SLOW, title=LocalizedText(title, title))


async def test_an_incident_is_announced_with_its_words_and_what_it_touches(
    shop: ShopHarness, desk: IncidentDesk
) -> None:
    touched = await shop.product("music"), await shop.product("emby-month")

    told = await desk.announce(replace(SLOW, products=frozenset(one.id for one in touched)), ADMIN, "key")

    view = await desk.view(told.id)
    assert view.incident == told
    assert (told.is_open, told.started_at, told.title) == (True, AFTERNOON, TITLE)
    assert [update.text for update in view.updates] == [TEXT]
    assert view.titles == [touched[1].title, touched[0].title]
    assert [told.touches(one.id) for one in touched] == [True, True]
    assert not told.touches((await shop.product("windows")).id)


async def test_an_incident_of_everything_touches_each_product(shop: ShopHarness, desk: IncidentDesk) -> None:
    told = await desk.announce(SILENT, ADMIN, "key")

    view = await desk.view(told.id)
    assert (view.titles, view.updates) == ([], [])
    assert told.touches((await shop.product("music")).id)


async def test_the_same_key_announces_one_incident(desk: IncidentDesk) -> None:
    first = await desk.announce(SLOW, ADMIN, "key")
    again = await desk.announce(called("Another"), ADMIN, "key")

    assert again == first
    assert await desk.done("key") == first
    assert await desk.done("other") is None
    assert (await desk.page())[0] == [first]


async def test_the_same_key_writes_one_update(desk: IncidentDesk) -> None:
    told = await desk.announce(SILENT, ADMIN, "key")

    for _ in range(2):
        await desk.update(told.id, TEXT, ADMIN, "update")

    assert [update.text for update in (await desk.view(told.id)).updates] == [TEXT]


async def test_a_closed_incident_is_closed_once_and_takes_no_more_words(shop: ShopHarness, desk: IncidentDesk) -> None:
    told = await desk.announce(SLOW, ADMIN, "key")
    shop.clock.forward(HOUR)
    closed = await desk.close(told.id, ADMIN, "over")

    assert (closed.is_open, closed.closed_at) == (False, AFTERNOON + HOUR)
    assert await desk.close(told.id, ADMIN, "over") == closed
    with pytest.raises(AlreadyDecided):
        await desk.close(told.id, ADMIN, "again")
    with pytest.raises(AlreadyDecided):
        await desk.update(told.id, TEXT, ADMIN, "late")


async def test_an_incident_that_there_is_not_is_not_found(desk: IncidentDesk) -> None:
    for act in (desk.view("no"), desk.close("no", ADMIN, "k"), desk.update("no", TEXT, ADMIN, "k")):
        with pytest.raises(NotFound):
            await act


async def test_updates_are_read_newest_first_page_by_page(desk: IncidentDesk) -> None:
    told = await desk.announce(SILENT, ADMIN, "key")
    for number in range(UPDATES + 2):
        await desk.update(told.id, LocalizedText(str(number), str(number)), ADMIN, f"update {number}")

    first, second = await desk.view(told.id), await desk.view(told.id, 1)

    assert [one.text.en for one in first.updates] == ["6", "5", "4", "3", "2"]
    assert [one.text.en for one in second.updates] == ["1", "0"]
    assert (first.more, second.more) == (True, False)


async def test_what_goes_on_is_listed_before_what_is_over(shop: ShopHarness, desk: IncidentDesk) -> None:
    told = []
    for number in range(PAGE + 1):
        told.append(await desk.announce(called(str(number)), ADMIN, f"{number}"))
        shop.clock.forward(MINUTE)
    await desk.close(told[-1].id, ADMIN, "over")

    first, more = await desk.page()
    second, end = await desk.page(1)

    assert [one.title.en for one in first] == [str(number) for number in range(PAGE - 1, -1, -1)]
    assert ([one.title.en for one in second], more, end) == ([str(PAGE)], True, False)


async def test_the_board_is_read_once_in_a_while_and_at_once_after_an_act_of_its_own(
    shop: ShopHarness, desk: IncidentDesk, up: ManualClock
) -> None:
    rival = IncidentDesk(shop.db, shop.clock, IncidentBoard(shop.db, up))
    assert (await titles(desk), await titles(rival)) == ([], [])

    told = await desk.announce(SLOW, ADMIN, "key")
    assert (await titles(desk), await titles(rival)) == ([TITLE.en], [])
    up.forward(KEPT_FOR)
    assert await titles(rival) == [TITLE.en]

    await rival.close(told.id, ADMIN, "over")
    assert (await titles(rival), await titles(desk)) == ([], [])


async def test_an_announcement_during_a_look_at_the_board_is_not_forgotten(
    desk: IncidentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = desk.board._db.read

    def slow() -> object:
        desk.board.forget()
        return read()

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(desk.board._db, "read", slow)
        await desk.board.open()

    assert desk.board._read_at is None


async def test_the_status_tells_what_goes_on_with_its_newest_words_and_what_was_over_lately(
    shop: ShopHarness, desk: IncidentDesk
) -> None:
    status = ServiceStatus(shop.db, shop.clock, UTC)
    over: list[Incident] = []
    for number in range(RECENT + 1):
        one = await desk.announce(called(str(number)), ADMIN, f"key {number}")
        shop.clock.forward(DAY)
        over.append(await desk.close(one.id, ADMIN, f"over {number}"))
    told = await desk.announce(SLOW, ADMIN, "key")
    await desk.update(told.id, LocalizedText("Soon.", "很快。"), ADMIN, "update")

    report = await status.report()
    shop.clock.forward(28 * DAY)
    later = await status.report()

    assert report.open == [told]
    assert report.updates[told.id].text.en == "Soon."
    assert report.closed == over[:0:-1]
    assert later.closed == over[:1:-1]


async def test_downtime_in_announced_maintenance_is_told_apart_and_counts(
    shop: ShopHarness, desk: IncidentDesk
) -> None:
    heartbeats, status = Heartbeats(shop.db, shop.clock), ServiceStatus(shop.db, shop.clock, UTC)
    await heartbeats.beat(well=True)
    trouble = await desk.announce(SLOW, ADMIN, "trouble")
    shop.clock.forward(DAY)
    told = await desk.announce(replace(SLOW, kind=IncidentKind.MAINTENANCE), ADMIN, "key")
    for hours in (1, 2):
        shop.clock.forward(hours * HOUR)
        shop.real.forward(hours * HOUR)
        await heartbeats.beat(well=True)
        if hours == 1:
            await desk.close(told.id, ADMIN, "over")
    await desk.close(trouble.id, ADMIN, "trouble over")

    uptime = (await status.report()).uptime

    assert (uptime.down, uptime.maintenance) == (3 * HOUR, HOUR)
    assert uptime.all_time == 24 * 10_000 // 27
