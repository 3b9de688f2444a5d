"""The handlers of the shop as aiogram finds them, and what may be wrong with them."""

import ast
import importlib
import inspect
import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from bot.app import Services
from bot.dispatcher import routers
from handlers.admin.access import InPerson, StaffAccess
from tests.architecture.places import ADMIN, HANDLERS, MIDDLEWARES, dotted
from tests.architecture.source import modules

AIOGRAM = {"bot", "state"}


@dataclass(frozen=True)
class Post:
    """A handler, where it stands and what must be true before it is called."""

    handler: HandlerObject
    observer: str
    gates: tuple[object, ...]
    guards: tuple[object, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.handler.callback.__module__}.{self.handler.callback.__name__} ({self.observer})"

    @property
    def data(self) -> list[type[CallbackData]]:
        return [gate.callback_data for gate in self.gates if isinstance(gate, CallbackQueryFilter)]


def filters(observer: TelegramEventObserver) -> list[Any]:
    return [one.callback for one in observer._handler.filters or []]


Gates = dict[str, tuple[object, ...]]


def walk(router: Router, above: Gates, outside: Gates) -> Iterator[Post]:
    observers = router.observers.items()
    gates = {name: (*above.get(name, ()), *filters(observer)) for name, observer in observers}
    guards = {name: (*outside.get(name, ()), *observer.middleware) for name, observer in observers}
    for name, observer in observers:
        for handler in observer.handlers:
            own = (one.callback for one in handler.filters or [])
            yield Post(handler, name, (*gates[name], *own), guards[name])
    for inner in router.sub_routers:
        yield from walk(inner, gates, guards)


Posts = Iterable[Post]


@cache
def posts() -> tuple[Post, ...]:
    return tuple(post for router in routers() for post in walk(router, {}, {}))


@cache
def buttons() -> tuple[type[CallbackData], ...]:
    """Everything that a button of the shop may carry."""
    for module in modules(HANDLERS):
        importlib.import_module(dotted(module.path))
    return tuple(one for one in CallbackData.__subclasses__() if stands_in(one, HANDLERS))


def stands_in(one: object, folder: str) -> bool:
    return f"{one.__module__}.".startswith(f"{dotted(folder)}.")


@cache
def handed_over() -> frozenset[str]:
    """The names that aiogram can fill in: those of the shop, of our middlewares, and its own."""
    kept = {"settings", "db", "policy"}
    shop = set(Services.__dataclass_fields__)
    assert kept < shop
    added = {
        word.arg
        for module in modules(MIDDLEWARES)
        for call in module.calls
        if ast.unparse(call.func) == "data.update"
        for word in call.keywords
        if word.arg
    }
    assert added, "the middlewares introduce somebody"
    return frozenset((shop - kept) | {"pages"} | added | AIOGRAM)


def needed(handler: HandlerObject) -> set[str]:
    """Return the names that must be handed over: all but the event itself and what can be done without."""
    wanted = list(inspect.signature(handler.callback).parameters.values())[1:]
    return {one.name for one in wanted if one.default is inspect.Parameter.empty}


def lacking(posts: Posts) -> list[str]:
    """Handlers that ask for what nobody hands over."""
    asked = {
        post.name: needed(post.handler)
        - handed_over()
        - ({"callback_data"} if post.data else set())
        - {word for one in (*post.gates, *post.guards) for word in getattr(one, "gives", ())}
        - ({"command"} if any(isinstance(gate, Command) for gate in post.gates) else set())
        for post in posts
    }
    return [f"{name} lacks {missing}" for name, missing in asked.items() if missing]


def mistaken(posts: Posts) -> list[str]:
    """Handlers that read another button than the one they are called for."""
    wanted = [(post, typing.get_type_hints(post.handler.callback).get("callback_data")) for post in posts]
    return [
        f"{post.name} reads {kind}, gets {post.data}"
        for post, kind in wanted
        if kind is not None and not set(post.data) <= {kind, *typing.get_args(kind)}
    ]


def filtered_in_threads(posts: Posts) -> list[str]:
    """Handlers with a filter that is no coroutine."""

    def is_async(gate: object) -> bool:
        return isinstance(gate, Filter) and inspect.iscoroutinefunction(type(gate).__call__)

    return [f"{post.name}: {gate}" for post in posts for gate in post.gates if not is_async(gate)]


def in_threads(posts: Posts) -> list[str]:
    """Handlers that are no coroutine."""
    return [post.name for post in posts if not post.handler.awaitable]


def deaf(posts: Posts) -> list[str]:
    """Handlers of buttons that do not say which."""
    return [post.name for post in posts if post.observer == "callback_query" and not post.data]


def open_doors(posts: Posts) -> list[str]:
    """Handlers of staff that anybody reaches."""
    behind = [post for post in posts if any(stands_in(one, ADMIN) for one in (post.handler.callback, *post.data))]
    assert behind
    return [post.name for post in behind if not _is_guarded(post)]


def _is_guarded(post: Post) -> bool:
    return any(isinstance(one, StaffAccess) for one in post.guards) and any(
        isinstance(one, InPerson) for one in post.gates
    )


def heard(posts: Posts) -> Counter[type[CallbackData]]:
    """Return the number of handlers of each button."""
    return Counter(data for post in posts if post.observer == "callback_query" for data in post.data)
