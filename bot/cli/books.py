"""`books FILE`: what came in, day by day, as a table that any spreadsheet reads."""

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.app import open_shop_database
from bot.cli.output import OK, fail, print_lines
from bot.settings.sections import Settings
from services.domain.values.clock import SECOND
from services.domain.values.money import Currency, Money
from services.storage import tables
from services.storage.connection import batches

HEAD = ("day", "provider", "currency", "state", "payments", "amount")
BATCH = 1_000


async def books(settings: Settings, file: Path) -> int:
    """Write all money that came in, by day, way, currency and state, to a new file. Returns an exit code."""
    amounts: Counter[tuple[str, ...]] = Counter()
    counts: Counter[tuple[str, ...]] = Counter()
    payments = tables.payments
    db = await open_shop_database(settings)
    try:
        async with db.read() as reading:
            came = select(payments).where(payments.c.confirmed_at.is_not(None)).order_by(payments.c.id)
            async for batch in batches(reading.connection, came, BATCH):
                for row in batch:
                    day = datetime.fromtimestamp(row.confirmed_at / SECOND, settings.shop.zone).date().isoformat()
                    line = (day, row.provider, row.currency, row.state)
                    amounts[line] += row.amount
                    counts[line] += 1
    finally:
        await db.close()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8-sig", newline="") as written:  # with the mark, without which Excel guesses
            table = csv.writer(written)
            table.writerow(HEAD)
            for kind in sorted(counts):
                table.writerow([*kind, counts[kind], Money(amounts[kind], Currency(kind[2])).digits])
    except OSError as error:
        return fail(f"{file} cannot be written ({error.strerror}): choose another name")
    print_lines([f"ok  {len(counts)} lines are in {file}"])
    return OK
