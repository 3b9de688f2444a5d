"""One way for the schema from version to version, Alembic's, taken whole or not at all when the shop starts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

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
    await _alone(db, _to_head)


async def downgrade(db: Database, revision: str) -> None:
    """Go back to an older schema (`base`: to none), losing what only the newer one can hold."""
    await _alone(db, lambda connection: command.downgrade(_config(connection), revision))


async def current(db: Database) -> str | None:
    """The revision of a database; None while it has no schema."""
    async with db.read() as reading:
        return await reading.connection.run_sync(_revision)


def newest() -> str:
    """The revision that this code was written for."""
    return str(_script().get_current_head())


async def _alone(db: Database, change: Callable[[Connection], None]) -> None:
    async with db.begin() as tx:
        if not db.is_sqlite:  # where BEGIN IMMEDIATE has excluded everybody else already
            await tx.connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        await tx.connection.run_sync(change)


@cache
def _script() -> ScriptDirectory:
    """The migrations; they stay the same for as long as a process lives."""
    return ScriptDirectory(MIGRATIONS)


def _to_head(connection: Connection) -> None:
    found = _revision(connection)
    script = _script()
    known = {one.revision for one in script.walk_revisions()}
    if found is not None and found not in known:
        raise SchemaTooNew(found, str(script.get_current_head()))
    if found != script.get_current_head():
        command.upgrade(_config(connection), "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
