import re

from hypothesis import given
from hypothesis import strategies as st

from services.domain.values.ids import new_id, new_number, read_number


def test_ids_are_long_enough_to_be_unguessable_and_short_enough_for_a_button() -> None:
    ids = {new_id() for _ in range(1_000)}

    assert len(ids) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", one) for one in ids)


def test_a_number_for_eyes_has_no_letters_that_look_like_digits() -> None:
    numbers = [new_number() for _ in range(200)]

    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", number) for number in numbers)


@given(frame=st.sampled_from(["{}", " {} ", "#{}"]), lower=st.booleans(), dashless=st.booleans())
def test_a_number_is_understood_however_it_is_typed(*, frame: str, lower: bool, dashless: bool) -> None:
    number = new_number()
    typed = number.replace("-", "") if dashless else number
    typed = frame.format(typed.lower() if lower else typed)

    read = read_number(typed)

    assert read == number


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    read = read_number("oil0-2m9x")

    assert read == "0110-2M9X"
