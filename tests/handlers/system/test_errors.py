import pytest

from handlers.system.incident import render_incident
from handlers.ui.text.translations import Texts
from services.domain.errors import (
    AlreadyDecided,
    AlreadyPending,
    ConsentMissing,
    FileProblem,
    FileRefused,
    HoldRefused,
    NoChange,
    NotCancellable,
    NotForSale,
    NotFound,
    NotPayable,
    NotRefundable,
    NotUndoable,
    OutOfStock,
    PriceChanged,
    QuantityRefused,
    ShopError,
    TooManyMessages,
    TooManyOrders,
    TooManyReceipts,
    TooManyUnpaid,
)
from tests.handlers.ui.builders import BOTH, fits

REFUSALS = [
    ShopError(),
    NotFound(),
    NotForSale(),
    OutOfStock(product="emby-30", left=0),
    OutOfStock(product="emby-30", left=2),
    QuantityRefused(limit=5),
    ConsentMissing(),
    PriceChanged(product="emby-30"),
    AlreadyPending(order="A" * 22),
    TooManyOrders(limit=3),
    TooManyMessages(limit=30, minutes=12),
    TooManyReceipts(limit=5),
    TooManyUnpaid(hours=23),
    HoldRefused(limit=5),
    NotPayable(),
    NotCancellable(),
    AlreadyDecided(),
    NotRefundable(),
    NotUndoable(taken=1),
    NotUndoable(taken=12),
    NoChange(),
    FileRefused(FileProblem(1, "", "stock-lines-wide")),
    FileRefused(FileProblem(1, "", "stock-lines-wide"), FileProblem(2, "", "stock-lines-wide")),
]
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


def test_every_refusal_is_tried_here() -> None:
    assert {type(refusal) for refusal in REFUSALS} == {ShopError, *ShopError.__subclasses__()}


@both
@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_refusal_has_words_for_a_window_over_a_button(refusal: ShopError, t: Texts) -> None:
    told = t.plain(refusal.key, **refusal.params)

    assert 0 < len(told) <= 200
    assert "<" not in told
    assert "A" * 22 not in told, "an id is nothing to read"


@both
@pytest.mark.parametrize("key", ["error-button-stale", "error-slow-down", "group-only-private"])
def test_what_the_bot_says_by_itself_fits_a_window(key: str, t: Texts) -> None:
    assert 0 < len(t.plain(key)) <= 200


@both
def test_trouble_names_its_number(t: Texts) -> None:
    outgoing = render_incident("A1B2C3", t)

    assert fits(outgoing)
    assert "<code>A1B2C3</code>" in outgoing.text
