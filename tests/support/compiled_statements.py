"""The compiled statements of SQLAlchemy, kept from test to test, though each test has an engine of its own.

An engine keeps it as long as it lives, a process of the shop therefore for good. A test lives for some statements, and
would spend a third of its time on compiling them again.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event


class Compiled(dict[Any, Any]):
    """The cache of all engines of a kind. SQLAlchemy's keys begin with the engine's own dialect: it is left out."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


def share() -> None:
    """From now on the engines of this process share what they compile, one cache for each database."""
    caches: dict[str, Compiled] = {}

    def lend(connection: Connection) -> None:
        connection.execution_options(compiled_cache=caches.setdefault(connection.dialect.name, Compiled()))

    event.listen(Engine, "engine_connect", lend)
