"""The log of a database that is away, and how often it is written."""

import logging

import pytest
from sqlalchemy.exc import InterfaceError, ProgrammingError

from services.domain.values.clock import MINUTE
from services.storage.connection.outage_log import Outage
from tests.support.service_harness import ManualClock

AWAY = (ConnectionRefusedError("CANARY"), InterfaceError("SELECT 1", {}, Exception("CANARY")))


@pytest.fixture
def up() -> ManualClock:
    return ManualClock()


@pytest.fixture
def outage(up: ManualClock) -> Outage:
    return Outage(logging.getLogger("test"), "poll_failed", up)


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_an_outage_is_one_line_a_minute(
    error: Exception, outage: Outage, up: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(61):
        outage.log(error)
        up.forward(MINUTE // 60)

    assert [(one.message, vars(one)["error"]) for one in caplog.records] == [("poll_failed", type(error).__name__)] * 2
    assert "CANARY" not in caplog.text


@pytest.mark.parametrize("error", [RuntimeError("bug"), ProgrammingError("SELCT 1", {}, Exception("syntax"))], ids=repr)
def test_a_mistake_of_ours_is_told_each_time_and_with_its_traceback(
    error: Exception, outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    outage.log(error)
    outage.log(error)

    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [error, error]
