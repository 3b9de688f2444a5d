"""The few places where SQLite and PostgreSQL spell one thing in two ways."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401 - two classes with one interface
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update` in the dialect at hand."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
