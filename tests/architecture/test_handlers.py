"""What aiogram would find out only when a button is pressed: every handler is asked here what it needs."""

import ast
import importlib
import inspect
import typing
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery, User

from bot.app import Shop
from bot.dispatcher import routers
from handlers.filters import COMMANDS, FromAdmin
from handlers.forged import Forged
from services.catalog_file.entries import LARGEST_QUANTITY
from services.domain.ids import new_id
from services.domain.money import LARGEST
from services.payments import PROVIDERS
from tests.architecture.source import modules

MOST_BYTES = 64
SOMEBODY = User(id=1001, is_bot=False, first_name="Ann")
AIOGRAM = {"bot", "state", "raw_state", "event_from_user", "event_chat", "event_context", "event_update"}
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
    "most": 10**4,
    "left": 10**4,
    "refund": 10**8,
    "order": new_id(),
    "subscription": new_id(),
    "renews": new_id(),
    "ticket": new_id(),
    "batch": new_id(),
    "onward": f"r{new_id()}",
    "intent": "w" * 8,
    "draft": "A" * 22,
    "digest": "f" * 16,
    "number": "7KQ2-M9XF",
    "slug": "s" * 32,
    "value": "semicolon",
    "reason": "w" * 20,
    "method": max(PROVIDERS, key=len),
}
"""The longest value that a field can have in a shop of a million orders; a new field must be thought about here."""


@dataclass(frozen=True)
class Post:
    """A handler, where it stands and what must be true before it is called."""

    handler: HandlerObject
    observer: str
    gates: tuple[object, ...]

    @property
    def name(self) -> str:
        return f"{self.handler.callback.__module__}.{self.handler.callback.__name__} ({self.observer})"

    @property
    def data(self) -> list[type[CallbackData]]:
        return [gate.callback_data for gate in self.gates if isinstance(gate, CallbackQueryFilter)]


def filters(observer: TelegramEventObserver) -> list[Any]:
    return [one.callback for one in observer._handler.filters or []]


def walk(router: Router, above: dict[str, tuple[object, ...]]) -> Iterator[Post]:
    gates = {name: (*above.get(name, ()), *filters(observer)) for name, observer in router.observers.items()}
    for name, observer in router.observers.items():
        for handler in observer.handlers:
            yield Post(handler, name, (*gates[name], *(one.callback for one in handler.filters or [])))
    for inner in router.sub_routers:
        yield from walk(inner, gates)


@cache
def posts() -> tuple[Post, ...]:
    return tuple(post for router in routers() for post in walk(router, {}))


def named(pick: str) -> list[Post]:
    return [post for post in posts() if post.observer == pick]


@cache
def buttons() -> tuple[type[CallbackData], ...]:
    """Everything that a button of the shop may carry."""
    for module in modules("handlers"):
        importlib.import_module(module.path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    return tuple(one for one in CallbackData.__subclasses__() if one.__module__.startswith("handlers."))


@cache
def handed_over() -> frozenset[str]:
    """The names that aiogram can fill in: those of the shop, of our middlewares, and its own."""
    shop = set(Shop.__dataclass_fields__) - {"settings", "db", "policy"}
    added = {
        word.arg
        for module in modules("bot/middlewares.py")
        for call in module.calls
        if ast.unparse(call.func) == "data.update"
        for word in call.keywords
        if word.arg
    }
    assert added, "the middlewares introduce somebody"
    return frozenset(shop | added | AIOGRAM)


def needed(handler: HandlerObject) -> set[str]:
    """What must be handed over by name: all but the event itself and what can be done without."""
    wanted = list(inspect.signature(handler.callback).parameters.values())[1:]
    return {one.name for one in wanted if one.default is inspect.Parameter.empty}


def test_everything_a_handler_asks_for_exists() -> None:
    asked = {
        post.name: needed(post.handler)
        - handed_over()
        - ({"callback_data"} if post.data else set())
        - {word for gate in post.gates for word in getattr(gate, "gives", ())}
        - ({"command"} if any(isinstance(gate, Command) for gate in post.gates) else set())
        for post in posts()
    }

    assert {name: missing for name, missing in asked.items() if missing} == {}


def test_every_handler_reads_the_button_it_is_called_for() -> None:
    mistaken = []
    for post in posts():
        wanted = typing.get_type_hints(post.handler.callback).get("callback_data")
        if wanted is not None and not set(post.data) <= {wanted, *typing.get_args(wanted)}:
            mistaken.append(f"{post.name} reads {wanted}, gets {post.data}")

    assert mistaken == []


def test_the_commands_of_the_shop_are_known_as_such() -> None:
    answered = {name for post in posts() for gate in post.gates if isinstance(gate, Command) for name in gate.commands}

    assert answered == COMMANDS


def test_no_filter_goes_through_a_thread() -> None:
    def is_async(gate: object) -> bool:
        return isinstance(gate, Filter) and inspect.iscoroutinefunction(type(gate).__call__)

    slow = [f"{post.name}: {gate}" for post in posts() for gate in post.gates if not is_async(gate)]

    assert slow == []


def test_no_handler_goes_through_a_thread() -> None:
    assert [post.name for post in posts() if not post.handler.awaitable] == []


def test_every_button_says_to_whom_it_speaks_but_forged_and_forgotten_ones() -> None:
    deaf = [post.name for post in named("callback_query") if not post.data]

    assert deaf == ["handlers.forged.made_up (callback_query)", "handlers.fallback.stale_button (callback_query)"]
    assert routers()[-1].name == "handlers.fallback"


def test_every_button_has_exactly_one_who_listens() -> None:
    listening = Counter(data for post in named("callback_query") for data in post.data)

    assert {one.__name__: listening[one] for one in buttons() if listening[one] != 1} == {}


def test_no_two_buttons_look_alike() -> None:
    prefixes = Counter(one.__prefix__ for one in buttons())

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

    assert not await Forged()(CallbackQuery(id="1", from_user=SOMEBODY, chat_instance="1", data=packed))
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


def test_only_admins_reach_what_is_for_admins() -> None:
    behind = [post for post in posts() if post.handler.callback.__module__.startswith("handlers.admin")]
    carrying = [post for post in posts() if any(one.__module__.startswith("handlers.admin") for one in post.data)]
    open_doors = [
        post.name for post in [*behind, *carrying] if not any(isinstance(gate, FromAdmin) for gate in post.gates)
    ]

    assert behind
    assert open_doors == []


def test_money_comes_before_everything_else() -> None:
    assert routers()[0].name == "handlers.payment"
