"""`python -m bot whoami`: the Telegram id of whoever writes to the bot, for `ADMIN_IDS`; the token stays in `.env`.

It confirms nothing to Telegram: what was written is answered by the shop when it starts.
"""

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError

from bot.settings.sections import Settings
from bot.telegram.sender import RawUpdates, make_bot
from handlers.ui.text.html_text import strip_invisible

EVERY = 1.0
FOUND, NOBODY = 0, 1


async def whoami(settings: Settings) -> int:
    """Wait for a private message, and print who has written it; returns an exit code."""
    bot = make_bot(settings.require_token(), settings.telegram.api)
    try:
        name = (await bot.me()).username
        print(f"Open https://t.me/{name} in Telegram and press Start. Waiting (Ctrl+C ends it) …", flush=True)
        _tell(await _wait_for_somebody(bot))
    except TelegramConflictError:
        print("The shop is running, or a webhook is set: stop the shop, and try again.", file=sys.stderr)
        return NOBODY
    except asyncio.CancelledError:
        print("Nobody has written.")
        return NOBODY
    finally:
        await bot.session.close()
    return FOUND


async def _wait_for_somebody(bot: Bot) -> list[dict[str, Any]]:
    while True:
        updates = await bot(RawUpdates())
        if people := _people(updates):
            return people
        await asyncio.sleep(EVERY)


def _people(updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return everybody who has written in private, each once."""
    messages = [update["message"] for update in updates if "message" in update]
    private = [message["from"] for message in messages if message["chat"]["type"] == "private"]
    return list({person["id"]: person for person in private}.values())


def _tell(people: Sequence[dict[str, Any]]) -> None:
    for person in people:
        username = f" (@{person['username']})" if person.get("username") else ""
        print(f"{person['id']}  {strip_invisible(person.get('first_name', ''))}{username}")
    print("If that is you, put the number into .env:  ADMIN_IDS=" + str(people[-1]["id"]))
