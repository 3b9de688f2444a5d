"""What an owner does from the command line: catalog in and out, a copy of the database. Reports are for people."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Protocol, TextIO

from sqlalchemy import make_url

from handlers.texts import Library
from services.catalog import Catalog
from services.catalog_file import Changed, Diff, dump, parse
from services.domain.errors import FileRefused, NothingToDo
from services.domain.language import Language

OK, FAILED = 0, 1
COUNTED = ("customers", "orders", "payments", "stock_items", "subscriptions", "consents")


class Shop(Protocol):
    """The parts of the shop that are needed here (bot/app.py)."""

    @property
    def library(self) -> Library:
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
        return refuse(path, refused, shop.library)
    except NothingToDo:
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
        draft.write_text(dump(await shop.catalog.shelf()), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        return fail(f"{path} cannot be written ({error.strerror})")
    print(f"ok  the catalog is in {path}")
    return OK


async def backup(url: str, path: Path) -> int:
    """Write a verified copy of a SQLite database, while the shop runs too. Returns an exit code.

    Goods in it stay encrypted; without the secret keys it is worth nothing, to its owner too.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return fail("PostgreSQL has a tool for this: pg_dump --format=custom --file=FILE DATABASE")
    try:
        counts = await asyncio.to_thread(_copy, Path(address.database or ""), path)
    except (OSError, sqlite3.Error, BackupFailed) as error:
        return fail(f"no backup was made: {error}")
    print_lines(f"    {table}: {count}" for table, count in counts.items())
    print(f"ok  {path} is a whole copy. Keep the secret keys apart from it: without them it cannot be read")
    return OK


class BackupFailed(Exception):
    """There is nothing to copy, something in the way, or the copy is not whole. Its text is for a person."""


def _copy(source: Path, target: Path) -> dict[str, int]:
    if not source.is_file():
        msg = f"there is no database at {source}"
        raise BackupFailed(msg)
    if target.exists():
        msg = f"{target} exists already; choose another name"
        raise BackupFailed(msg)
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        counts = _fill(source, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _settle(target)
    return counts


def _fill(source: Path, draft: Path) -> dict[str, int]:
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as shop, closing(sqlite3.connect(draft)) as copy:
        shop.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, complete by itself
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            msg = f"the copy is damaged: {verdict}"
            raise BackupFailed(msg)
        return {table: _count(copy, table) for table in COUNTED}


def _count(copy: sqlite3.Connection, table: str) -> int:
    return int(copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a name of COUNTED


def _settle(target: Path) -> None:
    """Make the file and its name survive a power cut."""
    for place in (target, target.resolve().parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def refuse(path: Path, refused: FileRefused, library: Library) -> int:
    """Say what is wrong in a file. Returns an exit code."""
    texts = library.speak(Language.EN)
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
