"""One way for the schema from version to version, taken whole or not at all when the shop starts.

Almost every start finds the newest schema. That is seen here by one look; the way itself is Alembic's (migrating.py).
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from services.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
TURN = 0x0CEA9
"""The advisory lock of PostgreSQL under which schemas change, so that two processes may start at once."""


class SchemaTooNew(Exception):
    """A newer version of the shop wrote this database; nothing was changed. `found` and `known` are revisions."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"the database has schema {found}, this version of the shop knows schemas up to {known}: "
            "run the newer version again, or restore the backup that was made before it"
        )
        self.found = found
        self.known = known


async def upgrade(db: Database) -> None:
    """Bring a database, an empty one too, to the newest schema in one transaction. Raises SchemaTooNew."""
    await _alone(db, lambda connection: _walk(connection, newest()))


async def downgrade(db: Database, revision: str) -> None:
    """Go back to an older schema (`base`: to none), losing what only the newer one can hold."""
    await _alone(db, lambda connection: _walk(connection, revision))


async def current(db: Database) -> str | None:
    """The revision of a database; None while it has no schema."""
    async with db.read() as reading:
        return await reading.connection.run_sync(_revision)


def newest() -> str:
    """The revision that this code was written for: that of the last file, whose name begins with it."""
    return _revisions()[-1]


def _revisions() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*_*.py"))


async def _alone(db: Database, change: Callable[[Connection], None]) -> None:
    async with db.begin() as tx:
        if not db.is_sqlite:  # where BEGIN IMMEDIATE has excluded everybody else already
            await tx.connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        await tx.connection.run_sync(change)


def _walk(connection: Connection, wanted: str) -> None:
    found, known = _revision(connection), _revisions()
    if found is not None and found not in known:
        raise SchemaTooNew(found, known[-1])
    if found != wanted:
        from services.storage import migrating  # noqa: PLC0415 - a start that has nowhere to go pays no memory for it

        migrating.walk(connection, MIGRATIONS, found, wanted)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
