"""The shop as production runs it, but for words that kill it: `python -m tests.chaos.fatal_updates run`."""

import asyncio
import os
import signal
import sys
from typing import Any

import bot.intake.processing
from bot.__main__ import main
from services.domain.system.update import InboxUpdate

DIE, SLOW = "die", "slow"


def make_fatal() -> None:
    """Let a certain message kill the process, and another one take long, so that it is still being served."""
    feed = bot.intake.processing.process_update

    async def watched(shop_bot: Any, dispatcher: Any, update: InboxUpdate, age: int = 0) -> None:
        said = update.payload.get("message", {}).get("text")
        if said == SLOW:
            await asyncio.sleep(0.5)
        if said == DIE:
            await asyncio.sleep(0.2)
            os.kill(os.getpid(), signal.SIGKILL)
        await feed(shop_bot, dispatcher, update, age)

    bot.intake.processing.process_update = watched


if __name__ == "__main__":
    make_fatal()
    sys.exit(main(sys.argv[1:]))
