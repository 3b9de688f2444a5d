"""The command line of the catalog: export and import. Reports are for people."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from bot.atomic_write import atomic_write
from bot.cli.output import OK, fail, print_lines, refuse
from handlers.ui.text.translations import Translations
from services.catalog.catalog import Catalog
from services.catalog.file import Changed, Diff, dump, parse
from services.domain.errors import FileRefused, NoChange


class CatalogServices(Protocol):
    """The parts of the shop that are needed here (bot/app.py)."""

    @property
    def translations(self) -> Translations:
        """The translations."""

    @property
    def catalog(self) -> Catalog:
        """The catalog service."""


async def import_catalog(shop: CatalogServices, path: Path) -> int:
    """Apply a catalog file and tell what changed; a file with mistakes changes nothing. Returns an exit code."""
    try:
        diff = await shop.catalog.replace(await asyncio.to_thread(parse, path.read_bytes()), admin_id=None)
    except OSError as error:
        return fail(f"{path} cannot be read ({error.strerror})")
    except FileRefused as refused:
        return refuse(path, refused, shop.translations)
    except NoChange:
        print(f"ok  {path} is the same as the catalog: nothing changed")
        return OK
    print_lines(_changes(diff))
    print(f"ok  {path} is imported")
    return OK


def _changes(diff: Diff) -> Iterable[str]:
    for name, changes in (("category", diff.categories), ("product", diff.products)):
        yield from (f"    new {name} {one.slug}" for one in changes.added)
        yield from (f"    {name} {one.slug} is {_gone(name)}" for one in changes.removed)
        yield from (f"    {name} {_field(one)}" for one in changes.changed)
        if changes.reordered:
            yield f"    the order of {name} entries changed"


def _gone(name: str) -> str:
    return "removed" if name == "category" else "hidden (it is not in the file)"


def _field(change: Changed) -> str:
    old, new = (" ".join(str(value).split())[:60] for value in (change.old, change.new))
    return f"{change.slug}, {change.field}: {old} -> {new}"


async def export_catalog(shop: CatalogServices, path: Path) -> int:
    """Write the catalog to a file, whole or not at all. Returns an exit code."""
    try:
        with atomic_write(path) as draft:
            draft.write_text(dump(await shop.catalog.snapshot()), encoding="utf-8")
    except OSError as error:
        return fail(f"{path} cannot be written ({error.strerror})")
    print(f"ok  the catalog is in {path}")
    return OK
