"""The places of files: a move of files changes this list, and no other line of these tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BOT, HANDLERS, SERVICES, SANDBOX = "bot", "handlers", "services", "sandbox"
BENCHMARKS, TESTS, TOOLS = "benchmarks", "tests", "tools"
SHOP = (BOT, HANDLERS, SERVICES)
OURS = (*SHOP, SANDBOX)

DOMAIN = "services/domain"
ERRORS = "services/domain/errors.py"
MONEY = "services/domain/values/money.py"
STORAGE = "services/storage"
PROVIDERS = "services/payments/providers"
MIGRATIONS = "services/storage/migrations"
CATALOG_FILE, STOCK_FILE = "services/catalog/file", "services/stock/file"
ADMIN = "handlers/admin"
PAYMENT, FORGED, FALLBACK = (
    "handlers/payments/stars.py",
    "handlers/system/invalid_callbacks.py",
    "handlers/system/fallback.py",
)
ROUTING = {"handlers/admin/__init__.py"}
"""The modules that put routers in order, besides the dispatcher."""

MIDDLEWARES = "bot/telegram/middlewares.py"
SHOWING = (HANDLERS, "bot/telegram/sender.py", MIDDLEWARES)
"""The places where messages are put together."""

OPERATING = "docs/operating.md"
CLIENT = "tests/client_compat/with_grammy"
SQLITE = "services/storage/sqlite/engine.py"
SECTIONS = {"services/settings.py"}
"""The base of sections of settings: a provider says what it needs, and the process reads it."""

START = ("bot/__main__.py", "bot/serve.py")
LATER = {SANDBOX, "bot/cli/demo.py", "bot/cli/database/copy_database.py", "bot/cli/doctor/doctor.py"}
"""Loaded by the commands that need it, not by a shop that serves."""

COMMITTING = {SQLITE}

OUTERMOST = {
    "bot/intake/inbox.py:_handle",
    "bot/intake/inbox.py:_process_with_retries",
    "bot/intake/polling.py:_store",
    "bot/monitoring/health.py:_ask",
    "bot/intake/shared_inbox.py:_try_reclaim",
    "bot/runtime/scheduler.py:_run",
    "bot/intake/webhook_endpoint.py:_is_stored",
    "services/messaging/outbox.py:_poll",
    "bot/intake/batcher.py:_ask",
}
"""The loops that nothing may stop. Everybody else raises on, or catches what he means."""

STARTERS = {
    "bot/cli/demo.py",
    "bot/intake/user_queues.py:put",
    "bot/intake/polling.py:_ask",
    "bot/serve.py:_background",
    "bot/serve.py:_hold_lease",
    "bot/serve.py:_serve",
    "services/messaging/outbox.py:_start",
    "services/messaging/rate_limit/limiter.py:_sleep",
    "services/storage/sqlite/engine.py:begin",
    "services/storage/sqlite/engine.py:_whole",
    "bot/intake/batcher.py:__call__",
}
"""The functions that start tasks; each keeps them, waits for them, and hears of their errors."""

CLOCKS = {"services/domain/values/clock.py", "sandbox/clock.py"}


def dotted(path: str) -> str:
    """The name by which a file or folder is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
