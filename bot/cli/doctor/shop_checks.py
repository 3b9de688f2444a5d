"""The doctor's look into an open shop: what is in force, what is sold, and what an older version has left."""

from bot.app import Services
from bot.cli.database.backup import newest
from bot.cli.doctor.finding import Finding, fine, todo
from bot.cli.doctor.goods_checks import check_prices_and_stock
from bot.runtime.database_unavailable import is_writable, nearest_folder
from services.domain.errors import FileRefused
from services.domain.values.clock import DAY, HOUR, real_time

TOO_OLD = 2 * DAY
LISTED = 5


async def look_at_shop(shop: Services) -> list[Finding]:
    """The checks of the shop: documents in force, products on sale, backups, and rows of older versions."""
    return [*await _published(shop), *await _stock(shop), *await _backups(shop), *await _uneven(shop)]


async def _published(shop: Services) -> list[Finding]:
    try:
        editions = await shop.consents.diff_with_published(shop.shop_info.read_documents())
    except FileRefused:
        return []
    if not all(one.version for one in editions):
        return [todo("terms or privacy policy are not published: the first start does it (python -m bot run)")]
    if any(one.changed for one in editions):
        return [todo("the documents differ from what is in force: an admin sends /publish_terms")]
    return [fine("terms and privacy policy are published as they lie on disk")]


async def _stock(shop: Services) -> list[Finding]:
    levels = [(product, level) for product, level in await shop.stock_importer.levels() if not product.hidden]
    if not levels:
        return [todo("nothing is on sale: run python -m bot catalog import FILE, or send /catalog to the bot")]
    unpayable = [
        todo(f"{one.slug} has no price for the ways to pay: add one")
        for one, _ in levels
        if not shop.checkout.payment_methods(one)
    ]
    sold_out = [
        todo(f"{one.slug} is sold out: send /stock {one.slug} to the bot") for one, level in levels if not level.free
    ]
    stocked = len(levels) - len(sold_out)
    foreign = check_prices_and_stock(await shop.catalog.snapshot())
    return [fine(f"{stocked} of {len(levels)} products on sale have stock"), *foreign, *unpayable, *sold_out]


async def _backups(shop: Services) -> list[Finding]:
    """PostgreSQL is copied by tools of its own, which leave no word here."""
    if not shop.db.is_sqlite:
        return []
    async with shop.db.read() as reading:
        last = await newest(reading)
        sold = await reading.payments.any()
    if last is None:
        how = "python -m bot backup FILE, by cron every hour (docs/keys-and-backup.md)"
        return [todo(f"no backup was ever made: {how}") if sold else fine(f"no backup yet; before you sell: {how}")]
    spent = max(real_time() - last.at, 0)
    age = f"the newest backup is {f'{spent // DAY} days' if spent >= TOO_OLD else f'{spent // HOUR} hours'} old"
    if spent >= TOO_OLD:
        return [todo(f"{age} ({last.file}): look why no newer one was made")]
    if not is_writable(nearest_folder(last.file)):
        return [todo(f"{age}, and {nearest_folder(last.file)} cannot be written to: the next one will fail")]
    return [fine(age)]


async def _uneven(shop: Services) -> list[Finding]:
    async with shop.db.read() as reading:
        found = await reading.subscriptions.uneven(shop.now())
    more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
    told = (
        f"bought as several and once renewed as one: the subscriptions of {', '.join(found[:LISTED])}{more};"
        " their next renewal costs and brings as many as were bought"
    )
    return [fine(told)] if found else []
