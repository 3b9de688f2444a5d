import sys

import pytest

from tests.architecture.source import modules

FOREIGN = ("aiogram", "aiohttp", "fluent", "apscheduler", "structlog", "pydantic", "pydantic_settings")


def top(name: str) -> str:
    return name.partition(".")[0]


def test_the_domain_needs_nothing_but_python() -> None:
    strange = [
        f"{module.at(node)} {name}"
        for module in modules("services/domain")
        for node, name in module.imports()
        if top(name) not in sys.stdlib_module_names and not name.startswith("services.domain")
    ]

    assert strange == []


@pytest.mark.parametrize("library", FOREIGN)
def test_services_know_no_library_of_the_process(library: str) -> None:
    known = [
        module.at(node) for module in modules("services") for node, name in module.imports() if top(name) == library
    ]

    assert known == []


def test_sql_is_spoken_under_storage_alone() -> None:
    speakers = {
        module.path
        for module in modules("bot", "handlers", "services", "sandbox")
        for _, name in module.imports()
        if top(name) in {"sqlalchemy", "alembic", "asyncpg", "sqlite3"}
    }

    # `bot/` keeps the shop: backup copies the file of SQLite, settings read its address.
    assert {path for path in speakers if not path.startswith(("services/storage/", "bot/"))} == set()


def test_nothing_but_the_process_reads_the_environment() -> None:
    readers = [
        module.at(node)
        for module in modules("handlers", "services")
        for node, name in module.imports()
        if name in {"os", "dotenv"}
    ]

    assert readers == []


def test_handlers_hand_everything_to_services() -> None:
    reaching = [
        f"{module.at(node)} {name}"
        for module in modules("handlers")
        for node, name in module.imports()
        if name.startswith("services.storage")
    ]

    assert reaching == []
