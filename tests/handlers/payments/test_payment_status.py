import pytest

from handlers.payments.payment_status import render_payment_status
from handlers.ui.text.translations import Texts
from services.domain.orders.order import OrderState
from services.payments.providers import PROVIDERS
from tests.handlers.ui.builders import BOTH, EN, ID, ZH, data, fits, order, rows, said

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
OWN_WORDS = (
    "order-closed", "order-cancelled", "order-next-expired", "order-next-cancelled", "give-up-hint", "toast-cancelled",
    "button-method", "product-price", "confirm-total", "order-fact-total", "admin-method",
)  # fmt: skip


@both
def test_every_way_to_pay_has_its_words(t: Texts) -> None:
    assert [f"{words}-{way}" for words in OWN_WORDS for way in PROVIDERS if f"{words}-{way}" not in t] == []


@both
@pytest.mark.parametrize("method", PROVIDERS)
@pytest.mark.parametrize("state", [one for one in OrderState if one is not OrderState.PENDING])
def test_every_state_is_said_and_leads_on(t: Texts, method: str, state: OrderState) -> None:
    outgoing = render_payment_status(order(state=state, method=method), t)

    assert fits(outgoing)
    assert data(outgoing)[-2:] == [f"o:{ID}", "shop"]


@both
def test_a_closed_transfer_asks_for_the_receipt_first(t: Texts) -> None:
    outgoing = render_payment_status(order(state=OrderState.EXPIRED, method="manual"), t)

    assert data(outgoing)[:2] == [f"rc:{ID}", "p:1:1"]
    assert [row[0].style for row in rows(outgoing)[:2]] == ["primary", None]


@both
def test_a_cancelled_transfer_takes_no_receipt_and_names_who_helps(t: Texts) -> None:
    outgoing = render_payment_status(order(state=OrderState.CANCELLED, method="manual"), t)

    assert data(outgoing)[0] == "p:1:1"
    assert "/paysupport" in outgoing.text


@pytest.mark.parametrize("state", [OrderState.EXPIRED, OrderState.CANCELLED])
def test_nobody_knows_whether_a_transfer_was_made(state: OrderState) -> None:
    closed = order(state=state, method="manual")

    assert "charged" not in said(render_payment_status(closed, EN))
    assert "扣款" not in said(render_payment_status(closed, ZH))


def test_late_stars_still_bring_the_goods() -> None:
    outgoing = render_payment_status(order(state=OrderState.EXPIRED), EN)

    assert "will still arrive here" in outgoing.text
    assert data(outgoing)[0] == "p:1:1"
