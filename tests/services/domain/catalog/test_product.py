from services.domain.catalog.product import Kind, Product, Renewal
from services.domain.orders.order import Order, OrderState, ProductSnapshot
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency, Money


def test_a_product_has_a_price_only_in_the_currencies_it_is_sold_for() -> None:
    words = LocalizedText("a", "一")
    product = Product("emby-30", "emby", words, words, words, Kind.LICENSE_CODE, {Currency.CNY: 990})

    assert product.price(Currency.CNY) == Money(990, Currency.CNY)
    assert product.price(Currency.XTR) is None


def test_what_was_promised_outlives_a_change_of_the_catalog() -> None:
    product = Product(
        "s",
        "c",
        LocalizedText("a", "一"),
        LocalizedText("b", "二"),
        LocalizedText("c", "三"),
        Kind.LICENSE_CODE,
        duration_days=30,
    )

    snapshot = ProductSnapshot.of(product)

    assert snapshot == ProductSnapshot(
        "s", LocalizedText("a", "一"), LocalizedText("c", "三"), Kind.LICENSE_CODE, 30, Renewal.REPLACE
    )


def test_only_a_renewal_that_extends_takes_nothing_from_stock() -> None:
    orders = [
        _order(Renewal.EXTEND, renews="subscription"),
        _order(Renewal.EXTEND, renews=None),
        _order(Renewal.REPLACE, renews="subscription"),
    ]

    assert [order.extends for order in orders] == [True, False, False]


def _order(renewal: Renewal, renews: str | None) -> Order:
    return Order(
        id="o",
        number="7KQ2-M9XF",
        customer_id=1,
        idempotency_key="i",
        product_id=1,
        snapshot=ProductSnapshot("s", LocalizedText("a", "一"), LocalizedText(), Kind.SUBSCRIPTION_LINK, 30, renewal),
        quantity=1,
        total=Money(400, Currency.XTR),
        method="stars",
        language=Language.EN,
        state=OrderState.PENDING,
        created_at=0,
        expires_at=1,
        reserved_until=2,
        renews=renews,
    )
