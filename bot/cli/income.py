"""`books FILE`: the income by day, as a CSV table for the owner's bookkeeping."""

import csv
from pathlib import Path

from bot.app import open_shop_database
from bot.cli.output import OK, fail, print_lines
from bot.settings.sections import Settings
from services.domain.values.money import Money
from services.reports.income import income_by_day

COLUMNS = ("day", "provider", "currency", "state", "payments", "amount")


async def write_income(settings: Settings, file: Path) -> int:
    """Write the income by day, provider, currency and state to a new file. Returns an exit code."""
    db = await open_shop_database(settings)
    try:
        income = await income_by_day(db, settings.shop.zone)
    finally:
        await db.close()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8-sig", newline="") as written:  # with the mark, without which Excel guesses
            table = csv.writer(written)
            table.writerow(COLUMNS)
            for key, total in income.items():
                digits = Money(total.amount, key.currency).digits
                table.writerow([key.day, key.provider, key.currency.value, key.state.value, total.payments, digits])
    except OSError as error:
        return fail(f"{file} cannot be written ({error.strerror}): choose another name")
    print_lines([f"ok  {len(income)} lines are in {file}"])
    return OK
