"""The processing of updates: feeds them to the dispatcher, and reports those that nobody can handle."""

from contextlib import suppress

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Update
from structlog.stdlib import get_logger

from bot.app import Services
from bot.intake.inbox import InboxProcessor
from bot.intake.shared_inbox import SharedInboxProcessor
from bot.runtime.leader import ProcessLease
from bot.settings.sections import Settings
from bot.telegram.fsm_storage import DatabaseFsmStorage
from handlers.system.incident import render_incident
from handlers.ui.screen import Screen
from services.domain.idempotency import ActKey
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import HOUR
from services.domain.values.ids import new_number
from services.staff.alerts import alert_admins, customer_params

log = get_logger(__name__)


def make_intake(
    settings: Settings, shop: Services, bot: Bot, dispatcher: Dispatcher, lease: ProcessLease
) -> InboxProcessor:
    """Return the inbox processor of a single process, or of one of several."""

    def forget(user_id: int) -> None:
        shop.directory.invalidate(user_id)
        conversations_of(dispatcher).forget(StorageKey(bot.id, user_id, user_id))

    handlers = (
        lambda stored: process_update(bot, dispatcher, stored, shop.db.real() - stored.received_at),
        lambda stored, error: report_dead_letter(shop, bot, stored, error),
    )
    if settings.is_shared:
        return SharedInboxProcessor(shop.db, bot.id, *handlers, lease.me, forget, lease.wait_until_valid)
    return InboxProcessor(shop.db, bot.id, *handlers, lease.wait_until_valid)


def conversations_of(dispatcher: Dispatcher) -> DatabaseFsmStorage:
    """Return the FSM storage of a dispatcher."""
    conversations = dispatcher.storage
    assert isinstance(conversations, DatabaseFsmStorage), "a dispatcher of ours keeps conversations in the database"
    return conversations


async def process_update(bot: Bot, dispatcher: Dispatcher, stored: InboxUpdate, age: int = 0) -> None:
    """Give one raw update to the handlers. Raises whatever they raise, and ValidationError for what is no update.

    `age` is the time since it came in (ms), which shortens every deadline of an answer. The state of the conversation
    is kept only if nothing is raised, so that a repeated update finds the state that it found before.
    """
    update = Update.model_validate(dict(stored.payload), context={"bot": bot})
    act = ActKey(stored.bot_id, stored.update_id)
    async with conversations_of(dispatcher).written_last(act.to("conversation"), again=stored.taken_up):
        await dispatcher.feed_update(bot, update, age=age)


async def report_dead_letter(shop: Services, bot: Bot, stored: InboxUpdate, error: BaseException) -> None:
    """Tell the customer and, once an hour, the admins that an update could not be handled.

    The incident number joins what the customer reads with what the log holds.
    """
    incident = new_number()
    log.error("incident_reported", incident=incident, update_id=stored.update_id, error=type(error).__name__)
    async with shop.db.begin() as tx:
        await alert_admins(
            tx,
            shop.policy,
            "admin-dead-letter",
            f"dead-letters:{shop.db.real() // HOUR}",
            update=str(stored.update_id),
            kind=stored.kind,
            error=f"{type(error).__name__} ({incident})",
            **(await customer_params(tx, stored.user_id) if stored.user_id is not None else {}),
        )
    shop.outbox.wake()
    if stored.user_id is not None:
        t = shop.translations.for_language(await shop.directory.language_of(stored.user_id))
        with suppress(AiogramError):
            await Screen(bot, stored.user_id).send(render_incident(incident, t))
