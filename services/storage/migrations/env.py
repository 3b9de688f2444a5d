"""The way of Alembic to the database: over the connection and in the transaction of schema/alembic_runner.py"""

from alembic import context
from sqlalchemy import Connection

from services.storage.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata)
context.run_migrations()
