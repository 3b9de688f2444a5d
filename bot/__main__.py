"""`python -m bot …`: the command line. Errors are for people: what is wrong, and what to do."""

import argparse
import asyncio
import os
import sys

from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.cli.arguments import parser
from bot.cli.output import FAILED, MISUSED, OK
from bot.intake.polling import PollingConflict
from bot.monitoring.log import setup_logging
from bot.monitoring.watchdog import PartUnresponsive
from bot.runtime.database_unavailable import DatabaseUnavailable
from bot.runtime.leader import LeaseLost
from bot.serve import serve
from bot.settings.env_file import warn_of
from bot.settings.errors import SettingsError
from bot.settings.key_ring import KeysError
from bot.settings.legal_documents import CatalogMissing
from bot.settings.load import ENV_FILE, load_settings
from bot.settings.problem_texts import sentences
from bot.settings.sections import Settings
from services.domain.errors import FileRefused, ShopError
from services.storage.schema.upgrade import SchemaTooNew
from services.storage.vault import KeyMissing

try:
    import uvloop as loops
except ImportError:  # Windows has none
    loops = asyncio  # type: ignore[misc]


async def _carry_out(arguments: argparse.Namespace) -> int:
    if arguments.command == "run":
        settings = _prepared()
        warn_of(ENV_FILE)
        await serve(settings)
        return OK
    from bot.cli import commands  # noqa: PLC0415 - whoever serves customers pays no memory for the other commands

    if arguments.command == "demo":
        return await commands.demo(arguments.port, open_page=not arguments.no_open)
    return await commands.COMMANDS[arguments.command](_prepared(), arguments)


def _prepared() -> Settings:
    """The settings, and a log that keeps their secrets."""
    settings = load_settings()
    setup_logging(settings.log.format, settings.secrets)
    return settings


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks for; returns an exit code: 0 done, 1 failed, 2 wrong settings."""
    arguments = parser().parse_args(argv)
    if sys.platform == "win32":  # neither signals nor modes of files are what they are elsewhere
        print("The shop runs on Linux and macOS. On Windows, run it inside WSL, which is a Linux.", file=sys.stderr)
        return FAILED
    try:
        code = _done(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        if arguments.command == "run":
            raise
        return _cut_off()
    return code


def _cut_off() -> int:
    """The reader of the output is gone, as in `… check | head`: told on the error output."""
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, sys.stdout.fileno())  # Python flushes at its own end
    try:
        print("The output was cut off, and the command ended there.", file=sys.stderr, flush=True)
    except BrokenPipeError:
        os.dup2(nobody, sys.stderr.fileno())
    return FAILED


def _done(arguments: argparse.Namespace) -> int:
    try:
        with asyncio.Runner(loop_factory=loops.new_event_loop) as runner:
            return runner.run(_carry_out(arguments))
    except (SettingsError, KeysError) as error:
        print(f"Settings are wrong:\n{error}", file=sys.stderr)
        return MISUSED
    except KeyMissing:
        print("No secret key opens this database. Put the key back: SECRET_KEYS, or .keys/secret.key", file=sys.stderr)
    except TelegramUnauthorizedError:
        print("BOT_TOKEN: Telegram does not know this token. Ask @BotFather for the current one.", file=sys.stderr)
    except AiogramError as error:
        places = "Look at the network, TELEGRAM_PROXY and BOT_API_URL."
        print(f"Telegram does not answer ({type(error).__name__}). {places}", file=sys.stderr)
    except FileRefused as refused:
        print("\n".join(sentences(refused.problems)), file=sys.stderr)
    except (
        DatabaseUnavailable,
        LeaseLost,
        PollingConflict,
        SchemaTooNew,
        CatalogMissing,
        ShopError,
        PartUnresponsive,
    ) as error:
        print(error, file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
