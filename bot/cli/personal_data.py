"""The commands about personal data: a copy of what is kept, its erasure, the proof of consent."""

import json
import os
from pathlib import Path

from bot.app import open_shop_database
from bot.cli.database.restore import RUNNING, is_served
from bot.cli.output import OK, fail, print_lines
from bot.settings.sections import Settings
from services.domain.customers.personal_data import OpenMatter
from services.domain.system.update import brings_money
from services.domain.values.clock import real_time
from services.domain.values.ids import new_number
from services.legal.consents import ConsentRegistry, EvidenceBroken
from services.storage.customers.erasure import erase
from services.storage.customers.personal_data import copy_of, unhandled, unsettled
from services.storage.database import Database

UNORDERED = "money on its way back that belongs to no order"
UNHANDLED = "a payment that came in and is not handled: run the shop for a minute, and look at Failed updates in /admin"


async def export(settings: Settings, customer_id: int, file: Path) -> int:
    """Write what is kept of a customer to a new file, for its owner's eyes. Returns an exit code."""
    db = await open_shop_database(settings)
    try:
        async with db.read() as reading:
            found = await copy_of(reading.connection, reading.vault, customer_id)
    finally:
        await db.close()
    if not found:
        return fail(f"nothing is kept of {customer_id}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
            json.dump(found, written, ensure_ascii=False, indent=2)
    except FileExistsError:
        return fail(f"{file} exists already; choose another name")
    except OSError as error:
        return fail(f"{file} cannot be written ({error.strerror})")
    print_lines(f"    {table}: {len(rows)}" for table, rows in found.items())
    print_lines([f"ok  {file} has what is kept of {customer_id}, in the clear: hand it over, and delete it"])
    return OK


async def forget(settings: Settings, customer_id: int, *, sure: bool) -> int:
    """Erase a customer, while the shop stands still. Returns an exit code."""
    if await is_served(settings.storage.address):
        return fail(RUNNING)
    db = await open_shop_database(settings)
    try:
        return await _forget(db, customer_id, sure=sure)
    finally:
        await db.close()


async def _forget(db: Database, customer_id: int, *, sure: bool) -> int:
    async with db.read() as reading:
        known = await reading.customers.find(customer_id)
        open_matters = await unsettled(reading.connection, customer_id)
        said = await unhandled(reading.connection, reading.vault, customer_id)
    if known is None:
        return fail(f"there is no customer {customer_id}")
    if open_matters:
        return fail(f"not over yet: {', '.join(map(_told, open_matters))}. Deliver, cancel, decide or refund first")
    if any(map(brings_money, said)):
        return fail(UNHANDLED)
    if not sure:
        return fail("this cannot be taken back: make a backup, then say it again with --yes")
    async with db.begin() as tx:
        taken = await erase(tx.connection, tx.vault, customer_id, new_number(), real_time())
    print_lines(f"    {table}: {count}" for table, count in taken.items())
    print_lines([f"ok  {customer_id} is erased; orders and payments stay, under a pseudonym, as the law may ask"])
    return OK


def _told(open_matter: OpenMatter) -> str:
    return UNORDERED if open_matter.number is None else f"order {open_matter.number}"


async def verify(settings: Settings, known: str | None) -> int:
    """Try the evidence of consent. Returns an exit code."""
    db = await open_shop_database(settings)
    try:
        links = await ConsentRegistry(db, real_time).verify(known)
        async with db.read() as reading:
            head = await reading.consents.end()
    except EvidenceBroken as broken:
        return fail(str(broken))
    finally:
        await db.close()
    print_lines([f"ok  consents that hold: {links}; their documents are those that were published"])
    if links:
        print_lines([f"    the newest hash is {head}: write it down elsewhere, and next time: verify --known HASH"])
    return OK
