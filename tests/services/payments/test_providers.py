from services.domain.messaging.send_outcome import Rejected, Sent
from services.domain.payments.payment import Charge, Refund, RefundState
from services.domain.values.money import Currency, Money
from services.payments.providers import (
    PROVIDERS,
    Presentation,
    ProviderContext,
    make_provider,
    presentation,
    refunds_itself,
    takes_receipt,
)
from services.payments.providers.manual import Manual
from services.payments.providers.stars import Stars, StarTransaction
from tests.support.service_harness import CNY, XTR, Telegram, product


def refund(provider: str, money: Money) -> Refund:
    return Refund(1, 1, provider, "charge-7", 1001, money, RefundState.SENDING, "broken", 1)


def test_every_way_to_pay_is_registered_under_its_own_name() -> None:
    made = {name: make_provider(name, ProviderContext(Telegram())) for name in PROVIDERS}

    assert {name: one.name for name, one in made.items()} == {"stars": "stars", "manual": "manual"}


def test_a_way_to_pay_says_how_it_asks_for_money_and_gives_it_back() -> None:
    asked = {name: (presentation(name), takes_receipt(name), refunds_itself(name)) for name in PROVIDERS}

    assert asked == {
        "stars": (Presentation.INVOICE, False, True),
        "manual": (Presentation.INSTRUCTIONS, True, False),
    }


def test_a_way_to_pay_of_a_newer_version_takes_no_receipt_and_is_asked_for_its_refund() -> None:
    assert (takes_receipt("newer"), refunds_itself("newer")) == (False, True)


def test_stars_cost_the_price_in_stars() -> None:
    dear, free = product("dear", prices={XTR: 5, CNY: 9}), product("free", prices={CNY: 9})

    prices = [Stars(Telegram()).price(one) for one in (dear, free)]

    assert prices == [Money(5, Currency.XTR), None]


def test_a_transfer_costs_the_first_price_that_is_not_in_stars() -> None:
    both, stars = product("both", prices={XTR: 5, Currency.USD: 7, CNY: 9}), product("stars", prices={XTR: 5})

    prices = [Manual().price(one) for one in (both, stars)]

    assert prices == [Money(7, Currency.USD), None]


async def test_the_ledger_of_stars_tells_what_came_and_what_went_back() -> None:
    came = StarTransaction("charge-7", 1001, "order", 5, refunded=False)
    went_back = StarTransaction("charge-7", 1001, "", 5, refunded=True)
    stars = Stars(Telegram(lines=[came, went_back]))

    answers = [await stars.fetch_transactions(0), await stars.fetch_transactions(1), await stars.fetch_transactions(2)]

    charge = Charge("stars", "charge-7", "order", 1001, Money(5, Currency.XTR))
    assert answers == [([charge], ["charge-7"], 2), ([], ["charge-7"], 2), ([], [], 2)]


async def test_stars_go_back_once_however_often_they_are_asked_for() -> None:
    telegram = Telegram()
    due = refund("stars", Money(5, Currency.XTR))

    answers = [await Stars(telegram).refund(due) for _ in range(2)]

    assert (answers, telegram.refunds) == ([Sent(), Sent()], ["charge-7"])


async def test_a_transfer_has_no_ledger_and_only_a_person_returns_it() -> None:
    manual = Manual()

    answer = await manual.refund(refund("manual", Money(990, Currency.CNY)))

    assert await manual.fetch_transactions(3) == ([], [], 3)
    assert answer == Rejected("9.90 CNY must be transferred back by a person")
