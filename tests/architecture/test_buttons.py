"""The callback data of buttons: what each can carry, and what it never does."""

from collections import Counter
from contextlib import suppress
from enum import Enum

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, User

from handlers.system.invalid_callbacks import IsInvalidCallback
from services.catalog.file.fields import LARGEST_QUANTITY
from services.domain.values.ids import new_id
from services.domain.values.money import LARGEST
from services.payments.providers import PROVIDERS
from tests.architecture.posts import buttons

MOST_BYTES = 64
SOMEBODY = User(id=1001, is_bot=False, first_name="Ann")
LONGEST: dict[str, object] = {
    "product": 10**6,
    "quantity": LARGEST_QUANTITY,
    "seen": 10**13,
    "page": 10**4,
    "place": 10**4,
    "version": 10**4,
    "amount": LARGEST // 10,
    "payment": 10**8,
    "post": 10**8,
    "receipt": 10**8,
    "item": 10**9,
    "most": 10**4,
    "left": 10**4,
    "refund": 10**8,
    "order": new_id(),
    "subscription": new_id(),
    "renews": new_id(),
    "ticket": new_id(),
    "incident": new_id(),
    "case": new_id(),
    "batch": new_id(),
    "return_to": f"r{new_id()}",
    "idempotency_key": "w" * 8,
    "draft": "A" * 22,
    "digest": "f" * 16,
    "number": "7KQ2-M9XF",
    "slug": "s" * 32,
    "value": "semicolon",
    "reason": "w" * 20,
    "method": max(PROVIDERS, key=len),
}
"""The longest value that a field can have in a shop of a million orders; a new field must be thought about here."""


def test_no_two_buttons_look_alike() -> None:
    prefixes = Counter(one.__prefix__ for one in buttons())

    assert prefixes
    assert [prefix for prefix, count in prefixes.items() if count > 1] == []


def longest(kind: type[CallbackData]) -> dict[str, object]:
    """A value for each field, as long as it can be."""
    values: dict[str, object] = {}
    for name, field in kind.model_fields.items():
        hint = field.annotation
        if isinstance(hint, type) and issubclass(hint, Enum):
            values[name] = max(hint, key=lambda one: len(one.value))
        elif hint is bool:
            values[name] = False
        else:
            values[name] = LONGEST[name]
    return values


@pytest.mark.parametrize("kind", buttons(), ids=lambda kind: kind.__name__)
def test_every_button_can_carry_the_longest_it_may_have_to(kind: type[CallbackData]) -> None:
    packed = kind(**longest(kind)).pack()

    assert len(packed.encode()) <= MOST_BYTES
    assert kind.unpack(packed).pack() == packed


@pytest.mark.parametrize("kind", buttons(), ids=lambda kind: kind.__name__)
async def test_a_word_of_figures_is_not_taken_for_a_number_that_was_made_up(kind: type[CallbackData]) -> None:
    figures = {name: "1" * len(word) if isinstance(word, str) else word for name, word in longest(kind).items()}
    enums = {name: word for name, word in longest(kind).items() if isinstance(word, Enum)}

    packed = kind(**figures | enums).pack()

    assert not await IsInvalidCallback()(CallbackQuery(id="1", from_user=SOMEBODY, chat_instance="1", data=packed))
    assert kind.unpack(packed).pack() == packed


@pytest.mark.parametrize("made_up", ["9" * 16, "-" + "9" * 16, "1_000_000_000_000_000"])
def test_a_number_that_no_database_takes_is_in_no_button_of_ours(made_up: str) -> None:
    def is_taken(kind: type[CallbackData], place: int) -> bool:
        values = kind(**longest(kind)).pack().split(kind.__separator__)
        values[1 + place] = made_up
        with suppress(ValueError):
            return bool(kind.unpack(kind.__separator__.join(values)))
        return False

    numbers = [
        (kind, place)
        for kind in buttons()
        for place, field in enumerate(kind.model_fields.values())
        if field.annotation is int
    ]

    assert numbers
    assert [kind.__name__ for kind, place in numbers if is_taken(kind, place)] == []


def test_every_longest_value_is_of_a_field() -> None:
    assert LONGEST.keys() - {name for one in buttons() for name in one.model_fields} == set()


def test_a_button_that_cannot_carry_it_is_noticed() -> None:
    class Wide(CallbackData, prefix="w" * 40):
        order: str
        draft: str

    with pytest.raises(ValueError, match="too long"):
        Wide.model_validate(longest(Wide)).pack()
