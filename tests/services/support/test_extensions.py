import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from services.domain.errors import AlreadyDecided, NotFound
from services.domain.messaging.notice import Notice
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.support.extension import Extension, ExtensionState
from services.domain.support.incident import Announcement, Incident, IncidentKind
from services.domain.values.clock import DAY, HOUR
from services.domain.values.language import LocalizedText
from services.storage.schema.bootstrap import open_database
from services.storage.support.extensions import Extensions as Rows
from services.support import extensions as module
from services.support.extensions import Extensions
from tests.support import databases
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, FakeOutbox, ShopHarness

TITLE = LocalizedText("Emby was down", "Emby 故障")
DOWN = Announcement(IncidentKind.OUTAGE, TITLE, LocalizedText())
MANY = 6


async def subscribes(shop: ShopHarness, driver: CustomerDriver, slug: str = "emby-month") -> Subscription:
    """Buy, receive, and look at what runs then."""
    known = {one.id for one in await shop.renewals.of(driver.customer)}
    await shop.arrives(await driver.buys(slug))
    return next(one for one in await shop.renewals.of(driver.customer) if one.id not in known)


async def announced(shop: ShopHarness, *slugs: str) -> Incident:
    products = frozenset({(await shop.product(slug)).id for slug in slugs})
    return await shop.incidents.announce(replace(DOWN, products=products), ADMIN, f"announce {next(shop.numbers)}")


async def over(shop: ShopHarness, incident: Incident, lasted: int = HOUR) -> Incident:
    """The incident lasts for so long."""
    shop.clock.forward(lasted)
    return await shop.incidents.close(incident.id, ADMIN, f"close {incident.id}")


async def begins(shop: ShopHarness, incident: Incident, days: int = 3, key: str = "key") -> Extension | None:
    counted = (await shop.extensions.preview(incident.id)).counts.subscriptions
    return await shop.extensions.begin(incident.id, days, counted, ADMIN, key)


async def ends(shop: ShopHarness, driver: CustomerDriver) -> dict[str, int]:
    return {one.id: one.ends_at for one in await shop.renewals.of(driver.customer)}


async def told(shop: ShopHarness) -> list[Notice]:
    return [one for one in await shop.notices() if one.kind in {"subscription-extended", "admin-incident-extended"}]


@pytest.fixture
async def many(shop: ShopHarness, ann: CustomerDriver) -> list[Subscription]:
    """Some subscriptions of Ann."""
    await shop.stocks("emby-month", *(f"CODE-{number}" for number in range(MANY + 2)))
    return [await subscribes(shop, ann) for _ in range(MANY)]


@pytest.fixture
async def twin(url: str, shop: ShopHarness) -> AsyncIterator[Extensions]:
    """The same work in a process of its own."""
    database = await open_database(url, [databases.KEY], real=shop.real)
    yield Extensions(database, shop.clock, shop.policy, FakeOutbox())
    await database.close()


async def test_what_ran_meanwhile_is_extended_once_and_each_customer_told(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    hers, his = await subscribes(shop, ann), await subscribes(shop, bob)
    incident = await over(shop, await announced(shop))
    await shop.notices()
    begun = await begins(shop, incident)

    counts = [await shop.extensions.go_on() for _ in range(2)]

    assert begun is not None
    assert (begun.state, begun.expected, counts) == (ExtensionState.RUNNING, 2, [2, 0])
    assert await ends(shop, ann) == {hers.id: hers.ends_at + 3 * DAY}
    assert await ends(shop, bob) == {his.id: his.ends_at + 3 * DAY}
    notices = await told(shop)
    assert [(one.recipient_id, one.kind) for one in notices][-1] == (ADMIN, "admin-incident-extended")
    assert {one.recipient_id: one.params["ends_at"] for one in notices[:-1]} == {
        ann.id: hers.ends_at + 3 * DAY,
        bob.id: his.ends_at + 3 * DAY,
    }
    done = await shop.extensions.of(incident.id)
    assert done is not None
    assert (done.state, done.done) == (ExtensionState.DONE, 2)


async def test_whom_an_incident_has_not_touched_gets_nothing(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B", "C")
    await shop.stocks("all-access", "https://example.com/1", "https://example.com/2")
    ended = await subscribes(shop, ann)
    shop.clock.forward(31 * DAY)
    other = await subscribes(shop, bob, "all-access")
    incident = await over(shop, await announced(shop, "emby-month"))
    late = await subscribes(shop, bob)
    renewed = await ann.buys("emby-month", renews=ended.id)
    await shop.arrives(renewed)
    before = await ends(shop, ann) | await ends(shop, bob)

    preview = await shop.extensions.preview(incident.id)
    await begins(shop, incident)
    await shop.extensions.go_on()

    assert {late.id, other.id, ended.id} <= before.keys()
    assert (preview.counts.subscriptions, preview.shown) == (0, [])
    assert await ends(shop, ann) | await ends(shop, bob) == before


async def test_what_was_suspended_or_refunded_gets_nothing(
    shop: ShopHarness, ann: CustomerDriver, many: list[Subscription]
) -> None:
    incident = await over(shop, await announced(shop))
    async with shop.db.begin() as tx:
        await tx.subscriptions.move(many[0].id, SubscriptionState.SUSPENDED)
        await tx.subscriptions.move(many[1].id, SubscriptionState.REVOKED)
    before = await ends(shop, ann)

    await begins(shop, incident)
    await shop.extensions.go_on()

    after = await ends(shop, ann)
    assert {one for one in before if after[one] == before[one]} == {many[0].id, many[1].id}


async def test_what_has_ended_since_runs_again_from_now(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    running = await subscribes(shop, ann)
    shop.clock.forward(30 * DAY - HOUR)
    incident = await over(shop, await announced(shop), 2 * HOUR)
    shop.clock.forward(DAY)
    await shop.renewals.remind_due()
    preview = await shop.extensions.preview(incident.id)

    await begins(shop, incident)
    await shop.extensions.go_on()

    assert preview.counts.over == 1
    [after] = await shop.renewals.of(ann.customer)
    assert (after.id, after.state, after.ends_at) == (running.id, SubscriptionState.ACTIVE, shop.clock() + 3 * DAY)


async def test_reminders_follow_the_new_end(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    running = await subscribes(shop, ann)
    shop.clock.forward(30 * DAY - 7 * DAY)
    assert await shop.renewals.remind_due() == 1
    incident = await over(shop, await announced(shop), 1)
    await begins(shop, incident)
    await shop.extensions.go_on()
    await shop.notices()

    said = []
    for _ in range(12):
        await shop.renewals.remind_due()
        said += [one.params for one in await shop.notices() if one.kind == "reminder"]
        shop.clock.forward(DAY)

    assert [one["ends_at"] for one in said] == [running.ends_at + 3 * DAY] * len(said)
    assert [one["days"] for one in said][:2] == [7, 3]


async def test_a_renewal_that_is_to_come_moves_on_and_its_refund_leaves_the_gift(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    running = await subscribes(shop, ann)
    renewal = await ann.buys("emby-month", renews=running.id)
    await shop.arrives(renewal)
    incident = await over(shop, await announced(shop))
    await begins(shop, incident)
    await shop.extensions.go_on()
    assert await ends(shop, ann) == {running.id: running.ends_at + 33 * DAY}

    await shop.refunds.request(renewal.number, "fault", ADMIN)

    assert await ends(shop, ann) == {running.id: running.ends_at + 3 * DAY}


@pytest.mark.parametrize("dies_at", range(MANY))
@pytest.mark.usefixtures("many")
async def test_an_extension_that_was_killed_goes_on_and_extends_nothing_twice(
    shop: ShopHarness,
    ann: CustomerDriver,
    twin: Extensions,
    monkeypatch: pytest.MonkeyPatch,
    dies_at: int,
) -> None:
    monkeypatch.setattr(module, "LOOKED_AT", 2)
    incident = await over(shop, await announced(shop))
    await shop.notices()
    await begins(shop, incident)
    before = await ends(shop, ann)
    with monkeypatch.context() as crash:
        crash.setattr(Rows, "note", failing_after(Rows.note, dies_at))
        with pytest.raises(ConnectionError):
            await shop.extensions.go_on()
    half = await ends(shop, ann)

    await twin.go_on()
    await twin.go_on()

    assert sum(half[one] != before[one] for one in before) == dies_at // 2 * 2
    assert await ends(shop, ann) == {one: end + 3 * DAY for one, end in before.items()}
    assert len(await told(shop)) == MANY + 1
    done = await shop.extensions.of(incident.id)
    assert done is not None
    assert (done.done, done.expected, done.state) == (MANY, MANY, ExtensionState.DONE)


def failing_after(note: Callable[..., Awaitable[bool]], calls: int) -> Callable[..., Awaitable[bool]]:
    """As before for so many calls, then the process dies."""
    left = [calls]

    async def fails(self: Rows, *args: object) -> bool:
        left[0] -= 1
        if left[0] < 0:
            raise ConnectionError
        return await note(self, *args)

    return fails


async def test_two_processes_extend_each_subscription_once(
    shop: ShopHarness,
    ann: CustomerDriver,
    many: list[Subscription],
    twin: Extensions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "LOOKED_AT", 1)
    incident = await over(shop, await announced(shop))
    await begins(shop, incident)
    before = await ends(shop, ann)

    for _ in range(MANY):
        await asyncio.gather(shop.extensions.go_on(), twin.go_on())

    done = await shop.extensions.of(incident.id)
    assert done is not None
    assert (done.done, done.state) == (len(many), ExtensionState.DONE)
    assert await ends(shop, ann) == {one: end + 3 * DAY for one, end in before.items()}


async def test_it_is_begun_once_by_whatever_act(shop: ShopHarness, many: list[Subscription]) -> None:
    incident = await over(shop, await announced(shop))
    begun = await begins(shop, incident)

    again = await shop.extensions.begin(incident.id, 3, MANY, ADMIN, "key")

    assert again == begun
    with pytest.raises(AlreadyDecided):
        await shop.extensions.begin(incident.id, 7, len(many), ADMIN, "other")
    with pytest.raises(AlreadyDecided):
        await shop.extensions.preview(incident.id)


async def test_what_goes_on_is_not_extended_for(shop: ShopHarness, many: list[Subscription]) -> None:
    incident = await announced(shop)

    for act in (
        shop.extensions.preview(incident.id),
        shop.extensions.begin(incident.id, 3, len(many), ADMIN, "key"),
    ):
        with pytest.raises(AlreadyDecided):
            await act
    for act in (shop.extensions.preview("no"), shop.extensions.begin("no", 3, 0, ADMIN, "key")):
        with pytest.raises(NotFound):
            await act


async def test_nothing_begins_if_there_are_others_than_were_shown(shop: ShopHarness, many: list[Subscription]) -> None:
    incident = await over(shop, await announced(shop))

    begun = await shop.extensions.begin(incident.id, 3, len(many) - 1, ADMIN, "key")

    assert begun is None
    assert await shop.extensions.of(incident.id) is None


async def test_a_preview_says_whom_page_by_page(
    shop: ShopHarness, ann: CustomerDriver, many: list[Subscription], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 4)
    incident = await over(shop, await announced(shop))

    first, second = [await shop.extensions.preview(incident.id, page) for page in (0, 1)]

    assert (first.counts.subscriptions, first.counts.customers, first.counts.over) == (MANY, 1, 0)
    assert (len(first.shown), first.more, len(second.shown), second.more) == (4, True, 2, False)
    shown = [one.subscription_id for one, _ in (*first.shown, *second.shown)]
    assert sorted(shown) == sorted(one.id for one in many)
    assert {name for _, name in first.shown} == {ann.customer.name}
