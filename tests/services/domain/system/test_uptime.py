from hypothesis import given
from hypothesis import strategies as st

from services.domain.system.uptime import LONGEST_GAP, WHOLE, Heartbeat, Span, overlap, share, total, union
from services.domain.values.clock import DAY, HOUR, MINUTE

MONTH = Span(0, 30 * DAY)
moments = st.integers(-40 * DAY, 40 * DAY)
spans = st.builds(lambda start, length: Span(start, start + length), moments, st.integers(0, 5 * DAY))
some = st.lists(spans, max_size=8)
windows = st.builds(lambda start, length: Span(start, start + length), moments, st.integers(1, 30 * DAY))


@given(some, windows)
def test_uptime_is_a_share(down: list[Span], window: Span) -> None:
    found = share(down, window)

    assert found is not None
    assert 0 <= found <= WHOLE


@given(some, spans, windows)
def test_more_downtime_is_never_more_uptime(down: list[Span], more: Span, window: Span) -> None:
    before, after = share(down, window), share([*down, more], window)

    assert before is not None
    assert after is not None
    assert after <= before


@given(some, windows)
def test_joined_spans_are_in_order_apart_and_inside(down: list[Span], window: Span) -> None:
    joined = union(down, window)

    edges = [edge for span in joined for edge in (span.starts_at, span.ends_at)]
    assert edges == sorted(set(edges))
    assert all(window.starts_at <= edge <= window.ends_at for edge in edges)


@given(some, some, windows)
def test_an_overlap_is_no_longer_than_either_part(down: list[Span], told: list[Span], window: Span) -> None:
    both = overlap(down, told, window)

    assert 0 <= both <= min(total(down, window), total(told, window))
    assert overlap(down, down, window) == total(down, window)


def test_a_share_is_never_rounded_up() -> None:
    assert share([], MONTH) == WHOLE
    assert share([Span(0, 1)], MONTH) == WHOLE - 1
    assert share([Span(0, 43 * MINUTE + 12_000)], MONTH) == 9_990
    assert share([MONTH], MONTH) == 0


def test_nothing_is_said_of_no_time_at_all() -> None:
    assert share([], Span(HOUR, HOUR)) is None
    assert share([], Span(HOUR, 0)) is None


def test_what_is_down_twice_is_down_once() -> None:
    assert total([Span(0, HOUR), Span(0, HOUR), Span(HOUR // 2, 2 * HOUR)], MONTH) == 2 * HOUR


@given(st.integers(-DAY, DAY), st.integers(-MINUTE, 10 * MINUTE))
def test_a_gap_is_as_long_as_the_steady_clock_says_wherever_the_wall_clock_was_set(jump: int, gap: int) -> None:
    last = Heartbeat(since=0, at=DAY, steady=DAY)

    found = last.downtime(DAY + jump, DAY + gap)

    assert found == (Span(DAY + jump - gap, DAY + jump) if gap > LONGEST_GAP else None)


def test_a_heartbeat_is_read_as_it_was_written() -> None:
    beat = Heartbeat(1, 2, 3, failing=True)

    assert Heartbeat.read(beat.written()) == beat
    assert Heartbeat.read(None) is None
