"""The bot's profile, shown before anybody has said a word: menus of commands and descriptions, in both languages.

English is Telegram's default, for people with any language; Chinese is for those whose Telegram is Chinese. A customer
who chooses the other language in the bot gets a menu of their own. None of this is worth a failing start: refusals are
logged.
"""

from collections.abc import Awaitable

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, BotCommandScopeUnion
from structlog.stdlib import get_logger

from handlers.ui.shop_info import ShopInfo
from handlers.ui.staff_menus import StaffMenus
from handlers.ui.text.translations import Texts, Translations
from services.domain.values.language import Language

log = get_logger(__name__)
COMMANDS = (
    "shop", "orders", "subscriptions", "support", "paysupport", "status", "language", "terms", "privacy", "help",
)  # fmt: skip
CODES: dict[Language, str | None] = {Language.EN: None, Language.ZH: "zh"}


async def update_bot_profile(bot: Bot, translations: Translations, menus: StaffMenus, shop_info: ShopInfo) -> None:
    """Bring menus and descriptions up to date; only what differs is written, since Telegram limits that strictly."""
    staff = await menus.every()
    for language, code in CODES.items():
        t = translations.for_language(language)
        await _try(_describe(bot, t, code, shop_info), "descriptions", language)
        await _try(_list(bot, t, COMMANDS, BotCommandScopeAllPrivateChats(), code), "commands", language)
        for member, commands in staff.items():
            scope = BotCommandScopeChat(chat_id=member)
            await _try(_list(bot, t, commands + COMMANDS, scope, code), "commands of staff", language)


async def set_chat_commands(bot: Bot, chat_id: int, t: Texts, staff: tuple[str, ...] = ()) -> None:
    """Let the menu of one chat speak the language that was chosen there, whatever Telegram itself speaks.

    A chat's menu goes before everybody's; that of `staff` exists for each language of Telegram (see
    `update_bot_profile`).
    """
    for code in CODES.values() if staff else [None]:
        scope = BotCommandScopeChat(chat_id=chat_id)
        await _try(bot.set_my_commands(menu(staff + COMMANDS, t), scope, code), "commands of a chat", t.language)


def menu(commands: tuple[str, ...], t: Texts) -> list[BotCommand]:
    """Commands with what they do."""
    return [BotCommand(command=command, description=t.plain(f"command-{command}")) for command in commands]


async def _list(bot: Bot, t: Texts, commands: tuple[str, ...], scope: BotCommandScopeUnion, code: str | None) -> None:
    wanted = menu(commands, t)
    if await bot.get_my_commands(scope, code) != wanted:
        await bot.set_my_commands(wanted, scope, code)


async def _describe(bot: Bot, t: Texts, code: str | None, shop_info: ShopInfo) -> None:
    about = t.plain("bot-description", site=shop_info.site)
    if (await bot.get_my_description(code)).description != about:
        await bot.set_my_description(about, code)
    brief = t.plain("bot-short-description", site=shop_info.site)
    if (await bot.get_my_short_description(code)).short_description != brief:
        await bot.set_my_short_description(brief, code)


async def _try(work: Awaitable[object], what: str, language: Language) -> None:
    """Log a failure and go on: who has never started the bot has no menu to be set, and Telegram may fail."""
    try:
        await work
    except AiogramError as refusal:
        reason = str(refusal) if isinstance(refusal, TelegramAPIError) else type(refusal).__name__
        log.warning("bot_profile_update_failed", part=what, language=str(language), reason=reason)
