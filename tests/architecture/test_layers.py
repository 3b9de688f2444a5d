import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.places import BOT, DOMAIN, HANDLERS, MONEY, OURS, ROOT, SANDBOX, SERVICES, STORAGE, dotted

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
CROSSINGS = {
    "The arrow: bot -> handlers -> services": (SERVICES, "import handlers"),
    "Inside bot": ("bot/settings", "import bot.intake"),
    "Inside handlers": ("handlers/ui", "import handlers.orders"),
    "Inside handlers/admin": ("handlers/admin/orders", "import handlers.admin.stock"),
    "Inside services: capabilities -> storage -> domain": (DOMAIN, f"import {dotted(STORAGE)}"),
    "Inside services/storage": ("services/storage/sqlite", "import services.storage.database"),
    "Inside services/domain": ("services/domain/stock", "import services.domain.payments"),
    "Inside sandbox": ("sandbox/api", "import sandbox.world"),
    "Services know no Telegram": (SERVICES, "import aiogram"),
    "SQL and its drivers live under services/storage alone": (HANDLERS, "import sqlalchemy"),
    "The shop and the sandbox do not know each other": (SANDBOX, f"import {dotted(MONEY)}"),
    "Nobody in the shop imports the sandbox": (BOT, "import sandbox.world"),
}


def tools() -> dict[str, Any]:
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return settings


def contracts() -> list[str]:
    return [contract["name"] for contract in tools()["importlinter"]["contracts"]]


def verdicts(folder: Path) -> dict[str, str]:
    """KEPT or BROKEN for each contract, as import-linter says it about a tree."""
    lint = subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)
    found = {name.strip(): said for name, said in re.findall(r"^(.+?) (KEPT|BROKEN)$", lint.stdout, re.MULTILINE)}
    assert found, lint.stdout + lint.stderr
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in OURS:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "page", "spec")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_package_is_looked_at() -> None:
    assert set(tools()["importlinter"]["root_packages"]) == set(tools()["mypy"]["packages"]) == set(OURS)


def test_every_contract_is_kept() -> None:
    assert verdicts(ROOT) == dict.fromkeys(contracts(), "KEPT")


def test_every_contract_notices_who_crosses_it(copy: Path) -> None:
    for package, crossing in CROSSINGS.values():
        path = copy / package / "__init__.py"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{crossing}\n", encoding="utf-8")

    assert verdicts(copy) == dict.fromkeys(CROSSINGS, "BROKEN") == dict.fromkeys(contracts(), "BROKEN")
