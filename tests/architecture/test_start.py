"""What a serving shop leaves alone: each start would pay for it, and memory as long as it serves."""

import subprocess
import sys

from tests.stage import ROOT

NEEDED_BY_FEW = frozenset({"alembic", "asyncpg", "redis", "sandbox", "mako", "bot.demo", "bot.moving", "bot.check"})


def test_a_serving_shop_on_sqlite_loads_only_what_it_needs() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, bot.__main__, bot.run; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(told.stdout.split())

    assert {"aiogram", "services.storage.sqlite"} <= loaded
    assert sorted(NEEDED_BY_FEW & loaded) == []
