"""The end of subscriptions: the shop tells of it in time, and a renewal loses no day."""

import re

from tests.e2e.context import StoryContext
from tests.e2e.people import Customer, Owner, number_in, secret_in
from tests.support.process_harness import Message, said

DAY = 86_400


async def test_reminders_come_seven_three_and_one_day_before_at_the_end_and_three_days_after_once_each(
    story: StoryContext, ann: Customer
) -> None:
    end = end_in(ann, await ann.buys("emby-30"))
    w = ann.words
    await begun(ann)

    for days in (23, 4, 2, 1, 3):
        seq = await story.sandbox.seq()
        await story.sandbox.advance(days * DAY)
        await ann.waits(seq, "⏰")

    now, later = "\n" + w.renew_now, "\n" + w.renew_later
    assert await ann.reminders() == [
        w.reminder.format(w.emby_30, end, w.days.format(7)) + now,
        w.reminder.format(w.emby_30, end, w.days.format(3)) + now,
        w.reminder.format(w.emby_30, end, w.day.format(1)) + now,
        w.ended.format(w.emby_30, end) + later,
        w.ended.format(w.emby_30, end) + later,
    ]


async def test_a_renewed_code_is_a_new_one_and_runs_on_from_the_old_end(story: StoryContext, ann: Customer) -> None:
    first = await ann.buys("emby-30")
    await running_short(story, ann)

    second = await renewed(ann, ann.words.thanks)
    running = await ann.asks_until("/subscriptions", ann.words.days_left.format(37))

    assert secret_in(second) != secret_in(first)
    assert end_in(ann, second) in running


async def test_a_renewed_link_stays_the_same_and_runs_longer(story: StoryContext, ann: Customer) -> None:
    first = await ann.buys("all-access-30")
    await running_short(story, ann)

    second = await renewed(ann, ann.words.thanks_extended)
    running = await ann.asks_until("/subscriptions", ann.words.days_left.format(37))

    assert secret_in(second) == secret_in(first)
    assert running.count(ann.words.running) == 1


async def test_an_owner_who_blocked_the_bot_meanwhile_hears_of_a_renewal_on_return(
    story: StoryContext, ann: Customer, olivia: Owner
) -> None:
    await ann.buys("all-access-30")
    await running_short(story, ann)
    left = await story.leaves(olivia.id)
    seq = await story.sandbox.seq()
    goods = await renewed(ann, ann.words.thanks_extended)
    await story.turns_away(left)

    await olivia.says_and_hears("/start")
    told = said(await olivia.waits(seq, number_in(said(goods))))

    assert told.startswith("🔄 Renewed: All access 30")
    assert "Extend it on your server too." in told


async def begun(ann: Customer) -> None:
    """The period is written down: its goods are in the chat a moment earlier, when no clock may be moved yet."""
    await ann.asks_until("/subscriptions", ann.words.running)


async def running_short(story: StoryContext, ann: Customer) -> None:
    """Seven days before the end: the reminder is there."""
    await begun(ann)
    seq = await story.sandbox.seq()
    await story.sandbox.advance(23 * DAY)
    await ann.waits(seq, "⏰")


async def renewed(ann: Customer, thanks: str) -> Message:
    """From the reminder's button to the goods of the renewal."""
    seq = await ann.sandbox.seq()
    await ann.taps(ann.words.renew)
    number = await ann.confirms(ann.words.stars)
    assert (await ann.pays())["outcome"] == "paid"
    return await ann.waits(seq, thanks.format(number))


def end_in(ann: Customer, goods: Message) -> str:
    """The day on which the goods end."""
    line = next(line for line in said(goods).splitlines() if ann.words.until in line)
    found = re.search(r"\d+年\d+月\d+日|\d+ [A-Z][a-z]{2} \d{4}", line)
    assert found is not None, line
    return found[0]
