from hypothesis import given
from hypothesis import strategies as st

from services.domain.catalog.invoice_text import INVOICE_DESCRIPTION_LIMIT, invoice_description, telegram_length


@given(st.text(min_size=1, max_size=900))
def test_every_description_fits_on_an_invoice(text: str) -> None:
    short = invoice_description(text)

    assert telegram_length(short) <= INVOICE_DESCRIPTION_LIMIT
    assert "\n" not in short


def test_a_short_description_only_loses_its_line_breaks() -> None:
    short = invoice_description("Films and series.\n2 devices.")

    assert short == "Films and series. 2 devices."


def test_a_long_description_ends_after_a_word() -> None:
    short = invoice_description("ocean " * 100)

    assert short == " ".join(["ocean"] * 42) + "…"


def test_a_long_description_without_spaces_is_cut_where_it_must_be() -> None:
    short = invoice_description("海" * 300)

    assert short == "海" * 254 + "…"


def test_emoji_count_twice_and_are_never_cut_in_half() -> None:
    short = invoice_description("🌊" * 300)

    assert short == "🌊" * 127 + "…"
    assert telegram_length(short) == 255
