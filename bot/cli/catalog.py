"""The command line of the catalog: export and import. Reports are for people."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TextIO

from handlers.ui.text.translations import Translations
from services.catalog.catalog import Catalog
from services.catalog.file import Changed, Diff, dump, parse
from services.domain.errors import FileRefused, NoChange
from services.domain.values.language import Language

OK, FAILED = 0, 1


class Shop(Protocol):
    """The parts of the shop that are needed here (bot/app.py)."""

    @property
    def translations(self) -> Translations:
        """The texts."""

    @property
    def catalog(self) -> Catalog:
        """The shelves."""


async def import_catalog(shop: Shop, path: Path) -> int:
    """Apply a catalog file and tell what changed; a file with mistakes changes nothing. Returns an exit code."""
    try:
        diff = await shop.catalog.replace(await asyncio.to_thread(parse, path.read_bytes()))
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


async def export_catalog(shop: Shop, path: Path) -> int:
    """Write the catalog to a file, whole or not at all. Returns an exit code."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(dump(await shop.catalog.snapshot()), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        return fail(f"{path} cannot be written ({error.strerror})")
    print(f"ok  the catalog is in {path}")
    return OK


def refuse(path: Path, refused: FileRefused, translations: Translations) -> int:
    """Say what is wrong in a file. Returns an exit code."""
    texts = translations.for_language(Language.EN)
    told = [f"    {texts.plain(problem.key, **problem.facts)}" for problem in refused.problems]
    print_lines(told, sys.stderr)
    return fail(f"{path} cannot be used; nothing was changed")


def print_lines(told: Iterable[str], stream: TextIO | None = None) -> None:
    """Say something, line by line."""
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    for line in told:  # a terminal that has no Chinese shows question marks
        print(line.encode(encoding, "replace").decode(encoding), file=out)


def fail(reason: str) -> int:
    """Say why nothing was done. Returns an exit code."""
    print(f"!!  {reason}", file=sys.stderr)
    return FAILED
