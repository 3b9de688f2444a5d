"""The doctor's look at Telegram: nothing here sends a message to anybody."""

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime

import aiohttp
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from yarl import URL

from bot.cli.doctor.finding import Finding, fine, todo
from bot.intake.webhook import webhook_problem
from bot.settings.sections import Settings
from bot.telegram.api_server import BotApi
from bot.telegram.connection import make_client
from bot.telegram.sender import make_bot
from services.domain.values.clock import SECOND, real_time

SKEW = 30 * SECOND
TIMEOUT = 10
PAYING = "pre_checkout_query"


async def look_at_telegram(settings: Settings) -> AsyncIterator[Finding]:
    """Clock, token, what Telegram sends, and whether the admins hear the bot."""
    if settings.telegram.token is None:
        yield todo("BOT_TOKEN is not set: ask @BotFather for one")
        return
    yield await _clock(settings)
    bot = make_bot(settings.require_token(), settings.telegram.api)
    try:
        me = await bot.me()
        yield fine(f"the token is that of @{me.username}")
        if settings.telegram.api.proxy:
            yield fine(f"Telegram is reached through {settings.telegram.api.shown_proxy}")
        for finding in [await _updates(bot, settings), *await _admins(bot, settings)]:
            yield finding
    except TelegramUnauthorizedError:
        yield todo("Telegram does not know BOT_TOKEN: ask @BotFather for the current one")
    except AiogramError as error:
        yield todo(
            f"{settings.telegram.api.url} does not answer ({type(error).__name__}): {_route(settings.telegram.api)}"
        )
    finally:
        await bot.session.close()


async def _updates(bot: Bot, settings: Settings) -> Finding:
    info = await bot.get_webhook_info()
    wanted = settings.webhook.url if settings.webhook else ""
    if info.url and info.url != wanted:
        return todo(
            f"a webhook to {URL(info.url).host} is set for this bot: stop the program that uses it, call deleteWebhook"
            " (one that this shop has set itself is replaced or removed at the next start)"
        )
    if wanted and not info.url:
        return fine("no webhook is set yet: the next start sets it")
    if wanted and (ails := webhook_problem(info, wanted, real_time())):
        return todo(f"Telegram cannot post to WEBHOOK_URL ({ails}): look at the proxy, its certificate and WEB_PORT")
    if info.allowed_updates and PAYING not in info.allowed_updates:
        return todo(f"Telegram was told not to send {PAYING}, so nobody can pay: start the shop once, it asks for it")
    return fine(f"Telegram sends {PAYING}")


async def _admins(bot: Bot, settings: Settings) -> list[Finding]:
    return [await _admin(bot, admin) for admin in settings.telegram.admins]


async def _admin(bot: Bot, admin: int) -> Finding:
    try:
        await bot.send_chat_action(admin, "typing")
    except AiogramError:
        return todo(f"admin {admin} cannot be reached: open the bot with this account and press Start")
    return fine(f"admin {admin} can be reached")


async def _clock(settings: Settings) -> Finding:
    """Compare our clock with that of Telegram's server, as its HTTP answers tell it (to the second)."""
    api = settings.telegram.api
    try:
        async with make_client(api, TIMEOUT) as client, client.get(api.url) as answer:
            told = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, LookupError, ValueError) as error:
        return todo(f"{api.url} does not tell the time ({type(error).__name__}): {_route(api)}")
    skew = abs(real_time() - int(told.timestamp()) * SECOND)
    if skew > SKEW:
        return todo(f"this machine's clock is {skew // SECOND} seconds off: let it follow a time server")
    return fine("this machine's clock agrees with Telegram's")


def _route(api: BotApi) -> str:
    """Return the part to look at when nothing answers: the proxy, the API server or the network."""
    if api.proxy:
        return f"is the proxy {api.shown_proxy} there, and may it be used (name, password, rules)?"
    return "is the network there? Where Telegram is blocked, set TELEGRAM_PROXY"
