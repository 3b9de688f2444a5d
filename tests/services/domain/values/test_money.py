from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.values.money import LARGEST, Currency, Money

currencies = st.sampled_from(Currency)
amounts = st.integers(min_value=0, max_value=LARGEST)


@given(amounts, currencies)
def test_the_digits_of_an_amount_read_back_as_the_same_amount(amount: int, currency: Currency) -> None:
    money = Money(amount, currency)

    read = Money.parse(money.digits, currency)

    assert read == money


@given(st.integers(0, 10**6), st.integers(1, 50), currencies)
def test_several_cost_as_much_as_each_added_up(amount: int, quantity: int, currency: Currency) -> None:
    one = Money(amount, currency)

    several = one * quantity

    assert several.amount == sum(one.amount for _ in range(quantity))
    assert several.currency is currency


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("250", Currency.XTR, 250),
        ("9.90", Currency.CNY, 990),
        (" 4.99 ", Currency.USD, 499),
        ("0.1", Currency.USDT, 10**5),
    ],
)
def test_a_price_is_read_as_people_write_it(text: str, currency: Currency, amount: int) -> None:
    money = Money.parse(text, currency)

    assert money == Money(amount, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.5", Currency.XTR),
        ("9.901", Currency.CNY),
        ("-1", Currency.USD),
        ("ten", Currency.USD),
        ("", Currency.USD),
        ("NaN", Currency.USD),
        ("Infinity", Currency.USD),
        ("1,50", Currency.USD),
        ("10000000000.01", Currency.USD),
    ],
)
def test_what_is_no_price_is_refused(text: str, currency: Currency) -> None:
    with pytest.raises(ValueError, match=r"amount|decimals|outside"):
        Money.parse(text, currency)


@pytest.mark.parametrize("amount", [1.0, True, "1", None])
def test_money_is_never_made_of_anything_but_whole_numbers(amount: Any) -> None:
    with pytest.raises(TypeError, match="minor units"):
        Money(amount, Currency.USD)


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_amounts_beyond_reason_are_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Money(amount, Currency.USD)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(250, Currency.XTR), "250 XTR"),
        (Money(3600, Currency.CNY), "36.00 CNY"),
        (Money(1, Currency.USDT), "0.000001 USDT"),
    ],
)
def test_money_says_itself_with_the_decimals_of_its_currency(money: Money, text: str) -> None:
    said = str(money)

    assert said == text
