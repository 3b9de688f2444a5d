"""The fixtures of all tests. A test that asks for a shop runs twice: on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from services.storage.database import Database
from services.storage.schema.bootstrap import load_fingerprint_key
from services.storage.vault import Vault
from tests.support import compiled_statements, databases
from tests.support.beginnings import PostgresLines, PostgresRows, SqliteFiles, comes, finds, people_of
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ManualClock, ShopHarness

ENGINES = ["sqlite", "postgresql"]

LONGEST = (
    "test_retries", "test_crawler", "test_fleet", "test_simulation", "test_kills", "test_races", "test_journey",
    "test_narrow", "test_power_loss", "test_pasting", "test_sigterm", "test_lost_replies", "test_mutations",
)  # fmt: skip
"""Files of ten seconds of the processor and more, the longest first."""
LONG = {"e2e", "simulation", "chaos", "races", "client_compat", "browser"}

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy machine is no fault of the code
compiled_statements.share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files begin first, so that no worker is left alone with one at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda one: (places.get(one.path.stem, len(LONGEST)), one.path.parent.name not in LONG))


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """SQLite files to begin with."""
    return SqliteFiles(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def sqlite_template(sqlite_files: SqliteFiles) -> Path:
    """A SQLite file of the newest schema, to be copied."""
    return sqlite_files.empty


@pytest.fixture(scope="session")
def postgres_rows() -> Iterator[PostgresRows]:
    """One PostgreSQL database of the newest schema, emptied after each test."""
    with databases.postgres_database("test") as url:
        databases.run(databases.make(url))
        rows = PostgresRows(url)
        yield rows
        rows.close()


@pytest.fixture(scope="session")
def postgres_url(postgres_rows: PostgresRows) -> str:
    """The address of this database."""
    return postgres_rows.url


@pytest.fixture(scope="session")
async def postgres_lines() -> AsyncIterator[PostgresLines]:
    """The connections to it."""
    lines = PostgresLines()
    yield lines
    await lines.close()


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the newest schema: SQLite, then PostgreSQL. Empty, or what a test asks for is there already."""
    people = people_of(request.fixturenames)
    if request.param == "sqlite":
        files: SqliteFiles = request.getfixturevalue("sqlite_files")
        template = files.furnished(people) if "is_furnished" in request.fixturenames else files.empty
        yield databases.copy_of(template, tmp_path / "shop.sqlite3")
        return
    rows: PostgresRows = request.getfixturevalue("postgres_rows")
    try:
        if "is_furnished" in request.fixturenames:
            rows.fill(people)
        if "is_alone" in request.fixturenames:
            rows.rest()
        yield rows.url
    finally:
        rows.empty()


@pytest.fixture(params=ENGINES)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any schema: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        yield databases.sqlite_url(tmp_path / "bare.sqlite3")
        return
    with databases.postgres_database("bare") as found:
        yield found


@pytest.fixture
def real() -> ManualClock:
    """The clock of leases and back-off."""
    return ManualClock()


@pytest.fixture
async def db(url: str, real: ManualClock, postgres_lines: PostgresLines) -> AsyncIterator[Database]:
    """An open database."""
    database = Database(url, Vault([databases.KEY]), real)  # of the newest schema already: nothing is to be upgraded
    async with postgres_lines.lent(database):
        await load_fingerprint_key(database)
        yield database


@pytest.fixture
def is_alone() -> None:
    """Nobody but the test is connected to the database of `url`."""


@pytest.fixture
def is_furnished(request: pytest.FixtureRequest) -> bool:
    """Return whether `url` has seen that a shop is asked for, and made it."""
    return "url" in request.fixturenames


@pytest.fixture
def ann_is_known(is_furnished: bool) -> bool:  # noqa: FBT001 - a fixture comes by its name
    """The same of a customer."""
    return is_furnished


@pytest.fixture
def bob_is_known(is_furnished: bool) -> bool:  # noqa: FBT001 - a fixture comes by its name
    """The same of another one."""
    return is_furnished


@pytest.fixture
async def shop(db: Database, real: ManualClock, is_furnished: bool) -> ShopHarness:  # noqa: FBT001 - see above
    """A shop with terms and products, without stock and without customers."""
    opened = ShopHarness(db, real=real)
    if not is_furnished:
        await opened.furnish()
    return opened


@pytest.fixture
async def ann(shop: ShopHarness, ann_is_known: bool) -> CustomerDriver:  # noqa: FBT001 - see above
    """Speaks English and has accepted the terms."""
    return await (finds if ann_is_known else comes)(shop, "ann")


@pytest.fixture
async def bob(shop: ShopHarness, bob_is_known: bool) -> CustomerDriver:  # noqa: FBT001 - see above
    """Speaks Chinese and has accepted the terms."""
    return await (finds if bob_is_known else comes)(shop, "bob")
