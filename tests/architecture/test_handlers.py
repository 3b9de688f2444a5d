"""The needs of every handler, which aiogram would find out only when a button is pressed."""

from collections.abc import Callable

import pytest
from aiogram import Router
from aiogram.filters import Command

from bot.dispatcher import routers
from handlers.ui.filters import COMMANDS
from tests.architecture.places import ADMIN, FALLBACK, FORGED, PAYMENT, dotted
from tests.architecture.posts import (
    AIOGRAM,
    Post,
    Posts,
    buttons,
    deaf,
    filtered_in_threads,
    heard,
    in_threads,
    lacking,
    mistaken,
    needed,
    open_doors,
    posts,
    stands_in,
    walk,
)


def test_everything_a_handler_asks_for_exists() -> None:
    assert posts()
    assert lacking(posts()) == []


def test_every_name_that_aiogram_hands_over_is_asked_for() -> None:
    assert AIOGRAM - {name for post in posts() for name in needed(post.handler)} == set()


def test_every_handler_reads_the_button_it_is_called_for() -> None:
    assert mistaken(posts()) == []


def test_no_filter_goes_through_a_thread() -> None:
    assert filtered_in_threads(posts()) == []


def test_no_handler_goes_through_a_thread() -> None:
    assert in_threads(posts()) == []


def test_every_button_says_to_whom_it_speaks_but_forged_and_forgotten_ones() -> None:
    expected = [f"{dotted(FORGED)}.reject (callback_query)", f"{dotted(FALLBACK)}.stale_button (callback_query)"]

    assert deaf(posts()) == expected
    assert routers()[-1].name == dotted(FALLBACK)


def test_only_staff_reach_what_is_for_staff() -> None:
    assert open_doors(posts()) == []


def made_up() -> list[Post]:
    """Handlers that break every rule, each by its name."""
    router, listening = Router(name="made up"), router_of_admins()

    async def asks(event: object, nobody: object) -> None: ...

    async def reads(event: object, callback_data: int) -> None: ...

    def waits(event: object) -> None: ...

    router.callback_query(lambda _: True)(asks)
    router.callback_query(next(one for one in buttons() if not stands_in(one, ADMIN)).filter())(reads)
    router.message()(waits)
    return [post for one in (router, listening) for post in walk(one, {}, {})]


def router_of_admins() -> Router:
    """Handlers of admins that anybody reaches: by where they stand, and by the button they hear."""
    router = Router(name="made up for admins")

    async def stands(event: object) -> None: ...

    async def hears(event: object) -> None: ...

    stands.__module__ = f"{dotted(ADMIN)}.made_up"
    router.message()(stands)
    router.callback_query(next(one for one in buttons() if stands_in(one, ADMIN)).filter())(hears)
    return router


@pytest.mark.parametrize(
    ("rule", "breaking"),
    [
        (lacking, ["asks"]),
        (mistaken, ["reads"]),
        (filtered_in_threads, ["asks"]),
        (in_threads, ["waits"]),
        (deaf, ["asks"]),
        (open_doors, ["stands", "hears"]),
    ],
)
def test_a_handler_that_breaks_a_rule_is_noticed(rule: Callable[[Posts], list[str]], breaking: list[str]) -> None:
    noticed = sorted(line.partition(" ")[0].rpartition(".")[2] for line in rule(made_up()))

    assert noticed == sorted(breaking)


def test_the_commands_of_the_shop_are_known_as_such() -> None:
    answered = {name for post in posts() for gate in post.gates if isinstance(gate, Command) for name in gate.commands}

    assert answered
    assert answered == COMMANDS


def test_every_button_has_exactly_one_who_listens() -> None:
    listening = heard(posts())

    assert {one.__name__: listening[one] for one in buttons() if listening[one] != 1} == {}
    assert max(heard([*posts(), *made_up()]).values()) > 1


def test_money_comes_before_everything_else() -> None:
    assert routers()[0].name == dotted(PAYMENT)
