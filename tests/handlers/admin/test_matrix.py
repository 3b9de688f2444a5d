"""The permission matrix: every staff button, command and message, as everybody; exactly the cells of the table pass.

The updates are made of the filters of the handlers that are registered, so a new button is pressed here by itself. They
go through the real dispatcher and a real database up to the handler, whose work is not done.
"""

import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

import pytest
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, Filter, StateFilter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.fsm.state import State

from handlers import admin
from handlers.admin.access import StaffAccess
from handlers.admin.permissions import AWAITED, BUTTONS, COMMANDS, STAFF_PREFIX, UNASKED, HandlerNotListed, needs
from handlers.admin.ui.filters import OfAnswer, OfImport
from handlers.ui.filters import HasGoodsFile
from sandbox.api.json_types import Json
from services.domain.staff.member import Member
from services.domain.staff.role import PERMISSIONS, Permission, Role
from services.domain.stock.stock import DraftPart
from services.domain.support.ticket import Topic
from tests.architecture.posts import Post, buttons, stands_in, walk
from tests.simulation.retry_fixture import ANN, BEN, CAST, LI, OLIVIA, STRANGER, furnished
from tests.simulation.retry_harness import RetryFixture, RetryHarness
from tests.simulation.virtual_time import simulated_environment

GROUP = {"id": -100_500, "type": "supergroup", "title": "Staff"}
CHANNEL = {"id": -100_777, "type": "channel", "title": "Somebody"}
ROBOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PEOPLE = {OLIVIA: Role.OWNER, ANN: Role.MANAGER, LI: Role.SUPPORT, BEN: Role.AUDITOR, STRANGER: None}
ALBUM, DRAFT = 77, 78
"""The messages of an answer's album and of an import."""


class Speaking(StrEnum):
    """A way in which an update can come."""

    IN_PERSON = "in person"
    AS_A_CHANNEL = "as a channel"
    ANONYMOUSLY = "as an anonymous admin"
    IN_A_GROUP = "in a group"


@dataclass(frozen=True)
class Act:
    """An update that one handler of staff is for, and what it needs."""

    name: str
    needed: frozenset[Permission]
    body: Json
    state: State | None = None


def staff_posts() -> list[Post]:
    return list(walk(admin.router, {}, {}))


def acts() -> Iterator[Act]:
    """Each command, button and message of each handler."""
    for post in staff_posts():
        needed = needs(post.handler)
        for one in post.handler.filters or []:
            for name, body, state in _made_for(one.callback):
                yield Act(f"{name} ({post.name})", needed, body, state)


def _made_for(condition: object) -> Iterator[tuple[str, Json, State | None]]:
    match condition:
        case Command():
            for name in condition.commands:
                yield f"/{name}", {"message": {"text": f"/{name}"}}, None
        case CallbackQueryFilter():
            packed = sample(condition.callback_data).pack()
            yield packed, {"callback_query": {"data": packed}}, None
        case StateFilter():
            for state in condition.states:
                if isinstance(state, State):
                    yield str(state.state), {"message": {"text": "words"}}, state
        case Filter() if type(condition) in UNASKED:
            yield type(condition).__name__, MESSAGES[type(condition)], None


MESSAGES: dict[type[Filter], Json] = {
    HasGoodsFile: {"message": {"document": {"file_id": "f", "file_unique_id": "f", "file_name": "codes.txt"}}},
    OfAnswer: {"message": {"message_id": ALBUM, "text": "words", "media_group_id": "album"}},
    OfImport: {"edited_message": {"message_id": DRAFT, "text": "CODE", "edit_date": 2}},
}
"""A message for each filter; whom it is of, `prepared` sees to."""


def sample(button: type[CallbackData]) -> CallbackData:
    """A button of a class, with anything in it."""
    return button(**{name: _value(field.annotation) for name, field in button.model_fields.items()})


def _value(kind: Any) -> object:
    if get_origin(kind) is not None:
        return _value(get_args(kind)[0])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    return {str: "x", int: 1, bool: True}[kind]


async def prepared(harness: RetryHarness) -> None:
    """Everybody has a role, an album under way and an import."""
    await furnished(harness)
    await harness.does(STRANGER, "/start")
    async with harness.shop.db.begin() as tx:
        for who, role in PEOPLE.items():
            if role is not None and role is not Role.OWNER:
                await tx.staff.put(Member(who, role, OLIVIA, 1))
    drafts, support = harness.shop.stock_importer.drafts, harness.shop.support
    asking = await harness.shop.directory.get_or_create(4_711, "Somebody", "en")
    ticket = await support.ask(asking, Topic.SUPPORT, "Where is it?")
    for who in PEOPLE:
        await support.answer(ticket.id, who, "here", dedup_key=f"{who}", album="album")
        await drafts.open(f"draft-{who}", who, "code")
        draft = await drafts.find(f"draft-{who}", who)
        assert draft is not None
        await drafts.put(draft, DraftPart(DRAFT, text="CODE"))


def update(act: Act, who: int, speaking: Speaking) -> Json:
    """The update of an act, from somebody."""
    [(kind, body)] = act.body.items()
    person = next(dict(one) for one in CAST if one["id"] == who)
    sender = {"id": who, "is_bot": False, "first_name": person["first_name"]}
    chat = {"id": who, "type": "private", "first_name": person["first_name"]}
    header: Json = {"message_id": 900, "date": 1, "from": sender, "chat": chat}
    match speaking:
        case Speaking.AS_A_CHANNEL:
            header["sender_chat"] = CHANNEL
        case Speaking.ANONYMOUSLY:
            header |= {"from": ROBOT, "chat": GROUP, "sender_chat": GROUP}
        case Speaking.IN_A_GROUP:
            header["chat"] = GROUP
    if kind != "callback_query":
        return {kind: header | body}
    if speaking is Speaking.AS_A_CHANNEL:
        header["chat"] = CHANNEL  # nobody presses as a channel, but under its posts
    pressed = header | {"from": {"id": 42, "is_bot": True, "first_name": "Shop"}, "text": "screen"}
    return {kind: {"id": "1", "from": header["from"], "chat_instance": "1", "message": pressed, **body}}


@pytest.fixture(scope="module")
def fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RetryFixture]:
    """A shop with staff of every role."""
    with simulated_environment(0) as given:
        bare = RetryFixture(given, tmp_path_factory.mktemp("matrix"), random.Random("ids"), CAST)
        yield bare.then(prepared)


class Passed:
    """Notes the handlers that the guard lets through, and does not call them."""

    def __init__(self) -> None:
        self.names: list[str] = []

    async def __call__(self, _handler: Callable[..., Awaitable[Any]], _event: object, data: dict[str, Any]) -> None:
        callback = data["handler"].callback
        self.names.append(f"{callback.__module__}.{callback.__name__}")


OBSERVERS = (admin.router.message, admin.router.edited_message, admin.router.callback_query)


@pytest.fixture
def passed() -> Iterator[Passed]:
    """The handlers of staff that were reached."""
    note = Passed()
    for observer in OBSERVERS:
        observer.middleware.register(note)
    yield note
    for observer in OBSERVERS:
        observer.middleware.unregister(note)


async def reached(harness: RetryHarness, act: Act, who: int, speaking: Speaking, passed: Passed) -> bool:
    """Return whether the guard has let an act through."""
    state = harness.dispatcher.fsm.get_context(harness.bot, who, who)
    await state.set_state(act.state)
    passed.names.clear()
    await harness.does(who, update(act, who, speaking))
    return bool(passed.names)


ACTS = tuple(acts())


@pytest.mark.parametrize("speaking", Speaking)
def test_exactly_the_cells_of_the_table_pass(fixture: RetryFixture, passed: Passed, speaking: Speaking) -> None:
    async def press_everything(harness: RetryHarness) -> list[str]:
        wrong = []
        for act in ACTS:
            for who, role in PEOPLE.items():
                may = role is not None and act.needed <= PERMISSIONS[role]
                if await reached(harness, act, who, speaking, passed) is not (may and speaking is Speaking.IN_PERSON):
                    wrong.append(f"{act.name} as {role or 'customer'}")
        return wrong

    assert len(ACTS) >= len(BUTTONS) + len(COMMANDS) + len(AWAITED) + len(UNASKED)
    assert fixture.run(press_everything) == []


def test_every_handler_of_staff_stands_in_the_table() -> None:
    def listed(handler: HandlerObject) -> bool:
        try:
            return bool(needs(handler))
        except HandlerNotListed:
            return False

    assert [post.name for post in staff_posts() if not listed(post.handler)] == []


def test_every_button_of_staff_stands_in_the_table_and_no_other() -> None:
    marked = {one for one in buttons() if one.__prefix__.startswith(STAFF_PREFIX)}

    assert marked == set(BUTTONS)
    assert {one for one in buttons() if stands_in(one, "handlers/admin")} == marked


def test_the_table_names_nothing_that_is_gone() -> None:
    heard = [one.callback for post in staff_posts() for one in post.handler.filters or []]
    commands = {name for one in heard if isinstance(one, Command) for name in one.commands}
    states = {state for one in heard if isinstance(one, StateFilter) for state in one.states if state is not None}

    assert (set(COMMANDS), set(AWAITED)) == (commands, states)
    assert set(BUTTONS) == {one.callback_data for one in heard if isinstance(one, CallbackQueryFilter)}
    assert set(UNASKED) <= {type(one) for one in heard}


async def test_a_handler_that_the_table_does_not_know_is_closed_to_everybody() -> None:
    async def handler(_event: object) -> None: ...

    with pytest.raises(HandlerNotListed):
        needs(HandlerObject(handler))
    assert [type(one) for observer in OBSERVERS for one in observer.middleware] == [StaffAccess] * len(OBSERVERS)
