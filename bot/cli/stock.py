"""Stock from the command line: the report of the bot, then the import, unless something must be chosen first.

Goods are printed with most of their signs hidden.
"""

import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from bot.cli.output import FAILED, OK, fail, print_lines, refuse
from handlers.admin.stock.dry_run_views import option_name, told
from handlers.ui.text.translations import Texts, Translations
from services.domain.errors import FileRefused, NoChange, NotFound
from services.domain.stock.stock import NOTHING_CHOSEN, Choices
from services.domain.values.language import Language
from services.stock.file import Aspect, masked, options
from services.stock.stock_import import DryRun, StockImporter

COMMAND_LINE = 0
"""The admin id of an import from the command line: no Telegram id."""
_TAG = re.compile("<[^<>]*>")


class StockServices(Protocol):
    """The parts of the shop that are needed here (bot/app.py)."""

    @property
    def translations(self) -> Translations:
        """The translations."""

    @property
    def stock_importer(self) -> StockImporter:
        """The importer of stock."""


async def import_stock(shop: StockServices, slug: str, path: Path, choices: Choices = NOTHING_CHOSEN) -> int:
    """Import the new goods of a file and tell what each line was. Returns an exit code."""
    try:
        data = path.read_bytes()
        run = await shop.stock_importer.dry_run(slug, data, path.name, choices)
    except NotFound:
        return fail(f"there is no product {slug}: see `python -m bot catalog export FILE`")
    except OSError as error:
        return fail(f"{path} cannot be read ({error.strerror})")
    except FileRefused as refused:
        return refuse(path, refused, shop.translations)
    t = shop.translations.for_language(Language.EN)
    print_lines(f"    {line}".rstrip() for part in told(run, t, from_file=True) for line in _bare(part).split("\n"))
    if run.reading.must_ask:
        print_lines(_questions(run, data, path.name, choices, t))
        return fail(f"{path} can be read in several ways; choose with the options above. Nothing was imported")
    return await _store(shop, run, path)


async def _store(shop: StockServices, run: DryRun, path: Path) -> int:
    slug, malformed = run.product.slug, run.report.malformed
    try:
        stored = await shop.stock_importer.store(slug, run.report.new, COMMAND_LINE)
    except NoChange:
        print_lines([f"{'!!' if malformed else 'ok'}  nothing new for {slug} in {path}"])
        return FAILED if malformed else OK
    served = f", {stored.served} waiting orders are served" if stored.served else ""
    free = await shop.stock_importer.free(run.product)
    print_lines([f"ok  {stored.added} imported for {slug}{served}; in stock now: {free}"])
    return OK


def _questions(run: DryRun, data: bytes, filename: str, choices: Choices, t: Texts) -> Iterable[str]:
    """Each way to read what is open, as an option, with the first line that it gives."""
    for what in map(Aspect, run.reading.must_ask):
        yield f"    {_bare(t(f'button-admin-{what}'))}:"
        for way in options(data, filename, run.product.kind, choices, run.reading, what):
            value = str(int(way.value) + 1) if what is Aspect.COLUMN else way.value
            name = option_name(run.reading, what, way.value, t)
            yield f"      --{what} {value:<10} {name}: {masked(way.sample)}"


def _bare(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
