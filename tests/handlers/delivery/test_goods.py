import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.delivery.goods import render_delivery, render_goods
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Kind, Renewal
from services.domain.values.secret import Secret
from services.orders.order_history import OrderView
from tests.handlers.ui.builders import (
    AFTERNOON,
    BOTH,
    DAY,
    EN,
    ID,
    ZH,
    Reader,
    copied,
    data,
    fits,
    labels,
    opened,
    order,
    prepared,
    said,
)

LINK = Kind.SUBSCRIPTION_LINK
ADDRESS = "https://example.com/s/abc?token=1&x=2"
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
# What an import lets through: printable, no space at the ends (services/stock/file).
printable = st.characters(categories=("L", "N", "P", "S"), include_characters=" <>&\"'`")
codes = st.text(printable, min_size=1, max_size=512).map(str.strip).filter(lambda code: code and code.isprintable())


def file_lines(content: bytes) -> list[str]:
    assert content.startswith(codecs.BOM_UTF8)
    text = content.decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    return text.split("\r\n")


@settings(max_examples=150, deadline=None)
@given(
    goods=st.lists(codes, min_size=1, max_size=50),
    words=st.text(max_size=2000),
    kind=st.sampled_from(Kind),
    copy=st.booleans(),
    t=st.sampled_from(BOTH),
)
def test_no_goods_are_ever_too_much_for_telegram(
    goods: list[str], words: str, kind: Kind, *, copy: bool, t: Texts
) -> None:
    sold = order(kind, instructions=words, quantity=len(goods))

    message = render_delivery(prepared(sold, *goods, copy=copy), t)
    again = render_goods(
        OrderView(sold, tuple(map(Secret, goods)), AFTERNOON), t, [t("order-title", number=sold.number)]
    )

    for outgoing in (message, again):
        assert fits(outgoing)
        if outgoing.document is None:
            assert Reader(outgoing.text).inside["code"][-len(goods) :] == goods
        else:
            assert file_lines(outgoing.document.content)[3 : 3 + len(goods)] == goods


@settings(max_examples=30, deadline=None)
@given(length=st.integers(min_value=1, max_value=512), count=st.integers(min_value=1, max_value=50))
def test_every_length_and_number_of_codes_arrives_whole(length: int, count: int) -> None:
    goods = [f"{number:02}{'&<x>' * 128}"[:length] for number in range(count)]

    outgoing = render_delivery(prepared(order(quantity=count, instructions="Read\nthis"), *goods), EN)

    assert fits(outgoing)
    whole = file_lines(outgoing.document.content) if outgoing.document else Reader(outgoing.text).inside["code"]
    assert [line for line in whole if line in set(goods)] == goods


@both
def test_the_message_says_what_one_needs_to_know(t: Texts) -> None:
    outgoing = render_delivery(prepared(order(quantity=1, instructions="Enter it."), "AAAA-BBBB"), t)

    read = Reader(outgoing.text)
    assert read.inside["code"] == ["7K2M-94QD", "AAAA-BBBB"]
    assert read.inside["blockquote"] == ["Enter it."]
    assert t.date(AFTERNOON + 30 * DAY) in read.text
    assert copied(outgoing) == ["AAAA-BBBB"]
    assert data(outgoing) == [f"oo:{ID}"]


@pytest.mark.parametrize(
    "code", ["<b>&amp;</b>", "</code><a href='x'>", "&lt;", "a  b", 'q"q', "中文＆🔑", "%0A", "{ $x }"]
)
def test_a_hostile_code_survives_exactly(code: str) -> None:
    outgoing = render_delivery(prepared(order(), code), ZH)

    read = Reader(outgoing.text)
    assert read.inside["code"][-1] == code
    assert set(read.inside) <= {"b", "code", "blockquote"}
    assert copied(outgoing) == [code]


def test_up_to_five_codes_have_a_copy_button_each() -> None:
    five, six = [f"CODE-{number}" for number in range(5)], [f"CODE-{number}" for number in range(6)]

    assert copied(render_delivery(prepared(order(quantity=5), *five), EN)) == five
    assert copied(render_delivery(prepared(order(quantity=6), *six), EN)) == []


def test_a_code_longer_than_a_button_can_copy_is_copied_by_tapping() -> None:
    outgoing = render_delivery(prepared(order(), "x" * 257), EN)

    assert not copied(outgoing)
    assert Reader(outgoing.text).inside["code"][-1] == "x" * 257


@both
def test_a_link_can_be_copied_and_opened(t: Texts) -> None:
    outgoing = render_delivery(prepared(order(LINK), ADDRESS), t)

    assert (copied(outgoing), opened(outgoing)) == ([ADDRESS], [ADDRESS])
    assert Reader(outgoing.text).inside["code"][-1] == ADDRESS


@pytest.mark.parametrize(
    "address",
    ["ss://abc", "https://localhost/x", "https://[::1]/", "https://a.example/ü", "https://a..example", "tg://x"],
)
def test_an_address_that_telegram_may_refuse_gets_no_button(address: str) -> None:
    outgoing = render_delivery(prepared(order(LINK), address), EN)

    assert not opened(outgoing)
    assert copied(outgoing) == [address]


@both
def test_a_copy_says_so_at_the_top(t: Texts) -> None:
    first = render_delivery(prepared(order(), "A"), t)
    second = render_delivery(prepared(order(), "A", copy=True), t)

    assert said(second).endswith(said(first))
    assert said(second).splitlines()[0] == t("goods-copy-license-code", count=1)


@both
def test_an_extended_link_says_that_it_runs_longer(t: Texts) -> None:
    extended = order(LINK, instructions="Set it up.", renewal=Renewal.EXTEND, renews="S" * 22)

    outgoing = render_delivery(prepared(extended, ADDRESS), t)

    assert extended.extends
    assert t.date(AFTERNOON + 30 * DAY) in said(outgoing)
    assert said(outgoing).startswith(
        Reader(t("goods-thanks-extended", number=extended.number, count=extended.quantity)).text
    )
    assert "Set it up." not in said(outgoing)


def test_long_instructions_are_folded() -> None:
    short = render_delivery(prepared(order(instructions="one\ntwo"), "A"), EN)
    long = render_delivery(prepared(order(instructions="word " * 100), "A"), EN)

    assert "blockquote expandable" not in Reader(short.text).inside
    assert "blockquote expandable" in Reader(long.text).inside


def test_many_codes_come_as_a_file_with_nothing_lost() -> None:
    goods = [f"CODE-{number:03}" for number in range(26)]

    outgoing = render_delivery(prepared(order(quantity=26, instructions="Enter\nit."), *goods), ZH)

    assert outgoing.document is not None
    assert outgoing.document.name == "order-7K2M-94QD.txt"
    assert file_lines(outgoing.document.content) == [
        "订单 7K2M-94QD",
        "Emby 30 天 × 26",
        "",
        *goods,
        "",
        "使用说明",
        "Enter",
        "it.",
        "",
    ]


@both
def test_codes_of_several_lines_are_told_apart(t: Texts) -> None:
    goods = ["login-1\npass-1\tpin", "login-2\npass-2\tpin"]

    outgoing = render_delivery(prepared(order(quantity=2), *goods), t)

    assert fits(outgoing)
    assert "\n\n".join(goods) in said(outgoing)
    assert Reader(outgoing.text).inside["code"][-2:] == goods
    assert copied(outgoing) == goods


def test_codes_of_several_lines_are_told_apart_in_a_file() -> None:
    goods = [f"login-{number}\npass-{number}" for number in range(30)]

    outgoing = render_delivery(prepared(order(quantity=30), *goods), EN)

    assert outgoing.document is not None
    assert "\n\n".join(goods) in "\n".join(file_lines(outgoing.document.content))


def test_instructions_too_long_for_a_caption_are_in_the_file() -> None:
    outgoing = render_delivery(prepared(order(quantity=26, instructions="word " * 300), *map(str, range(26))), EN)

    assert outgoing.document is not None
    assert "word word" not in outgoing.text
    assert "are in the file" in outgoing.text
    assert b"word word" in outgoing.document.content


def test_goods_without_an_end_name_none() -> None:
    outgoing = render_delivery(prepared(order(), "A", ends_at=None), EN)

    assert "Ends" not in outgoing.text


@both
def test_the_same_goods_again_stand_under_their_order(t: Texts) -> None:
    sold = order(LINK)

    outgoing = render_goods(OrderView(sold, (Secret(ADDRESS),), None), t, [t("order-title", number=sold.number)])

    assert Reader(outgoing.text).inside["code"] == [sold.number, ADDRESS]
    assert len(labels(outgoing)) == 2
