"""A prepared statement says what SQLAlchemy would have said."""

import gc
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, NullPool, bindparam, create_engine, func, select, update
from sqlalchemy.exc import DBAPIError

from services.domain.stock.stock import StockState
from services.storage.dialect import InsertNew
from services.storage.sqlite.compiled_statements import PreparedStatements
from services.storage.tables import meta, metadata, products, stock
from services.storage.tables.columns import among

HIDDEN = select(products.c.hidden, products.c.slug).where(products.c.hidden == bindparam("hidden"))
SECRETS = select(stock.c.secret).where(among(stock.c.state, StockState.FREE, StockState.HELD)).order_by(stock.c.id)
RENAME = update(meta).where(meta.c.key == bindparam("which"))
PUT = InsertNew(meta, meta.c.key)._spoken["sqlite"]
COUNT = select(func.count().label("many")).select_from(products)


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect() as connection:
        for table in (products, stock, meta):
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            connection.exec_driver_sql(f"CREATE TABLE {table.name} ({columns})")
        connection.exec_driver_sql("CREATE UNIQUE INDEX one ON meta (key)")
        connection.exec_driver_sql("INSERT INTO products (slug, hidden) VALUES ('film', 0), ('song', 1), ('play', 1)")
        connection.exec_driver_sql("INSERT INTO stock_items (id, secret, state) VALUES (1, x'00ff', 'HELD')")
        connection.exec_driver_sql("INSERT INTO stock_items (id, secret, state) VALUES (2, NULL, 'FREE')")
        connection.exec_driver_sql("INSERT INTO stock_items (id, secret, state) VALUES (3, x'01', 'GIVEN')")
        yield connection


@pytest.fixture
def statements(connection: Connection) -> PreparedStatements:
    return PreparedStatements(connection.dialect)


def raw(connection: Connection) -> sqlite3.Connection:
    found: Any = connection.connection.dbapi_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def prepared(statements: PreparedStatements, statement: Executable, **parameters: object) -> Any:
    assert statements.find(statement, parameters) is None, "what is met for the first time is not worth it"
    return statements.find(statement, parameters)


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [(HIDDEN, {"hidden": True}), (HIDDEN, {"hidden": False}), (SECRETS, {}), (COUNT, {}),
     (PUT, {"key": "a", "value": b"1"})],
)  # fmt: skip
def test_the_rows_are_those_of_sqlalchemy(
    connection: Connection, statements: PreparedStatements, statement: Executable, parameters: dict[str, object]
) -> None:
    ours = prepared(statements, statement, **parameters)
    savepoint = connection.begin_nested()
    theirs = connection.execute(statement, parameters).all()
    savepoint.rollback()

    found = ours.rows(raw(connection), parameters).all()

    assert len(theirs) > 0
    assert [row._asdict() for row in found] == [row._asdict() for row in theirs]
    assert [[type(value) for value in row] for row in found] == [[type(value) for value in row] for row in theirs]


def test_a_change_counts_its_rows_and_may_have_other_columns_each_time(
    connection: Connection, statements: PreparedStatements
) -> None:
    connection.exec_driver_sql("INSERT INTO meta VALUES ('a', x'00')")

    changed = prepared(statements, RENAME, which="a", value=b"1").rows(raw(connection), {"which": "a", "value": b"1"})
    renamed = statements.find(RENAME, {"which": "a", "key": "b"})
    assert renamed is not None
    missed = renamed.rows(raw(connection), {"which": "c", "key": "d"})

    assert (changed.rowcount, missed.rowcount) == (1, 0)
    assert renamed.rows(raw(connection), {"which": "a", "key": "b"}).rowcount == 1
    assert connection.exec_driver_sql("SELECT * FROM meta").all() == [("b", b"1")]


def test_what_a_database_refuses_is_the_same_error(connection: Connection, statements: PreparedStatements) -> None:
    put = prepared(statements, RENAME, which="a", key="b")
    connection.exec_driver_sql("INSERT INTO meta VALUES ('a', x'00'), ('b', x'00')")

    with pytest.raises(DBAPIError, match="UNIQUE constraint failed"):
        put.rows(raw(connection), {"which": "a", "key": "b"})


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (select(stock.c.id).where(stock.c.id.in_(bindparam("ids", expanding=True))), {"ids": [1, 2]}),
        (select(stock.c.id).where(stock.c.id.in_([1, 2])), {}),
        (HIDDEN, {}),
    ],
)
def test_what_needs_more_than_an_exchange_of_values_is_left_to_sqlalchemy(
    statements: PreparedStatements, statement: Executable, parameters: dict[str, object]
) -> None:
    assert prepared(statements, statement, **parameters) is None


def test_what_was_built_for_one_use_is_forgotten(statements: PreparedStatements) -> None:
    for number in range(10):
        assert statements.find(select(stock.c.id).where(stock.c.id == number), {}) is None
    gc.collect()

    assert len(statements._known) == 0


def test_every_table_is_read_as_before(connection: Connection, statements: PreparedStatements) -> None:
    """No type of a column is unknown to what is prepared."""
    engine = connection.engine
    with engine.connect() as other:
        metadata.create_all(other)
        for table in metadata.sorted_tables:
            assert prepared(statements, select(table)).rows(raw(other), {}).all() == []
