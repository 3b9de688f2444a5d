"""Statements of SQLite that are put into SQL once.

SQLAlchemy looks a statement up, lays its parameters out and wraps its rows each time, which takes several times as long
as SQLite needs for the answer. A statement that is met again (a constant of a module) is prepared, and from then on
nothing changes but its values. What is built for one use never comes back, and what needs more than an exchange of
values cannot be prepared: both are left to SQLAlchemy.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable, ReturnsRows
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Parameters = Mapping[str, Any]
Change = Callable[[Any], Any]


class Rows:
    """What a statement gave, with as much of the face of SQLAlchemy's CursorResult as this project knows."""

    __slots__ = ("_found", "rowcount")

    def __init__(self, found: list[Any], rowcount: int) -> None:
        self._found = found
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    def all(self) -> list[Any]:
        """Every row."""
        return self._found

    def one_or_none(self) -> Any:  # noqa: ANN401 - a row of whatever was asked for
        """The row, if there is one; several are a mistake of the statement."""
        assert len(self._found) <= 1, "a statement for one row found several"
        return self._found[0] if self._found else None

    def scalars(self) -> Iterator[Any]:
        """The first column of every row."""
        return (row[0] for row in self._found)


class Prepared:
    """A statement as SQL, and where its values go."""

    def __init__(self, statement: Executable, compiled: SQLCompiler, given: frozenset[str]) -> None:
        dialect, places = compiled.dialect, compiled.positiontup or []
        encoders = {name: _encoder(bind.type, dialect) for name, bind in compiled.binds.items()}
        fixed = compiled.construct_params(_check=False)
        self._dialect = dialect
        self._sql = compiled.string
        self._fixed = [None if name in given else _changed(encoders[name], fixed[name]) for name in places]
        self._given = [(place, name, encoders[name]) for place, name in enumerate(places) if name in given]
        columns = list(statement.exported_columns) if isinstance(statement, ReturnsRows) else []
        decoders = [_decoder(column.type, dialect) for column in columns]
        self._decoders = [(place, change) for place, change in enumerate(decoders) if change is not None]
        names = [column.key or "" for column in columns]
        row = namedtuple("row", names, rename=True)  # type: ignore[misc] # noqa: PYI024 - known only now
        self._row = partial(tuple.__new__, row)

    def rows(self, connection: sqlite3.Connection, parameters: Parameters) -> Rows:
        """Run it. Raises DBAPIError, as SQLAlchemy does."""
        values = self._fixed.copy()
        for place, name, encode in self._given:
            values[place] = _changed(encode, parameters[name])
        try:
            cursor = connection.execute(self._sql, values)
            found = cursor.fetchall()
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                self._sql, values, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
            ) from error
        if self._decoders:
            found = [self._decoded(row) for row in found]
        return Rows([*map(self._row, found)], cursor.rowcount)

    def _decoded(self, row: tuple[Any, ...]) -> list[Any]:
        decoded = list(row)
        for place, decode in self._decoders:
            decoded[place] = decode(decoded[place])
        return decoded


class PreparedStatements:
    """What was met before, as long as it lives."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: WeakKeyDictionary[Executable, dict[tuple[str, ...], Prepared | None]] = WeakKeyDictionary()

    def find(self, statement: Executable, parameters: Parameters) -> Prepared | None:
        """The statement with values for these names; None if it is new here, or cannot be prepared."""
        known = self._known.get(statement)
        if known is None:
            self._known[statement] = {}
            return None
        names = tuple(parameters)
        if names not in known:
            known[names] = self._prepare(statement, frozenset(names))
        return known[names]

    def _prepare(self, statement: Executable, given: frozenset[str]) -> Prepared | None:
        compiled = statement.compile(dialect=self._dialect, column_keys=sorted(given))  # type: ignore[attr-defined]
        asks_for = {name for name, bind in compiled.binds.items() if bind.required}
        is_plain = not (compiled.post_compile_params or compiled.literal_execute_params or compiled.escaped_bind_names)
        is_told = not (compiled.insert_prefetch or compiled.update_prefetch) and asks_for <= given
        return Prepared(statement, compiled, given) if is_plain and is_told else None


def _encoder(kind: TypeEngine[Any], dialect: Dialect) -> Change | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _decoder(kind: TypeEngine[Any], dialect: Dialect) -> Change | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _changed(change: Change | None, value: object) -> object:
    return value if change is None else change(value)
