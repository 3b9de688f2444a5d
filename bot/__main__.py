"""`python -m bot …`: the command line. Errors are for people: what is wrong, and what to do."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiogram.exceptions import AiogramError, TelegramUnauthorizedError

from bot.app import assemble, furnish, open_shop_database
from bot.check import check
from bot.demo import demo
from bot.documents import DocumentMissing
from bot.keys import KeysError
from bot.log import setup_logging
from bot.moving import copy_database
from bot.polling import Rivalry, Silence
from bot.presence import Ousted
from bot.run import serve
from bot.settings import Settings, SettingsError, load_settings
from bot.shopkeeping import backup, export_catalog, import_catalog, import_stock
from services.domain.errors import ShopError
from services.storage.schema import SchemaTooNew
from services.storage.vault import KeyMissing

OK, FAILED, MISUSED = 0, 1, 2

Errand = Callable[[Settings, argparse.Namespace], Awaitable[int]]


async def _run(settings: Settings, _arguments: argparse.Namespace) -> int:
    await serve(settings)
    return OK


async def _check(settings: Settings, _arguments: argparse.Namespace) -> int:
    return await check(settings)


async def _migrate(settings: Settings, _arguments: argparse.Namespace) -> int:
    db = await open_shop_database(settings)
    await db.close()
    print(f"ok  {settings.storage.place} has the newest schema")
    return OK


async def _catalog(settings: Settings, arguments: argparse.Namespace) -> int:
    shop = await assemble(settings)
    try:
        work = import_catalog if arguments.direction == "import" else export_catalog
        return await work(shop, arguments.file)
    finally:
        await shop.close()


async def _stock(settings: Settings, arguments: argparse.Namespace) -> int:
    shop = await assemble(settings)
    try:
        await furnish(shop)
        return await import_stock(shop, arguments.product, arguments.file)
    finally:
        await shop.close()


async def _backup(settings: Settings, arguments: argparse.Namespace) -> int:
    return await backup(settings.storage.url.get_secret_value(), arguments.file)


async def _copy_database(settings: Settings, arguments: argparse.Namespace) -> int:
    return await copy_database(settings, arguments.source, arguments.target)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="OceanMart: a Telegram shop that delivers by itself."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _command(commands, "run", _run, "serve customers until stopped")
    _command(commands, "check", _check, "the doctor: is everything ready to sell?")
    _command(commands, "migrate", _migrate, "bring the database to the newest schema")
    shelf = _command(commands, "catalog", _catalog, "read or write the catalog as a YAML file")
    shelf.add_argument("direction", choices=["import", "export"])
    shelf.add_argument("file", type=Path)
    stock = _command(commands, "import-stock", _stock, "put codes or links of a .txt or .csv file on the shelf")
    stock.add_argument("product", help="the product's slug, for example emby-30")
    stock.add_argument("file", type=Path)
    _command(commands, "backup", _backup, "write a verified copy of the SQLite database").add_argument(
        "file", type=Path
    )
    copy = _command(commands, "copy-database", _copy_database, "copy the whole shop into an empty database")
    copy.add_argument("source", metavar="FROM", help="the address of a database, or a file of SQLite")
    copy.add_argument("target", metavar="TO", help="the same, of an empty one")
    play = commands.add_parser("demo", help="the shop against the built-in sandbox, in the browser")
    play.add_argument("--port", type=int, default=8080)
    play.add_argument("--no-open", action="store_true", help="do not open the browser")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, errand: Errand, help_text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text)
    parser.set_defaults(errand=errand)
    return parser


async def _code(work: Awaitable[int]) -> int:
    return await work


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks for; returns an exit code: 0 done, 1 failed, 2 wrong settings."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.command == "demo":
            return asyncio.run(demo(arguments.port, open_page=not arguments.no_open))
        settings = load_settings()
        setup_logging(settings.log.format, settings.secrets)
        errand: Errand = arguments.errand
        return asyncio.run(_code(errand(settings, arguments)))
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
    except Silence:
        print(
            "Telegram has not answered for five minutes. Start again; look at the network if it goes on.",
            file=sys.stderr,
        )
    except Rivalry as rivalry:
        print(rivalry, file=sys.stderr)
    except (Ousted, SchemaTooNew, DocumentMissing, ShopError) as error:
        print(error, file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
