"""The acts of people while calls to Telegram fail: they end as if none had failed, in the rows and in the chats."""

import random
from collections.abc import Iterator

import pytest

import bot.app
from sandbox.faults.faults import Fault
from tests.simulation.acts import ACTS, Act
from tests.simulation.retry_fixture import CAST, furnished
from tests.simulation.retry_harness import Plan, RetryFixture, RetryHarness, all_handlers
from tests.simulation.shop_process import _translations
from tests.simulation.state_snapshot import ANSWER, COPIES, differences, standing
from tests.simulation.virtual_time import simulated_environment

BROKEN, FLOOD, LOST = Fault("server_error"), Fault("flood"), Fault("lost_reply")
ANSWERED = frozenset({"refundStarPayment", "setMyCommands"})
"""Calls whose failure is an answer to the bot: a refund is asked for again by a tick, a menu may stay as it was."""
ONCE, TWICE = (BROKEN, FLOOD, LOST), ((BROKEN, LOST), (LOST, FLOOD), (FLOOD, BROKEN))


@pytest.fixture(scope="module")
def fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RetryFixture]:
    """A shop in which much has happened, on which each rehearsal begins."""
    ids = random.Random("ids")
    with simulated_environment(0) as given, pytest.MonkeyPatch.context() as doors:
        doors.setattr(random.SystemRandom, "getrandbits", lambda _, bits: ids.getrandbits(bits))
        doors.setattr(random.SystemRandom, "randbytes", lambda _, size: ids.randbytes(size))
        doors.setattr(bot.app, "_translations", lambda settings: _translations(settings.shop.zone, settings.shop.name))
        bare = RetryFixture(given, tmp_path_factory.mktemp("retries"), ids, CAST)
        yield bare.then(furnished)


def plans(calls: list[str]) -> Iterator[Plan]:
    """Each call fails in the first try, or in the first two."""
    for place in [place for place, name in enumerate(calls) if name not in ANSWERED]:
        yield from ({0: {place: fault}} for fault in ONCE)
        yield from ({0: {place: first}, 1: {place: second}} for first, second in TWICE)


def may_repeat(plan: Plan) -> bool:
    """Return whether anything was shown before a try failed: Telegram has no key by which it would be shown once."""
    return any(place > 0 or fault.kind == LOST.kind for faults in plan.values() for place, fault in faults.items())


async def play(harness: RetryHarness, act: Act, plan: Plan) -> tuple[dict[str, list[str]], RetryHarness]:
    """Do all of an act; of its last step some calls fail."""
    *before, last = act.steps(harness)
    for step in before:
        await harness.does(act.who, step)
    await harness.does(act.who, last, plan)
    return await standing(harness), harness


def test_every_handler_has_an_act() -> None:
    rehearsed = {act.handler for act in ACTS}

    assert all_handlers() - rehearsed == set(), "a handler without an act in tests/simulation/acts.py"
    assert rehearsed - all_handlers() == set(), "an act of a handler that there is not"


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_an_act_ends_the_same_whatever_calls_have_failed(fixture: RetryFixture, act: Act) -> None:
    undisturbed, harness = fixture.run(lambda harness: play(harness, act, {}))
    calls = list(harness.script.calls)
    assert act.handler in harness.reached

    wrong = []
    for plan in plans(calls):
        disturbed, harness = fixture.run(lambda harness, plan=plan: play(harness, act, plan))  # type: ignore[misc]
        assert harness.tries > 1
        wrong += [
            f"{plan}: {one}" for one in differences(undisturbed, disturbed, but={COPIES} if may_repeat(plan) else ())
        ]

    assert wrong == []


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_an_act_ends_the_same_if_the_process_dies_before_it_is_written_down_as_done(
    fixture: RetryFixture, act: Act
) -> None:
    undisturbed, _ = fixture.run(lambda harness: play(harness, act, {}))

    died = fixture.then(lambda harness: play(harness, act, {}))
    after = died.run(again)

    assert list(differences(undisturbed, after, {COPIES, ANSWER})) == []


async def again(harness: RetryHarness) -> dict[str, list[str]]:
    """The last update is handled once more, by a process that was not there."""
    await harness.takes_up()
    return await standing(harness)
