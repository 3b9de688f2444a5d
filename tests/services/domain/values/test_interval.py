from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.domain.values.interval import Interval, lengthened, without

LENGTHS = st.lists(st.integers(1, 400), min_size=1, max_size=6)


def chain(lengths: list[int], gaps: list[int]) -> list[Interval]:
    """Times one after the other, with a pause before some."""
    found: list[Interval] = []
    end = 0
    for number, length in enumerate(lengths):
        start = end + gaps[number % len(gaps)]
        end = start + length
        found.append(Interval(str(number), start, end))
    return found


def to_come(intervals: list[Interval], now: int) -> int:
    """Return how much of it is not used up."""
    return sum(max(one.ends_at - max(one.starts_at, now), 0) for one in intervals)


def test_a_refund_of_what_ran_before_leaves_what_was_paid_for_later() -> None:
    first, later = Interval("A", 0, 30), Interval("B", 60, 90)

    assert without([first, later], "A", 61) == [later]


def test_a_refund_of_what_runs_gives_back_the_end_of_what_ran_before() -> None:
    first, later = Interval("A", 0, 30), Interval("B", 60, 90)

    assert without([first, later], "B", 61) == [first]


def test_what_is_to_come_begins_now_when_what_runs_is_refunded() -> None:
    assert without([Interval("A", 0, 30), Interval("B", 30, 60)], "A", 10) == [Interval("B", 10, 40)]


def test_nothing_is_left_of_a_single_time() -> None:
    assert without([Interval("A", 0, 30)], "A", 10) == []


@given(LENGTHS, st.lists(st.sampled_from([0, 0, 5, 50]), min_size=1, max_size=3), st.integers(0, 900), st.data())
def test_a_refund_takes_exactly_the_time_that_its_order_paid_for(
    lengths: list[int], gaps: list[int], now: int, data: st.DataObject
) -> None:
    before = chain(lengths, gaps)
    refunded = data.draw(st.sampled_from(before))
    others = [one for one in before if one is not refunded]

    left = without(before, refunded.order_id, now)

    assert [(one.order_id, one.length) for one in left] == [(one.order_id, one.length) for one in others]
    assert to_come(left, now) == to_come(others, now)
    assert all(one.ends_at <= then.starts_at for one, then in pairwise(left))
    assert [one for one in left if one.starts_at <= now] >= [one for one in others if one.starts_at <= now]


NOW, DAYS = 100, 7
apart = st.lists(st.integers(1, 60), min_size=1, max_size=6)


@given(apart, st.integers(0, 400), st.integers(1, 50))
def test_the_interval_that_runs_is_longer_and_those_after_it_are_as_long_as_before(
    lengths: list[int], now: int, by: int
) -> None:
    before, at = list[Interval](), 0
    for number, length in enumerate(lengths):
        before.append(Interval(f"order {number}", at, at + length))
        at += length

    after = lengthened(before, now, by)

    grown = [new.length - old.length for old, new in zip(before, after, strict=True)]
    assert max(one.ends_at for one in after) == max([now, *(one.ends_at for one in before)]) + by
    assert sum(grew > 0 for grew in grown) == 1
    past = [one for one in before if one.ends_at <= now]
    assert after[: len(past) - (len(past) == len(before))] == past[: len(before) - 1]


def test_a_refund_of_what_is_to_come_takes_none_of_the_time_that_was_given() -> None:
    runs, comes = Interval("runs", 90, 120), Interval("comes", 120, 150)

    given_more = lengthened([runs, comes], NOW, DAYS)

    assert given_more == [Interval("runs", 90, 127), Interval("comes", 127, 157)]
    assert without(given_more, "comes", NOW) == [Interval("runs", 90, 127)]


def test_what_is_over_goes_on_from_now() -> None:
    assert lengthened([Interval("over", 0, 90)], NOW, DAYS) == [Interval("over", 0, NOW + DAYS)]
