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
    """One for a process that is alone, another for one beside others."""

    def forget(user_id: int) -> None:
        shop.directory.invalidate(user_id)
        conversations_of(dispatcher).forget(StorageKey(bot.id, user_id, user_id))

    hands = (
        lambda letter: process_update(bot, dispatcher, letter, shop.db.real() - letter.received_at),
        lambda letter, error: report_dead_letter(shop, bot, letter, error),
    )
    if settings.is_shared:
        return SharedInboxProcessor(shop.db, bot.id, *hands, lease.me, forget, lease.wait_until_valid)
    return InboxProcessor(shop.db, bot.id, *hands, lease.wait_until_valid)


def conversations_of(dispatcher: Dispatcher) -> DatabaseFsmStorage:
    """Return the FSM storage of a dispatcher."""
    conversations = dispatcher.storage
    assert isinstance(conversations, DatabaseFsmStorage), "a dispatcher of ours keeps conversations in the database"
    return conversations


async def process_update(bot: Bot, dispatcher: Dispatcher, letter: InboxUpdate, age: int = 0) -> None:
    """Give one raw update to the handlers. Raises whatever they raise, and ValidationError for what is no update.

    `age` is how many milliseconds ago it came in: whatever has to be answered in time may take so much less.
    The conversation moves on only if they do not, so that an update that comes again meets what it met before.
    """
    update = Update.model_validate(dict(letter.payload), context={"bot": bot})
    act = ActKey(letter.bot_id, letter.update_id)
    async with conversations_of(dispatcher).written_last(act.to("conversation"), again=letter.taken_up):
        await dispatcher.feed_update(bot, update, age=age)


async def report_dead_letter(shop: Services, bot: Bot, letter: InboxUpdate, error: BaseException) -> None:
    """Tell the customer and, once an hour, the admins that an update could not be handled.

    The incident number joins what the customer reads with what the log holds.
    """
    incident = new_number()
    log.error("incident_reported", incident=incident, update_id=letter.update_id, error=type(error).__name__)
    async with shop.db.begin() as tx:
        await alert_admins(
            tx,
            shop.policy,
            "admin-dead-letter",
            f"dead-letters:{shop.db.real() // HOUR}",
            update=str(letter.update_id),
            kind=letter.kind,
            error=f"{type(error).__name__} ({incident})",
            **(await customer_params(tx, letter.user_id) if letter.user_id is not None else {}),
        )
    shop.outbox.wake()
    if letter.user_id is not None:
        t = shop.translations.for_language(await shop.directory.language_of(letter.user_id))
        with suppress(AiogramError):
            await Screen(bot, letter.user_id).send(render_incident(incident, t))
