"""Webhook mode towards Telegram: what it is told, what it is asked, and what becomes of its answers."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import DeleteWebhook, GetWebhookInfo, SetWebhook
from aiogram.types import WebhookInfo

from bot.intake import webhook as module
from bot.intake.polling import ALLOWED, PollingConflict
from bot.intake.webhook import PENDING, WEBHOOK_URLS_KEY, WebhookRegistration, remove_own_webhook, webhook_problem
from bot.monitoring.health import HealthMonitor
from bot.settings.sections import WebhookSettings
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.bot.intake.inbox_harness import InboxHarness
from tests.bot.telegram.fake_bot import recorded_bot

URL, SECRET = "https://shop.example/telegram", "x" * 32
NEW = "https://new.example/telegram"
NOW = 1_800_000_000 * SECOND


def state(url: str = URL, pending: int = 0, failed: int | None = None, reason: str | None = None) -> WebhookInfo:
    at = None if failed is None else datetime.fromtimestamp(failed / SECOND, UTC)
    return WebhookInfo(
        url=url,
        has_custom_certificate=False,
        pending_update_count=pending,
        last_error_date=at,
        last_error_message=reason,
    )


class Telegram:
    """Telegram's side: answers with a state, or with errors first, and notes what it was told."""

    def __init__(self, found: WebhookInfo, *errors: Exception) -> None:
        self.found = found
        self.errors = list(errors)
        self.bot, self.recorded = recorded_bot()
        self.recorded.make_request = self.answer  # type: ignore[method-assign]
        self.looked = asyncio.Event()

    async def answer(self, _bot: object, method: object, timeout: int | None = None) -> object:  # noqa: ARG002, ASYNC109
        self.recorded.calls.append(method)  # type: ignore[arg-type]
        if self.errors:
            raise self.errors.pop(0)
        if isinstance(method, GetWebhookInfo):
            self.looked.set()
            return self.found
        return True

    def webhook(self, db: Database, health: HealthMonitor, url: str = URL) -> WebhookRegistration:
        chosen = WebhookSettings(webhook_url=url, webhook_secret=SECRET)
        return WebhookRegistration(self.bot, InboxHarness(db).intake, health, db, chosen)


async def looked_after(webhook: WebhookRegistration, telegram: Telegram) -> None:
    """Run until Telegram was asked how it is, and stop."""
    running = asyncio.ensure_future(webhook.run())
    looking = asyncio.ensure_future(telegram.looked.wait())
    await asyncio.wait([running, looking], return_when=asyncio.FIRST_COMPLETED)
    looking.cancel()
    webhook.stop()
    await running


async def test_telegram_is_told_where_to_post_what_and_with_which_secret(db: Database) -> None:
    telegram = Telegram(state())

    await looked_after(telegram.webhook(db, HealthMonitor()), telegram)

    [told] = [call for call in telegram.recorded.calls if isinstance(call, SetWebhook)]
    assert (told.url, told.secret_token, told.allowed_updates) == (URL, SECRET, ALLOWED)
    assert not told.drop_pending_updates


async def test_a_webhook_is_never_removed_at_the_end(db: Database) -> None:
    telegram = Telegram(state())

    await looked_after(telegram.webhook(db, HealthMonitor()), telegram)

    assert telegram.recorded.names == ["SetWebhook", "GetWebhookInfo"]


async def test_what_telegram_refuses_at_first_is_tried_again(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECK_INTERVAL", 0.0)
    errors = (
        TelegramNetworkError(SetWebhook(url=URL), "away"),
        TelegramBadRequest(SetWebhook(url=URL), "bad webhook: Failed to resolve host"),
    )
    telegram = Telegram(state(), *errors)

    await looked_after(telegram.webhook(db, HealthMonitor()), telegram)

    assert telegram.recorded.names == ["SetWebhook"] * 3 + ["GetWebhookInfo"]


async def test_a_wrong_token_ends_it(db: Database) -> None:
    telegram = Telegram(state(), TelegramUnauthorizedError(SetWebhook(url=URL), "Unauthorized"))

    with pytest.raises(TelegramUnauthorizedError):
        await looked_after(telegram.webhook(db, HealthMonitor()), telegram)


async def test_a_look_that_is_answered_counts_as_heard(db: Database) -> None:
    moments = iter(range(0, 100_000, 1000))
    health = HealthMonitor(now=lambda: next(moments))
    begun = health.telegram_ok_at
    telegram = Telegram(state())

    await looked_after(telegram.webhook(db, health), telegram)

    assert health.telegram_ok_at > begun


@pytest.mark.parametrize(
    ("found", "ails"),
    [
        (state(), ""),
        (state(pending=PENDING), ""),
        (state(pending=PENDING + 1), f"{PENDING + 1} updates wait"),
        (state(failed=NOW - SECOND, reason="Connection refused"), ""),
        (state(pending=1, failed=NOW - SECOND, reason="Connection refused"), "Connection refused"),
        (state(pending=1, failed=NOW - 3600 * SECOND, reason="Connection refused"), ""),
        (state(url=""), "it leads to nowhere, not here"),
        (state(url="https://elsewhere.example/x"), "it leads to elsewhere.example, not here"),
    ],
)
def test_what_ails_a_webhook(found: WebhookInfo, ails: str) -> None:
    assert webhook_problem(found, URL, NOW) == ails


async def test_an_unhealthy_webhook_makes_the_shop_unhealthy(db: Database) -> None:
    health, telegram = HealthMonitor(), Telegram(state(url="https://elsewhere.example/x"))

    await looked_after(telegram.webhook(db, health), telegram)

    assert await health.failing_checks() == ("webhook",)


async def test_a_shop_that_polls_removes_its_own_webhook_and_keeps_what_is_pending(db: Database) -> None:
    telegram = Telegram(state())
    await looked_after(telegram.webhook(db, HealthMonitor()), telegram)

    await remove_own_webhook(telegram.bot, db)

    [told] = [call for call in telegram.recorded.calls if isinstance(call, DeleteWebhook)]
    assert told.drop_pending_updates is False


async def test_an_address_is_ours_until_telegram_has_taken_the_next_one(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHECK_INTERVAL", 0.0)
    old = Telegram(state())
    await looked_after(old.webhook(db, HealthMonitor()), old)
    refused = TelegramBadRequest(SetWebhook(url=NEW), "bad webhook: Failed to resolve host")
    new = Telegram(state(), *[refused] * 2)
    webhook = new.webhook(db, HealthMonitor(), NEW)

    for _ in range(2):
        with pytest.raises(TelegramBadRequest):
            await webhook._set()
    await remove_own_webhook(old.bot, db)
    await looked_after(webhook, new)

    with pytest.raises(PollingConflict, match=r"shop\.example"):
        await remove_own_webhook(old.bot, db)
    new.found = state(url=NEW)
    await remove_own_webhook(new.bot, db)
    assert new.recorded.names[-1] == "DeleteWebhook"


async def test_an_address_is_ours_before_telegram_hears_of_it(db: Database) -> None:
    """The answer may be lost on its way: then Telegram posts to an address that it has never confirmed."""
    telegram = Telegram(state(), TelegramNetworkError(SetWebhook(url=URL), "away"))
    with pytest.raises(TelegramNetworkError):
        await telegram.webhook(db, HealthMonitor())._set()

    await remove_own_webhook(telegram.bot, db)

    assert telegram.recorded.names[-1] == "DeleteWebhook"


@pytest.mark.parametrize("known", [None, "https://shop.example/another"])
async def test_a_webhook_of_another_program_is_left_alone(db: Database, known: str | None) -> None:
    if known:
        async with db.begin() as tx:
            await tx.key_values.put(WEBHOOK_URLS_KEY, known.encode())
    telegram = Telegram(state(url="https://elsewhere.example/x"))

    with pytest.raises(PollingConflict, match=r"elsewhere\.example"):
        await remove_own_webhook(telegram.bot, db)

    assert telegram.recorded.names == ["GetWebhookInfo"]


async def test_where_no_webhook_is_set_nothing_is_removed(db: Database) -> None:
    telegram = Telegram(state(url=""))

    await remove_own_webhook(telegram.bot, db)

    assert telegram.recorded.names == ["GetWebhookInfo"]
