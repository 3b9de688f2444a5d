"""Where things stand: a move of files changes this list, and no other line of these tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BOT, HANDLERS, SERVICES, SANDBOX, BENCHMARKS = "bot", "handlers", "services", "sandbox", "benchmarks"
SHOP = (BOT, HANDLERS, SERVICES)
OURS = (*SHOP, SANDBOX)

DOMAIN = "services/domain"
ERRORS = "services/domain/errors.py"
MONEY = "services/domain/money.py"
STORAGE = "services/storage"
MIGRATIONS = "services/storage/migrations"
CATALOG_FILE, STOCK_FILE = "services/catalog_file", "services/stock_file"
ADMIN = "handlers/admin"
PAYMENT, FORGED, FALLBACK = "handlers/payment.py", "handlers/forged.py", "handlers/fallback.py"
MIDDLEWARES = "bot/middlewares.py"
SHOWING = (HANDLERS, "bot/telegram.py", MIDDLEWARES)
"""Where messages are put together."""

JUDGE = "tests/judges/with_grammy"
SQLITE = "services/storage/sqlite.py"
START = ("bot/__main__.py", "bot/run.py")
LATER = {SANDBOX, "bot/demo.py", "bot/moving.py", "bot/check.py"}
"""Loaded by the commands that need it, not by a shop that serves."""

COMMITTING = {"services/storage/near.py", SQLITE}

OUTERMOST = {
    "bot/intake.py:_handle",
    "bot/intake.py:_see_through",
    "bot/polling.py:_kept",
    "bot/pulse.py:_ask",
    "bot/shared_intake.py:_try_reclaim",
    "bot/ticker.py:_run",
    "bot/webhook_door.py:_kept",
    "services/outbox.py:_look",
    "services/shared_pace.py:_reserve",
    "services/together.py:_ask",
}
"""The loops that nothing may stop. Everybody else raises on, or catches what he means."""

STARTERS = {
    "bot/demo.py",
    "bot/lanes.py:put",
    "bot/polling.py:_ask",
    "bot/run.py:_background",
    "bot/run.py:_present",
    "bot/run.py:_serve",
    "services/outbox.py:_start",
    "services/pace.py:_nap",
    "services/storage/sqlite.py:begin",
    "services/together.py:__call__",
}
"""Who starts tasks keeps them, waits for them, and hears of their errors."""

CLOCKS = {"services/domain/clock.py", "sandbox/clock.py"}


def dotted(path: str) -> str:
    """The name by which a file or folder is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
