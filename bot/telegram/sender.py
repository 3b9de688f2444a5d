"""The ports of the services, made of aiogram: sending goods and notices, Telegram's ledger of Stars.

Every send ends in one of five outcomes. What Telegram has certainly not taken may be repeated; of what it may have
taken nobody knows, and saying so is better than guessing. Which error means what was measured: a refused connection
never arrived, a lost reply always did, an answer that is not JSON may have.
"""

import html
import re
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import LinkPreviewOptions, Message, TransactionPartnerUser
from aiohttp import ClientConnectorError
from structlog.stdlib import get_logger

from bot.telegram.api_server import BotApi
from bot.telegram.connection import make_session
from bot.telegram.send_counter import already_counted
from handlers.delivery.goods import render_delivery
from handlers.messaging.customer_notices import render_notice
from handlers.ui.message import OutgoingMessage, UnknownNoticeKind
from handlers.ui.screen import send
from handlers.ui.text.html_text import escape
from handlers.ui.text.translations import TextBroken, Translations
from services.customers.directory import CustomerDirectory
from services.domain.customers.personal_data import is_stand_in
from services.domain.delivery.delivery import PreparedDelivery
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, Rejected, RetryLater, Sent, Unconfirmed, Unreachable
from services.domain.values.clock import DAY, MINUTE, SECOND
from services.domain.values.language import Language
from services.payments.providers.stars import StarTransaction

log = get_logger(__name__)

SEND_TIMEOUT = 15
PUT_OFF = MINUTE // 2
LEDGER_PAGE = 100
RENDER_FAILED = (TextBroken, TypeError, ValueError, LookupError)
GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID", "bot can't initiate conversation")
TAGS = re.compile(r"<[^>]+>")


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates whose answer is taken as it is: one update that aiogram cannot read must not block all others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] | None = None


_KEPT_RESPONSE_MODELS = (Response[bool], Response[Message], Response[Message | bool], Response[list[dict[str, Any]]])
"""Held, since pydantic forgets a generic model that nobody holds, and aiogram has it built again for milliseconds."""


def make_bot(token: str, api: BotApi) -> Bot:
    """A bot that speaks HTML, without previews of links."""
    session = make_session(api, SEND_TIMEOUT)
    preview = LinkPreviewOptions(is_disabled=True)
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=preview))


def classify(error: AiogramError) -> Outcome:
    """Return the outcome that a failed call means for its message."""
    match error:
        case TelegramRetryAfter():
            return RetryLater(error.retry_after * SECOND + SECOND // 4, "flood", flood=True)
        case TelegramForbiddenError():
            return Unreachable(error.message)
        case TelegramBadRequest() if "message is not modified" in error.message:
            return Sent()
        case TelegramBadRequest() if any(sign in error.message for sign in GONE):
            return Unreachable(error.message)
        case TelegramBadRequest() | TelegramEntityTooLarge():
            return Rejected(error.message)
        case TelegramNetworkError() if isinstance(error.__cause__, ClientConnectorError):
            return RetryLater(reason="not connected")
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return Unconfirmed(type(error).__name__)
        case TelegramAPIError():
            return RetryLater(MINUTE, type(error).__name__)
        case _:
            return Unconfirmed(type(error).__name__)


def _render_failed(what: str, error: Exception) -> Outcome:
    """A message that cannot be worded will not be worded later either: a person must look."""
    log.error("message_rendering_failed", message=what, error=type(error).__name__)
    return Rejected(f"message could not be rendered: {type(error).__name__}")


def _left_to_a_newer_version(notice: Notice, error: UnknownNoticeKind) -> Outcome:
    """While versions are exchanged, one may find what another wrote; after a day nobody knows the words."""
    if notice.attempts > DAY // PUT_OFF:
        return _render_failed(f"notice {notice.kind}", error)
    return RetryLater(PUT_OFF, "written by a newer version")


class TelegramSender:
    """Sends messages for the outbox. A refusal of Telegram is an outcome, never an exception."""

    def __init__(self, bot: Bot, translations: Translations, directory: CustomerDirectory) -> None:
        self._bot = bot
        self._translations = translations
        self._directory = directory

    async def deliver(self, prepared: PreparedDelivery) -> Outcome:
        """Send goods to their buyer, in the private chat and nowhere else."""
        try:
            outgoing = render_delivery(prepared, self._translations.for_language(prepared.language))
        except RENDER_FAILED as error:
            return _render_failed(f"order {prepared.order.number}", error)
        return await self._send(prepared.order.customer_id, outgoing)

    async def notify(self, notice: Notice) -> Outcome:
        """Send a notice in the language of its recipient."""
        if is_stand_in(notice.recipient_id):
            return Rejected("its recipient was erased")
        told = notice.params.get("language")
        language = Language(str(told)) if told else await self._directory.language_of(notice.recipient_id)
        try:
            outgoing = render_notice(notice, self._translations.for_language(language))
        except UnknownNoticeKind as error:
            return _left_to_a_newer_version(notice, error)
        except RENDER_FAILED as error:
            return _render_failed(f"notice {notice.kind}", error)
        return await self._send(notice.recipient_id, outgoing)

    async def _send(self, chat_id: int, outgoing: OutgoingMessage) -> Outcome:
        """Send a message. An unreachable customer is looked up at the next update: it may have come meanwhile."""
        with already_counted():
            outcome = await self._attempt(chat_id, outgoing)
        if isinstance(outcome, Unreachable):
            self._directory.invalidate(chat_id)
        return outcome

    async def _attempt(self, chat_id: int, outgoing: OutgoingMessage) -> Outcome:
        try:
            message = await send(self._bot, chat_id, outgoing)
        except TelegramBadRequest as error:
            if "can't parse entities" in error.message:
                return await self._send_plain(chat_id, outgoing)
            return classify(error)
        except AiogramError as error:
            return classify(error)
        return Sent(message.message_id)

    async def _send_plain(self, chat_id: int, outgoing: OutgoingMessage) -> Outcome:
        """Goods must arrive even if their markup is broken: as the words alone, which need no reading."""
        words = escape(html.unescape(TAGS.sub("", outgoing.text)))
        try:
            message = await send(self._bot, chat_id, replace(outgoing, text=words))
        except AiogramError as error:
            return classify(error)
        return Sent(message.message_id)


class StarsApi:
    """Telegram's own ledger of Stars. Source: Bot API, getStarTransactions and refundStarPayment."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def transactions(self, offset: int, limit: int) -> tuple[list[StarTransaction], int]:
        """A page of the ledger, oldest first: payments of invoices and their refunds; other lines are only counted."""
        page = await self._bot.get_star_transactions(offset=offset, limit=limit)
        lines = []
        for line in page.transactions:
            partner = line.source or line.receiver
            if isinstance(partner, TransactionPartnerUser) and partner.transaction_type == "invoice_payment":
                payload = partner.invoice_payload or ""
                refunded = line.source is None
                lines.append(StarTransaction(line.id, partner.user.id, payload, line.amount, refunded))
        return lines, len(page.transactions)

    async def refund(self, customer_id: int, charge_id: str) -> Outcome:
        """Give Stars back; Telegram's word that they are back already is as good."""
        try:
            payer = await self._payer(charge_id) if is_stand_in(customer_id) else customer_id
            await self._bot.refund_star_payment(payer, charge_id)
        except TelegramBadRequest as error:
            return Sent() if "CHARGE_ALREADY_REFUNDED" in error.message else Rejected(error.message)
        except AiogramError as error:
            return classify(error)
        return Sent()

    async def _payer(self, charge_id: str) -> int:
        """Return who has paid, as Telegram's ledger tells: the shop itself does not know who was erased."""
        offset, count = 0, 1
        while count:
            lines, count = await self.transactions(offset, LEDGER_PAGE)
            offset += count
            for line in lines:
                if line.charge_id == charge_id:
                    return line.payer_id
        return 0


class OfflineTelegram:
    """For commands without a token: nothing can be sent and nothing asked."""

    async def deliver(self, prepared: PreparedDelivery) -> Outcome:
        """Leave it to the running shop."""
        return RetryLater(reason=f"order {prepared.order.number} waits for the running shop")

    async def notify(self, notice: Notice) -> Outcome:
        """Leave it to the running shop."""
        return RetryLater(reason=f"{notice.kind} waits for the running shop")

    async def transactions(self, offset: int, limit: int) -> tuple[list[StarTransaction], int]:
        """Return an empty ledger."""
        del offset, limit
        return [], 0

    async def refund(self, customer_id: int, charge_id: str) -> Outcome:
        """Leave it to the running shop."""
        return RetryLater(reason=f"{charge_id} of {customer_id} waits for the running shop")
