"""`python -m bot …`: the command line. Errors are for people: what is wrong, and what to do."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.away import DatabaseAway
from bot.documents import CatalogMissing
from bot.env_file import warn_of
from bot.finding import sentences
from bot.keys import KeysError
from bot.log import setup_logging
from bot.polling import Rivalry
from bot.presence import Ousted
from bot.run import serve
from bot.settings import ENV_FILE, Settings, load_settings
from bot.settings_told import SettingsError
from bot.watchdog import Silence
from services.domain.errors import FileRefused, ShopError
from services.stock_file import ENCODINGS, NO, SIGNS, YES
from services.storage.schema import SchemaTooNew
from services.storage.vault import KeyMissing

try:
    import uvloop as loops
except ImportError:  # Windows has none
    loops = asyncio  # type: ignore[misc]

OK, FAILED, MISUSED = 0, 1, 2
PORTS = range(65_536)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="OceanMart: a Telegram shop that delivers by itself."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="serve customers until stopped")
    commands.add_parser("check", help="the doctor: is everything ready to sell?")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    shelf = commands.add_parser("catalog", help="read or write the catalog as a YAML file")
    shelf.add_argument("direction", choices=["import", "export"])
    shelf.add_argument("file", type=Path)
    stock = commands.add_parser("import-stock", help="put codes or links of a .txt or .csv file on the shelf")
    stock.add_argument("product", help="the product's slug, for example emby-30")
    stock.add_argument("file", type=Path)
    stock.add_argument("--encoding", choices=ENCODINGS)
    stock.add_argument(
        "--separator", choices=list(SIGNS), help="what separates the columns; line: the whole line is sold"
    )
    stock.add_argument("--heading", choices=[YES, NO], help="whether the first line is a heading and not sold")
    stock.add_argument("--column", type=_column, metavar="N", help="the column that is sold, from 1")
    commands.add_parser("backup", help="write a verified copy of the SQLite database").add_argument("file", type=Path)
    copy = commands.add_parser("copy-database", help="copy the whole shop into an empty database")
    copy.add_argument("source", metavar="FROM", help="the address of a database, or a file of SQLite")
    copy.add_argument("target", metavar="TO", help="the same, of an empty one")
    play = commands.add_parser("demo", help="the shop against the built-in sandbox, in the browser")
    play.add_argument("--port", type=_port, default=8080)
    play.add_argument("--no-open", action="store_true", help="do not open the browser")
    return parser


def _column(word: str) -> int:
    """Counted from 1 by people, from 0 here."""
    if not (word.isascii() and word.isdigit() and int(word)):
        msg = f"a column is a whole number from 1, not {word!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(word) - 1


def _port(word: str) -> int:
    port = int(word) if word.isascii() and word.isdigit() else -1
    if port not in PORTS:
        msg = f"a port is a whole number from 0 to {PORTS[-1]}, not {word!r}"
        raise argparse.ArgumentTypeError(msg)
    return port


async def _carry_out(arguments: argparse.Namespace) -> int:
    if arguments.command == "run":
        settings = _prepared()
        warn_of(ENV_FILE)
        await serve(settings)
        return OK
    from bot import errands  # noqa: PLC0415 - whoever serves customers pays no memory for the other commands

    if arguments.command == "demo":
        return await errands.demo(arguments.port, open_page=not arguments.no_open)
    return await errands.ERRANDS[arguments.command](_prepared(), arguments)


def _prepared() -> Settings:
    """The settings, and a log that keeps their secrets."""
    settings = load_settings()
    setup_logging(settings.log.format, settings.secrets)
    return settings


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks for; returns an exit code: 0 done, 1 failed, 2 wrong settings."""
    arguments = _parser().parse_args(argv)
    try:
        code = _done(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        if arguments.command == "run":
            raise
        return _cut_off()
    return code


def _cut_off() -> int:
    """Whoever read the output is gone, as in `… check | head`: said where it is still heard."""
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
        print(
            f"Telegram does not answer ({type(error).__name__}). Look at the network and BOT_API_URL.", file=sys.stderr
        )
    except FileRefused as refused:
        print("\n".join(sentences(refused.problems)), file=sys.stderr)
    except (DatabaseAway, Ousted, Rivalry, SchemaTooNew, CatalogMissing, ShopError, Silence) as error:
        print(error, file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
