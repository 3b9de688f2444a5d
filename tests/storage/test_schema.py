from asyncio import gather
from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from services.storage.database import Database
from services.storage.schema import upgrade
from services.storage.schema.bootstrap import open_database
from services.storage.schema.upgrade import SchemaTooNew
from services.storage.tables import metadata
from services.storage.vault import Vault
from tests.support.databases import KEY

SQLITE_WORDS = (
    "SELECT name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version' AND type <> 'trigger' ORDER BY name"
)
POSTGRES_WORDS = """
SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
UNION ALL
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
UNION ALL
SELECT table_name || '.' || column_name,
       concat_ws(' ', ordinal_position, data_type, is_nullable, column_default)
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
ORDER BY 1, 2
"""


@pytest.fixture
async def bare(bare_url: str) -> AsyncIterator[Database]:
    """A database without any schema."""
    db = Database(bare_url, Vault([KEY]))
    yield db
    await db.close()


async def words(db: Database) -> list[tuple[str, ...]]:
    """All that a database says of its tables, constraints and indexes; SQLite writes added columns on one line."""
    async with db.read() as reading:
        rows = await reading.connection.execute(text(SQLITE_WORDS if db.is_sqlite else POSTGRES_WORDS))
        return [tuple(" ".join(word.split()) if isinstance(word, str) else word for word in row) for row in rows]


def differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


async def test_an_empty_database_gets_the_newest_schema(bare: Database) -> None:
    before = await upgrade.current(bare)

    await upgrade.upgrade(bare)

    assert (before, await upgrade.current(bare)) == (None, upgrade.newest())


def test_alembic_takes_the_last_file_for_the_newest_schema_too() -> None:
    script = ScriptDirectory(upgrade.MIGRATIONS)

    assert (script.get_heads(), len(list(script.walk_revisions()))) == ([upgrade.newest()], len(upgrade._revisions()))


async def test_alembic_finds_no_difference_between_the_migrations_and_the_tables(db: Database) -> None:
    async with db.read() as reading:
        found = await reading.connection.run_sync(differences)

    assert found == []


async def test_the_migrations_make_word_for_word_what_the_tables_say(bare: Database) -> None:
    await upgrade.upgrade(bare)
    migrated = await words(bare)
    await upgrade.downgrade(bare, "base")

    async with bare.begin() as tx:
        await tx.connection.run_sync(metadata.create_all)

    assert migrated == await words(bare)


async def test_up_down_up_ends_where_it_began(bare: Database) -> None:
    await upgrade.upgrade(bare)
    first = await words(bare)

    await upgrade.downgrade(bare, "base")
    nothing = await words(bare)
    await upgrade.upgrade(bare)

    assert (nothing, await words(bare)) == ([], first)


async def test_a_second_upgrade_changes_nothing(db: Database) -> None:
    before = await words(db)

    await upgrade.upgrade(db)

    assert await words(db) == before


async def test_two_that_start_together_do_not_disturb_each_other(bare_url: str) -> None:
    opened = await gather(*(open_database(bare_url, [KEY]) for _ in range(4)))

    revisions = [await upgrade.current(db) for db in opened]
    marks = {db.vault.fingerprint("code") for db in opened}
    await gather(*(db.close() for db in opened))

    assert (revisions, len(marks)) == ([upgrade.newest()] * 4, 1)


async def made_by_a_newer_version(db: Database, bears: str) -> None:
    """A database of a schema that nobody here knows."""
    await upgrade.upgrade(db)
    async with db.begin() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await tx.key_values.put(upgrade.COMPATIBLE_KEY, bears.encode())


async def test_a_database_of_a_newer_version_is_refused_and_not_touched(bare: Database) -> None:
    await made_by_a_newer_version(bare, "9999")

    with pytest.raises(SchemaTooNew) as refusal:
        await upgrade.upgrade(bare)

    assert (refusal.value.found, refusal.value.known) == ("9999", upgrade.newest())
    assert "run the newer version again" in str(refusal.value)
    assert await upgrade.current(bare) == "9999"


async def test_a_database_of_a_newer_version_that_bears_this_one_is_served_as_it_is(bare: Database) -> None:
    await made_by_a_newer_version(bare, upgrade.newest())
    before = await words(bare)

    await upgrade.upgrade(bare)

    assert (await words(bare), await upgrade.current(bare)) == (before, "9999")


async def test_a_database_says_which_versions_it_bears(bare: Database) -> None:
    await upgrade.upgrade(bare)

    async with bare.read() as reading:
        assert await reading.key_values.get(upgrade.COMPATIBLE_KEY) == upgrade.OLDEST_COMPATIBLE.encode()
    assert upgrade.OLDEST_COMPATIBLE in upgrade._revisions()


async def test_a_migration_that_breaks_leaves_nothing_behind(bare: Database) -> None:
    async with bare.begin() as tx:
        await tx.connection.execute(text("CREATE TABLE tickets (id TEXT)"))
    before = await words(bare)

    with pytest.raises(DBAPIError):
        await upgrade.upgrade(bare)

    assert (await words(bare), await upgrade.current(bare)) == (before, None)
