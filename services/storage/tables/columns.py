"""The words that all tables are written in: keys, moments, words, ciphertext, states."""

from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    func,
    literal_column,
)

from services.domain.messaging.notice import NoticeState

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

S = TypeVar("S", bound=StrEnum)
Serial = BigInteger().with_variant(Integer, "sqlite")


def key() -> Column[Any]:
    """A number of its own for each row."""
    return Column("id", Serial, primary_key=True, autoincrement=True)


def timestamp(name: str, *, required: bool = False, stored: str = "") -> Column[Any]:
    """A moment in UTC milliseconds; `stored` is the name in the database where it differs."""
    return Column(stored or name, BigInteger, key=name, nullable=not required)


def string(name: str, *, required: bool = True, stored: str = "") -> Column[Any]:
    """A text; `stored` is the name in the database where it differs."""
    return Column(stored or name, Text, key=name, nullable=not required)


def encrypted(name: str, *, required: bool = False, stored: str = "") -> Column[Any]:
    """Bytes that only the vault can read; `stored` is the name in the database where it differs."""
    return Column(stored or name, LargeBinary, key=name, nullable=not required)


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A constraint that a column holds one of the values of an enumeration."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def in_states(column: ColumnElement[Any], *states: str) -> ColumnElement[bool]:
    """Return whether a column holds one of some states.

    Written out, since they never change while the statement lives, and since an index of the rows in one state serves
    no statement that might ask for another.
    """
    written: list[ColumnElement[Any]] = [literal_column(f"'{state}'") for state in sorted(states)]
    return column == written[0] if len(written) == 1 else column.in_(written)


def outbox_columns() -> list[Column[Any]]:
    """Return the columns of every outbox: when it is due (real time), until when it is held, how often tried."""
    return [
        Column("due_at", BigInteger, nullable=False),
        Column("lease_until", BigInteger),
        Column("attempts", SmallInteger, nullable=False, server_default="0"),
        Column("message_id", BigInteger),
        Column("error", Text),
    ]


def is_due(table: Table, now: int, *, by_id: bool = False) -> ColumnElement[bool]:
    """Return the condition of being due, or left behind by its holder (real time). Refunds have notices' words.

    `by_id`: PostgreSQL is to find the rows by their ids, and never by the index of all that is due.
    """
    state = func.coalesce(table.c.state, "") if by_id else table.c.state
    left = in_states(state, NoticeState.SENDING) & (table.c.lease_until <= now)
    return (in_states(state, NoticeState.DUE) & (table.c.due_at <= now)) | left
