from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from services.domain.delivery.delivery import DELIVERY_MOVES, DeliveryState
from services.domain.orders.order import ORDER_TRANSITIONS, OWES_GOODS, SHOWS_GOODS, OrderState
from services.domain.payments.payment import PAYMENT_MOVES, PaymentState
from services.domain.state_machine import sources
from services.domain.subscriptions.subscription import SUBSCRIPTION_MOVES, SubscriptionState

TABLES = [
    (OrderState, ORDER_TRANSITIONS),
    (PaymentState, PAYMENT_MOVES),
    (DeliveryState, DELIVERY_MOVES),
    (SubscriptionState, SUBSCRIPTION_MOVES),
]
Moves = Mapping[Any, frozenset[Any]]
every_table = pytest.mark.parametrize(("states", "table"), TABLES, ids=lambda value: getattr(value, "__name__", ""))


@every_table
def test_every_state_has_a_row(states: type[StrEnum], table: Moves) -> None:
    rows = set(table)

    assert rows == set(states)


@every_table
def test_every_state_that_is_not_a_beginning_can_be_reached(states: type[StrEnum], table: Moves) -> None:
    unreachable = {state for state in states if not sources(table, state)}

    assert unreachable <= {OrderState.PENDING, PaymentState.OPENED, PaymentState.SURPLUS}


@every_table
def test_sources_are_the_table_read_backwards(states: type[StrEnum], table: Moves) -> None:
    backwards = {(old, new) for new in states for old in sources(table, new)}

    assert backwards == {(old, new) for old, following in table.items() for new in following}


def test_a_table_cannot_be_changed_at_run_time() -> None:
    with pytest.raises(TypeError):
        ORDER_TRANSITIONS[OrderState.REFUNDED] = frozenset({OrderState.PAID})  # type: ignore[index]


def test_money_that_went_back_never_comes_again() -> None:
    after_refunds = ORDER_TRANSITIONS[OrderState.REFUNDED] | PAYMENT_MOVES[PaymentState.REFUNDED]

    assert not after_refunds


def test_late_money_still_pays_for_an_order_that_was_given_up() -> None:
    late = sources(ORDER_TRANSITIONS, OrderState.PAID)

    assert {OrderState.EXPIRED, OrderState.CANCELLED} <= set(late)


def test_goods_are_never_owed_or_shown_before_payment_or_after_a_refund() -> None:
    unpaid = {OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELLED, OrderState.REFUNDED}

    assert not unpaid & (OWES_GOODS | SHOWS_GOODS)
