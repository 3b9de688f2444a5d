import copy
import json
import logging
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.stock.stock import StockReport
from services.domain.values.secret import Secret

CANARY = "CANARY-7KQ2-M9XF-0000"


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=12))
def test_a_secret_shows_four_characters_at_most(text: str) -> None:
    secret = Secret(text)

    shown = {str(secret), repr(secret), f"{secret}", f"{secret!r}", "%s" % secret, secret.tail}  # noqa: UP031

    assert all(one.count("····") == 1 and len(one) <= len("Secret('····abcd')") for one in shown)
    assert secret.reveal() == text


@given(st.text(max_size=11))
def test_a_short_secret_shows_nothing(text: str) -> None:
    tail = Secret(text).tail

    assert tail == "····"


def test_a_secret_does_not_show_itself_inside_of_other_things() -> None:
    report = StockReport("emby-30", (Secret(CANARY),), 0, 0, 0, ())

    shown = repr([report, {"code": Secret(CANARY)}, copy.deepcopy(Secret(CANARY))])

    assert CANARY not in shown


def test_a_secret_does_not_show_itself_in_an_exception_or_a_log(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int(Secret(CANARY))  # type: ignore[call-overload]
    except TypeError as error:
        error.add_note(f"while reading {Secret(CANARY)}")
        told = "".join(traceback.format_exception(error))
        logging.getLogger(__name__).exception("failed with %s", Secret(CANARY))

    assert CANARY not in told + caplog.text


def test_a_secret_is_not_written_as_json_by_accident() -> None:
    with pytest.raises(TypeError):
        json.dumps({"code": Secret(CANARY)})


def test_equal_secrets_are_equal() -> None:
    one, other = Secret(CANARY), Secret(CANARY)

    assert one == other
    assert len({one, other, Secret("another")}) == 2
