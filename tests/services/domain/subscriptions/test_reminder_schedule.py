import time

from hypothesis import given
from hypothesis import strategies as st

from services.domain.policy import Policy
from services.domain.subscriptions.reminder_schedule import due, expires_at, latest_due, next_check_at
from services.domain.subscriptions.subscription import ReminderOffset
from services.domain.values.clock import DAY, real_time

STAGES = Policy().stages
END = 1_000 * DAY
moments = st.integers(min_value=END - 20 * DAY, max_value=END + 20 * DAY)


def test_every_stage_has_a_name_in_the_ledger() -> None:
    names = [stage.key for stage in STAGES]

    assert names == ["before-7", "before-3", "before-1", "end", "after-3"]


def test_stages_fall_due_around_the_end() -> None:
    days = [(due(stage, END) - END) // DAY for stage in STAGES]

    assert days == [-7, -3, -1, 0, 3]


def test_downtime_is_caught_up_with_the_most_urgent_stage_only() -> None:
    stage = latest_due(STAGES, END, since=END - 10 * DAY, now=END - DAY)

    assert stage == ReminderOffset(1)


def test_nothing_is_said_when_nothing_fell_due() -> None:
    stage = latest_due(STAGES, END, since=END - 6 * DAY, now=END - 4 * DAY)

    assert stage is None


def test_a_reminder_is_worth_sending_until_the_next_one() -> None:
    until = [expires_at(STAGES, stage, END) - END for stage in STAGES]

    assert until == [-3 * DAY, -DAY, 0, 3 * DAY, 4 * DAY]


@given(moments)
def test_the_next_look_is_later_and_skips_no_stage(after: int) -> None:
    look = next_check_at(STAGES, END, 3 * DAY, after)

    skipped = [stage for stage in STAGES if after < due(stage, END) < (look or END + 99 * DAY)]
    assert look is None or look > after
    assert not skipped


def test_real_time_is_the_clock_of_the_machine_in_milliseconds() -> None:
    before = time.time_ns() // 1_000_000

    now = real_time()

    assert before <= now <= time.time_ns() // 1_000_000
