"""One way for the schema from version to version, taken whole or not at all when the shop starts.

Almost every start finds the newest schema. That is seen here by one look; Alembic upgrades it (alembic_runner.py).
"""

import logging
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from services.storage import tables
from services.storage.database import Database
from services.storage.dialect import insert

log = logging.getLogger(__name__)

OLDEST_COMPATIBLE = "0004"
"""The oldest code that may serve what this code makes of a database, by the newest schema which that code knows.

It is noted in the database. So an old process may be started again beside a new one, and a new version taken back.
"""
COMPATIBLE_KEY = "schema-bears"
MIGRATIONS = Path(__file__).parents[1] / "migrations"
SCHEMA_LOCK = 0x0CEA9
"""The advisory lock of PostgreSQL under which schemas change, so that two processes may start at once."""


class SchemaTooNew(Exception):
    """A newer version of the shop wrote this database, and is not compatible with this one; nothing was changed.

    `found` and `known` are revisions.
    """

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"the database has schema {found}, this version of the shop knows schemas up to {known}: "
            "run the newer version again, or restore the backup that was made before it"
        )
        self.found = found
        self.known = known


async def upgrade(db: Database) -> None:
    """Bring a database, an empty one too, to the newest schema in one transaction. Raises SchemaTooNew.

    A newer one that is compatible with this version stays as it is.
    """
    await _exclusively(db, _upgrade)


async def downgrade(db: Database, revision: str) -> None:
    """Go back to an older schema (`base`: to none), losing what only the newer one can hold. Raises SchemaTooNew."""
    await _exclusively(db, lambda connection: _migrate(connection, revision))


async def current(db: Database) -> str | None:
    """The revision of a database; None while it has no schema."""
    async with db.read() as reading:
        return await reading.connection.run_sync(_revision)


async def is_compatible_newer(db: Database) -> bool:
    """Return whether a database is that of a newer version which is compatible with this one."""
    async with db.read() as reading:
        return await reading.connection.run_sync(_is_compatible)


def newest() -> str:
    """The revision that this code was written for: that of the last file, whose name begins with it."""
    return _revisions()[-1]


def _revisions() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*_*.py"))


async def _exclusively(db: Database, change: Callable[[Connection], None]) -> None:
    async with db.begin() as tx:
        if not db.is_sqlite:  # where BEGIN IMMEDIATE has excluded everybody else already
            await tx.connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": SCHEMA_LOCK})
        await tx.connection.run_sync(change)


def _upgrade(connection: Connection) -> None:
    found, known = _revision(connection), newest()
    if _is_compatible(connection):
        log.warning("database_schema_newer", extra={"schema": found, "known": known})
        return
    _migrate(connection, known)
    if found != known:
        _record_compatible(connection)


def _is_compatible(connection: Connection) -> bool:
    found = _revision(connection)
    if found is None or found in _revisions():
        return False
    oldest = connection.scalar(select(tables.key_values.c.value).where(tables.key_values.c.key == COMPATIBLE_KEY))
    return oldest is not None and bytes(oldest).decode() <= newest()


def _record_compatible(connection: Connection) -> None:
    noted = insert(connection, tables.key_values).values(key=COMPATIBLE_KEY, value=OLDEST_COMPATIBLE.encode())
    connection.execute(noted.on_conflict_do_update(index_elements=["key"], set_={"value": noted.excluded.value}))


def _migrate(connection: Connection, wanted: str) -> None:
    found, known = _revision(connection), _revisions()
    if found is not None and found not in known:
        raise SchemaTooNew(found, known[-1])
    if found != wanted:
        from services.storage.schema import alembic_runner  # noqa: PLC0415 - a start that has nowhere to go pays no memory for it

        alembic_runner.walk(connection, MIGRATIONS, found, wanted)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
