"""The runner of Alembic's migrations, loaded when needed: it takes more memory than all the rest of the storage."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def walk(connection: Connection, migrations: Path, found: str | None, wanted: str) -> None:
    """Go from one revision to another (`base`: to none), over this connection and in its transaction."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    back = found is not None and (wanted == "base" or wanted < found)
    (command.downgrade if back else command.upgrade)(config, wanted)
