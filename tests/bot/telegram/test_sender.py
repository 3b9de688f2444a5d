"""Errors as they really come: each is made by an HTTP server on this machine, none by hand."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.telegram.api_server import BotApi
from bot.telegram.send_counter import SendCounter
from bot.telegram.sender import PUT_OFF, OfflineTelegram, RawUpdates, StarsApi, TelegramSender, classify, make_bot
from handlers.ui.text.translations import Translations
from services.customers.directory import CustomerDirectory
from services.domain.delivery.delivery import Delivery, DeliveryState, PreparedDelivery
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, Rejected, RetryLater, Sent, Unconfirmed, Unreachable
from services.domain.policy import Policy
from services.domain.values.clock import DAY, MINUTE, SECOND
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from services.messaging.rate_limit.limiter import RateLimiter
from services.payments.providers.stars import StarTransaction
from services.staff.members import StaffDirectory
from services.storage.database import Database
from tests.handlers.ui.builders import ORDER
from tests.support.service_harness import AFTERNOON, ManualClock

TOKEN = "42:SANDBOX-TOKEN-SANDBOX-TOKEN-SANDBOX"
MESSAGE = {"message_id": 77, "date": 1, "chat": {"id": 1001, "type": "private"}}
DELIVERY = Delivery(1, ORDER.id, 1, ORDER.customer_id, DeliveryState.SENDING, 1, 0, is_resend=False)
ANSWER = {"number": "AAAA-0001", "topic": "support", "text": "Hello", "photo": None}
PARCEL = PreparedDelivery(DELIVERY, ORDER, (Secret("CODE-1"),), Language.EN)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def says(result: Any) -> Answer:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    return answer


def refuses(code: int, description: str, **parameters: Any) -> Answer:
    async def answer(_request: web.Request) -> web.Response:
        body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        return web.json_response(body, status=code)

    return answer


def writes(text: str, status: int = 200) -> Answer:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=text, status=status, content_type="text/html")

    return answer


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def dawdles(_request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    return web.Response()


class Telegram:
    """Answers calls in the order of its script, the last answer again and again; remembers what it was asked."""

    def __init__(self) -> None:
        self.script: list[Answer] = [says(MESSAGE)]
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.url = ""

    def will(self, *answers: Answer) -> None:
        self.script = list(answers)

    async def hear(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.match_info["method"], dict(await request.post())))
        return await (self.script.pop(0) if len(self.script) > 1 else self.script[0])(request)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram, app = Telegram(), web.Application()
    app.router.add_post("/bot{token}/{method}", telegram.hear)
    async with TestServer(app, shutdown_timeout=0) as server:
        telegram.url = str(server.make_url("")).rstrip("/")
        yield telegram


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    bot = make_bot(TOKEN, BotApi(telegram.url))
    yield bot
    await bot.session.close()


@pytest.fixture
def sender(bot: Bot, db: Database, real: ManualClock) -> TelegramSender:
    texts = Translations(shop="OceanMart", support="@ocean")
    return TelegramSender(bot, texts, CustomerDirectory(db, real), nobody(db))


def nobody(db: Database) -> StaffDirectory:
    """No owner in the settings."""
    return StaffDirectory(db, Policy())


async def outcome(bot: Bot) -> Outcome:
    with pytest.raises(AiogramError) as caught:
        await bot.send_message(1001, "hello", request_timeout=1)
    return classify(caught.value)


CERTAIN = [
    (refuses(429, "Too Many Requests: retry after 3", retry_after=3), RetryLater(3250, "flood", flood=True)),
    (refuses(403, "Forbidden: bot was blocked by the user"), Unreachable),
    (refuses(403, "Forbidden: user is deactivated"), Unreachable),
    (refuses(400, "Bad Request: chat not found"), Unreachable),
    (refuses(400, "Bad Request: PEER_ID_INVALID"), Unreachable),
    (refuses(400, "Bad Request: message is not modified"), Sent()),
    (refuses(400, "Bad Request: BUTTON_DATA_INVALID"), Rejected),
    (refuses(413, "Request Entity Too Large"), Rejected),
    (refuses(401, "Unauthorized"), RetryLater(MINUTE, "TelegramUnauthorizedError")),
    (refuses(404, "Not Found"), RetryLater(MINUTE, "TelegramNotFound")),
    (refuses(409, "Conflict: terminated by other getUpdates request"), RetryLater(MINUTE, "TelegramConflictError")),
    (refuses(400, "group chat was upgraded", migrate_to_chat_id=-5), RetryLater(MINUTE, "TelegramMigrateToChat")),
]


@pytest.mark.parametrize(("answer", "meant"), CERTAIN, ids=range(len(CERTAIN)))
async def test_what_telegram_refuses_has_certainly_not_arrived(
    telegram: Telegram, bot: Bot, answer: Answer, meant: Outcome | type[Outcome]
) -> None:
    telegram.will(answer)

    found = await outcome(bot)

    assert found == meant if not isinstance(meant, type) else isinstance(found, meant)


@pytest.mark.parametrize(
    "answer",
    [
        hangs_up,
        dawdles,
        writes("<html>502 Bad Gateway</html>", 502),
        writes("{not json"),
        writes('{"ok": true, "result": {"strange": 1}}'),
        refuses(500, "Internal Server Error"),
    ],
    ids=["lost-reply", "slow", "gateway", "no-json", "no-message", "server"],
)
async def test_nobody_knows_what_became_of_a_call_whose_answer_was_lost(
    telegram: Telegram, bot: Bot, answer: Answer
) -> None:
    telegram.will(answer)

    assert isinstance(await outcome(bot), Unconfirmed)


async def test_what_never_left_this_machine_may_be_sent_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        bot = make_bot(TOKEN, BotApi(f"http://127.0.0.1:{taken.getsockname()[1]}"))
        found = await outcome(bot)
        await bot.session.close()

    assert found == RetryLater(reason="not connected")


async def test_goods_are_sent_to_their_buyer_alone(telegram: Telegram, sender: TelegramSender) -> None:
    found = await sender.deliver(PARCEL)

    ((method, asked),) = telegram.asked
    assert (found, method, asked["chat_id"]) == (Sent(77), "sendMessage", str(ORDER.customer_id))
    assert "CODE-1" in asked["text"]


async def test_goods_arrive_even_if_their_markup_is_refused(telegram: Telegram, sender: TelegramSender) -> None:
    telegram.will(refuses(400, "Bad Request: can't parse entities: Unclosed start tag"), says(MESSAGE))

    found = await sender.deliver(PARCEL)

    plain = telegram.asked[-1][1]["text"]
    assert found == Sent(77)
    assert "CODE-1" in plain
    assert "<" not in plain


@pytest.mark.parametrize("second", [refuses(403, "Forbidden: bot was blocked by the user"), hangs_up])
async def test_the_sender_never_raises_whatever_happens(
    telegram: Telegram, sender: TelegramSender, second: Answer
) -> None:
    telegram.will(second)
    plainly = await sender.deliver(PARCEL)
    telegram.will(refuses(400, "Bad Request: can't parse entities"), second)
    unmarked = await sender.deliver(PARCEL)

    assert isinstance(plainly, Unreachable | Unconfirmed)
    assert type(unmarked) is type(plainly)


async def test_a_notice_speaks_the_language_of_who_gets_it(
    telegram: Telegram, sender: TelegramSender, db: Database
) -> None:
    async with db.begin() as tx:
        await tx.customers.add(1002, "Bob", Language.ZH, AFTERNOON)
    params = {"order": "7KQ2-M9XF", "money": "150 XTR", "reason": ""}

    found = await sender.notify(Notice(1002, "refunded", params))

    assert found == Sent(77)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in telegram.asked[0][1]["text"])


async def test_who_could_not_be_written_to_is_looked_up_at_the_next_word(
    telegram: Telegram, bot: Bot, db: Database
) -> None:
    directory = CustomerDirectory(db, lambda: AFTERNOON)
    await directory.get_or_create(1002, "Bob", "zh")
    telegram.script = [refuses(403, "Forbidden: bot was blocked by the user")]

    await TelegramSender(bot, Translations(), directory, nobody(db)).notify(Notice(1002, "ticket-answer", ANSWER))
    async with db.begin() as tx:
        await tx.customers.mark_unreachable(1002, AFTERNOON)

    assert not (await directory.get_or_create(1002, "Bob", "zh")).reachable


async def test_updates_are_taken_as_they_are(telegram: Telegram, bot: Bot) -> None:
    strange = [{"update_id": 1, "message": "this is no message"}, {"update_id": 2}]
    telegram.will(says(strange))

    assert await bot(RawUpdates(offset=1, timeout=0)) == strange


def line(charge: str, *, back: bool = False, kind: str = "invoice_payment", payer: int = 1001) -> dict[str, Any]:
    user = {"id": payer, "is_bot": False, "first_name": "Ann"}
    partner = {"type": "user", "transaction_type": kind, "user": user, "invoice_payload": "order-1"}
    return {"id": charge, "amount": 150, "date": 1, ("receiver" if back else "source"): partner}


async def test_the_ledger_is_read_line_by_line(telegram: Telegram, bot: Bot) -> None:
    foreign = {"id": "f", "amount": 9, "date": 1, "receiver": {"type": "fragment"}}
    telegram.will(says({"transactions": [line("a"), line("b", kind="gift_purchase"), foreign, line("a", back=True)]}))

    found, count = await StarsApi(bot).transactions(0, 100)

    assert count == 4
    assert found == [
        StarTransaction("a", 1001, "order-1", 150, refunded=False),
        StarTransaction("a", 1001, "order-1", 150, refunded=True),
    ]


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        (says(result=True), Sent),
        (refuses(400, "Bad Request: CHARGE_ALREADY_REFUNDED"), Sent),
        (refuses(400, "Bad Request: CHARGE_NOT_FOUND"), Rejected),
        (refuses(429, "Too Many Requests", retry_after=1), RetryLater),
        (hangs_up, Unconfirmed),
    ],
    ids=["done", "done-before", "unknown", "flood", "lost-reply"],
)
async def test_stars_go_back_once(telegram: Telegram, bot: Bot, answer: Answer, meant: type[Outcome]) -> None:
    telegram.will(answer)

    assert isinstance(await StarsApi(bot).refund(1001, "charge"), meant)


async def test_without_telegram_everything_is_left_to_the_running_shop() -> None:
    nobody = OfflineTelegram()

    left = [await nobody.deliver(PARCEL), await nobody.notify(Notice(1, "refunded", {})), await nobody.refund(1, "c")]

    assert all(isinstance(one, RetryLater) for one in left)
    assert await nobody.transactions(0, 100) == ([], 0)


async def test_answers_are_counted_and_what_had_its_turn_is_not(
    bot: Bot, sender: TelegramSender, real: ManualClock
) -> None:
    limiter = RateLimiter(real)
    bot.session.middleware(SendCounter(limiter))

    await sender.deliver(PARCEL)
    before = limiter.delay(1)
    await bot.send_message(1001, "hello")
    await bot.edit_message_text("hello again", chat_id=1001, message_id=77)

    assert (before, limiter.delay(1)) == (0, pytest.approx(SECOND / 30, abs=1))


async def test_a_flood_that_an_answer_meets_pauses_what_can_wait(
    bot: Bot, telegram: Telegram, real: ManualClock
) -> None:
    limiter = RateLimiter(real)
    bot.session.middleware(SendCounter(limiter))
    telegram.will(refuses(429, "Too Many Requests: retry after 3", retry_after=3))

    with pytest.raises(TelegramRetryAfter):
        await bot.edit_message_text("hello again", chat_id=1001, message_id=77)

    assert (limiter.delay(1), limiter.try_bypass(1001), limiter.try_bypass(1)) == (3 * SECOND, False, True)


async def test_a_flood_outside_of_any_chat_pauses_what_can_wait_too(
    bot: Bot, telegram: Telegram, real: ManualClock
) -> None:
    limiter = RateLimiter(real)
    bot.session.middleware(SendCounter(limiter))
    telegram.will(refuses(429, "Too Many Requests: retry after 3", retry_after=3))

    with pytest.raises(TelegramRetryAfter):
        await bot.get_me()

    assert (limiter.delay(1), limiter.try_bypass(1)) == (3 * SECOND, True)


async def test_a_notice_of_a_newer_version_is_left_to_it(telegram: Telegram, sender: TelegramSender) -> None:
    outcomes = [await sender.notify(Notice(1001, kind, attempts=1)) for kind in ("of-tomorrow", "admin-of-tomorrow")]

    assert [type(outcome) for outcome in outcomes] == [RetryLater, RetryLater]
    assert telegram.asked == []


async def test_a_notice_whose_words_nobody_has_known_for_a_day_is_given_up(sender: TelegramSender) -> None:
    given_up = await sender.notify(Notice(1001, "of-tomorrow", attempts=DAY // PUT_OFF + 1))

    assert isinstance(given_up, Rejected)
