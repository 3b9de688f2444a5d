"""The commands beside serving. `python -m bot run` never imports this, and pays no memory for it."""

import argparse
from collections.abc import Awaitable, Callable

from bot.app import assemble, open_shop_database
from bot.cli.catalog import export_catalog, import_catalog
from bot.cli.database.backup import backup
from bot.cli.database.copy_database import copy_database
from bot.cli.database.restore import restore
from bot.cli.demo import demo
from bot.cli.doctor.doctor import check
from bot.cli.income import write_income
from bot.cli.output import OK
from bot.cli.personal_data import export, forget, verify
from bot.cli.quarantine import quarantine
from bot.cli.stock import import_stock
from bot.cli.whoami import whoami
from bot.first_start import publish_files
from bot.settings.sections import Settings
from services.domain.stock.stock import Choices
from services.stock.file import SIGNS, YES
from services.stock.quarantine import Quarantine
from services.storage.schema import upgrade

Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]


async def _migrate(settings: Settings, _arguments: argparse.Namespace) -> int:
    db = await open_shop_database(settings)
    borne = await upgrade.is_compatible_newer(db)
    await db.close()
    print(f"ok  {settings.storage.address.shown} has {'a newer, compatible schema' if borne else 'the newest schema'}")
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
        if await publish_files(shop):
            print(
                "ok  as at a first start, terms and privacy policy were put in force, and the empty catalog was filled"
            )
        heading = None if arguments.heading is None else arguments.heading == YES
        choices = Choices(arguments.encoding, SIGNS.get(arguments.separator), heading, arguments.column)
        return await import_stock(shop, arguments.product, arguments.file, choices)
    finally:
        await shop.close()


async def _quarantine(settings: Settings, arguments: argparse.Namespace) -> int:
    shop = await assemble(settings)
    try:
        work = Quarantine(shop.db, shop.now, shop.stock_importer.allocation, shop.stock_importer.dispatch)
        return await quarantine(work, arguments.product, arguments.what)
    finally:
        await shop.close()


COMMANDS: dict[str, Command] = {
    "check": lambda settings, _: check(settings),
    "whoami": lambda settings, _: whoami(settings),
    "migrate": _migrate,
    "catalog": _catalog,
    "import-stock": _stock,
    "backup": lambda settings, arguments: backup(settings.storage.address, arguments.file),
    "restore": lambda settings, arguments: restore(settings, arguments.file),
    "quarantine": _quarantine,
    "export": lambda settings, arguments: export(settings, arguments.customer, arguments.file),
    "erase": lambda settings, arguments: forget(settings, arguments.customer, sure=arguments.yes),
    "verify": lambda settings, arguments: verify(settings, arguments.known),
    "books": lambda settings, arguments: write_income(settings, arguments.file),
    "copy-database": lambda settings, arguments: copy_database(settings, arguments.source, arguments.target),
}
"""Every command by its name; each returns an exit code."""

__all__ = ["COMMANDS", "demo"]
