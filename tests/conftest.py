"""The fixtures of all tests. A test that asks for a shop runs twice: on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from services.domain.values.language import Language
from services.storage.database import Database
from services.storage.schema.bootstrap import load_fingerprint_key
from services.storage.vault import Vault
from tests.support import compiled_statements, databases
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ManualClock, ShopHarness

ENGINES = ["sqlite", "postgresql"]

LONGEST = (
    "test_simulation", "test_kills", "test_fleet", "test_crawler", "test_retries", "test_deadly", "test_races",
    "test_mutations", "test_power_loss", "test_lost_replies", "test_pasting",
)  # fmt: skip
"""Files of half a minute and more, the longest first."""
LONG = {"e2e", "simulation", "chaos", "races", "client_compat", "browser"}

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a busy machine is no fault of the code
compiled_statements.share()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files begin first, so that no worker is left alone with one at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda one: (places.get(one.path.stem, len(LONGEST)), one.path.parent.name not in LONG))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file of the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "shop.sqlite3"
    databases.run(databases.make(databases.sqlite_url(path)))
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One PostgreSQL database of the newest schema, emptied after each test."""
    with databases.postgres_database("test") as url:
        databases.run(databases.make(url))
        yield url


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the newest schema: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        yield databases.copy_of(request.getfixturevalue("sqlite_template"), tmp_path / "shop.sqlite3")
        return
    found = request.getfixturevalue("postgres_url")
    yield found
    databases.run(databases.empty(found))


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
async def db(url: str, real: ManualClock) -> AsyncIterator[Database]:
    """An open, empty database."""
    database = Database(url, Vault([databases.KEY]), real)  # of the newest schema already: nothing is to be upgraded
    await load_fingerprint_key(database)
    yield database
    await database.close()


@pytest.fixture
async def shop(db: Database, real: ManualClock) -> ShopHarness:
    """A shop with terms and products, without stock and without customers."""
    opened = ShopHarness(db, real=real)
    await opened.furnish()
    return opened


@pytest.fixture
async def ann(shop: ShopHarness) -> CustomerDriver:
    """Speaks English and has accepted the terms."""
    driver = await arrives(shop, 1001, "Ann", Language.EN)
    await driver.accepts(version=1)
    return driver


@pytest.fixture
async def bob(shop: ShopHarness) -> CustomerDriver:
    """Speaks Chinese and has accepted the terms."""
    driver = await arrives(shop, 1002, "Bob", Language.ZH)
    await driver.accepts(version=1)
    return driver
