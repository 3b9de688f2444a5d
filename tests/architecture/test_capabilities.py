"""One word for one capability in every layer: where orders are decided, stored and shown, it says `orders`."""

from pathlib import Path

import pytest

from tests.architecture.places import OURS, ROOT

CAPABILITIES = frozenset(
    {
        *("catalog", "stock", "orders", "payments", "delivery", "subscriptions", "customers"),
        *("legal", "support", "messaging", "staff", "reports", "system"),
    }
)
LAYERS = (
    *("services", "services/storage", "services/storage/tables", "services/domain"),
    *("handlers", "handlers/admin", "locales/en", "locales/zh"),
)
TECHNICAL = {
    "services": {"storage", "domain", "settings"},
    "services/storage": {
        *("connection", "database", "dialect", "migrations", "postgres", "repository", "schema", "sqlite"),
        *("tables", "transaction", "update_listener", "vault"),
    },
    "services/storage/tables": {"columns"},
    "services/domain": {"errors", "idempotency", "policy", "state_machine", "values"},
    "handlers": {"admin", "pages", "ui"},
    "handlers/admin": {"access", "permissions", "ui"},
    "locales/en": {"admin", "common"},
    "locales/zh": {"admin", "common"},
}
"""The technical folders of a layer: the mechanisms that its capabilities share."""
ABSENT = {
    "services/storage": {"reports"},
    "services/storage/tables": {"reports"},
    "services/domain": {"reports"},
    "handlers": {"reports", "staff"},
    "handlers/admin": {"customers", "delivery", "reports", "subscriptions"},
    "locales/en": {"reports"},
    "locales/zh": {"reports"},
}
"""Capabilities of which a layer has nothing yet: what comes gets the word, and leaves this list."""
MOST = 12
"""Python files of one folder. Beyond them a reader counts instead of seeing."""
UNLIMITED = {"services/storage/migrations/versions", "services/storage/tables"}
"""A folder that grows by one file with each version, and one with a file for each word above."""


def words(layer: str, root: Path = ROOT) -> set[str]:
    """The names of the folders and modules of a layer."""
    found = {
        one.stem
        for one in (root / layer).iterdir()
        if (any(one.glob("*.*")) or one.suffix in {".py", ".ftl"}) and not one.name.startswith("__")
    }
    assert found, f"nothing in {layer}"
    return found


def strange(layer: str, root: Path = ROOT) -> set[str]:
    """Return the words of a layer that name no capability."""
    return words(layer, root) - CAPABILITIES - TECHNICAL[layer]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_names_capabilities_by_the_same_words(layer: str) -> None:
    missing = CAPABILITIES - words(layer) - ABSENT.get(layer, set())
    come = words(layer) & ABSENT.get(layer, set())

    assert (strange(layer), missing, come) == (set(), set(), set())


def test_every_capability_stands_somewhere() -> None:
    assert set.union(*map(words, LAYERS)) >= CAPABILITIES


@pytest.mark.parametrize("package", [*OURS, "benchmarks", "tools"])
def test_no_folder_holds_more_than_a_look_can_take_in(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    sizes = {str(one.relative_to(ROOT)): len(list(one.glob("*.py"))) for one in folders}

    assert sizes, f"no Python in {package}"
    assert {name: size for name, size in sizes.items() if size > MOST and name not in UNLIMITED} == {}


def test_a_strange_word_is_named(tmp_path: Path) -> None:
    (tmp_path / "services/inventory").mkdir(parents=True)
    (tmp_path / "services/inventory/levels.py").touch()

    assert strange("services", tmp_path) == {"inventory"}
