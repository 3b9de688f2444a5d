"""An alarm can rely on the log: each event has a stable name, and docs/operating.md lists all of them."""

import pytest

from tests.architecture.log_events import Facts, differences, improper, listed, sites, written
from tests.architecture.places import OPERATING, ROOT, SHOP
from tests.architecture.rule import says
from tests.architecture.source import modules

DIRECT = 'log.info("shop_opened", bot=bot)\nlog.error("it_failed", extra={"place": 1}, exc_info=error)'
DROPPED = 'loop.call_exception_handler({"message": "task_failed", "exception": error})'
THROTTLED = """
class Throttled:
    def __init__(self, times, event):
        self._event = event
    def __call__(self, **facts):
        log.warning(self._event, **facts, suppressed=0)
class Owner:
    def __init__(self):
        self._broken = Throttled(3, "post_broken")
    def answer(self):
        self._broken(error="E")
"""
TWO_PARTS = """
class Part:
    silent: str
    heard: str
PART = Part("part_silent", heard="part_heard")
def tell(part):
    log.error(part.silent, seconds=1)
    log.warning(part.heard)
"""


def test_every_event_has_a_stable_name_and_named_fields() -> None:
    shop = modules(*SHOP)

    assert sites(shop)
    assert improper(shop) == []


def test_the_document_lists_every_event_with_its_levels_and_fields() -> None:
    code, table = written(modules(*SHOP)), listed((ROOT / OPERATING).read_text(encoding="utf-8"))

    assert code
    assert differences(code, table) == []


def test_events_are_found_wherever_they_are_named() -> None:
    found = written(says(DIRECT, DROPPED, THROTTLED, TWO_PARTS))

    assert found == {
        "shop_opened": Facts(frozenset({"info"}), frozenset({"bot"})),
        "it_failed": Facts(frozenset({"error"}), frozenset({"place"})),
        "task_failed": Facts(frozenset({"error"}), frozenset()),
        "post_broken": Facts(frozenset({"warning"}), frozenset({"error", "suppressed"})),
        "part_silent": Facts(frozenset({"error"}), frozenset({"seconds"})),
        "part_heard": Facts(frozenset({"warning"}), frozenset()),
    }
    assert improper(says(DIRECT, DROPPED, THROTTLED, TWO_PARTS)) == []


@pytest.mark.parametrize(
    "text",
    [
        'log.info("the shop is open")',
        'log.info("opened")',
        'log.warning("schema_newer: %s", schema)',
        'log.warning("schema_newer", schema)',
        'log.warning(f"{part}_failed")',
        "log.error(event)",
        "log.error(self._event)",
        'log.exception("update_failed")',
        'logging.getLogger("bot").critical("the end")',
        'logging.warning("the end")',
        'self._log.error("the end")',
        "voice = structlog.get_logger(__name__)",
        'loop.call_exception_handler({"message": "something was dropped"})',
        THROTTLED.replace("post_broken", "a post is broken"),
    ],
)
def test_what_is_no_event_is_noticed(text: str) -> None:
    assert improper(says(text))


def test_what_a_document_lacks_or_tells_wrongly_is_named() -> None:
    code = written(says(DIRECT))
    table = listed(
        "### Log events\n\n| event | … |\n|---|---|\n"
        "| `it_failed` | error | | a | b |\n| `gone_long` | info | | a | b |\n"
    )

    assert [one.partition(" Facts")[0] for one in differences(code, table)] == [
        "missing: shop_opened",
        "superfluous: gone_long",
        "different: it_failed",
    ]


def test_a_row_that_cannot_be_read_is_noticed() -> None:
    with pytest.raises(AssertionError, match="five columns"):
        listed("### Log events\n\n| `it_failed` | error | | a |\n")
