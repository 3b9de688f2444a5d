"""The doctor's look into an open shop: what is in force, what is sold, and what an older version has left."""

from bot.app import Shop
from bot.check_wares import look_at_shelf
from bot.documents import DocumentMissing
from bot.finding import Finding, fine, todo


async def look_at_shop(shop: Shop) -> list[Finding]:
    """Documents in force, and shelves."""
    return [*await _published(shop), *await _shelves(shop)]


async def _published(shop: Shop) -> list[Finding]:
    try:
        editions = await shop.consents.editions(shop.house.read_documents())
    except DocumentMissing:
        return []
    if not all(one.version for one in editions):
        return [todo("terms or privacy policy are not published: the first start does it (python -m bot run)")]
    if any(one.changed for one in editions):
        return [todo("the documents differ from what is in force: an admin sends /publish_terms")]
    return [fine("terms and privacy policy are published as they lie on disk")]


async def _shelves(shop: Shop) -> list[Finding]:
    levels = [(product, level) for product, level in await shop.stockroom.levels() if not product.hidden]
    if not levels:
        return [todo("nothing is on sale: run python -m bot catalog import FILE, or send /catalog to the bot")]
    unpayable = [
        todo(f"{one.slug} has no price for the ways to pay: add one")
        for one, _ in levels
        if not shop.checkout.ways(one)
    ]
    bare = [
        todo(f"{one.slug} is sold out: send /stock {one.slug} to the bot") for one, level in levels if not level.free
    ]
    stocked = len(levels) - len(bare)
    foreign = look_at_shelf(await shop.catalog.shelf())
    return [fine(f"{stocked} of {len(levels)} products on sale have stock"), *foreign, *unpayable, *bare]
