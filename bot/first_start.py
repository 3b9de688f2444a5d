"""The first start: the documents of the files are put in force, and the catalog fills the empty shop."""

from contextlib import suppress
from pathlib import Path

from bot.app import Services
from bot.settings.legal_documents import CatalogMissing, unreadable_catalog
from bot.settings.problem_texts import sentences
from services.catalog.file import CatalogSnapshot, parse
from services.domain.errors import FileRefused, NoChange


async def publish_files(shop: Services) -> bool:
    """At the first start: publish the documents and import the catalog, if both are valid.

    Returns whether any document was put in force.
    Published documents stay for ever, so this waits for a catalog without mistakes. Raises FileRefused, CatalogMissing.
    """
    snapshot = _parsed(shop.settings.shop.catalog) if await shop.catalog.is_empty() else None
    published = await shop.consents.publish_first(shop.shop_info.read_documents())
    if snapshot is not None:
        with suppress(NoChange):  # another process was faster
            await shop.catalog.replace(snapshot, admin_id=None)
    return bool(published)


def _parsed(source: Path) -> CatalogSnapshot:
    """The catalog of a file; its problems are reported with the file's name."""
    try:
        return parse(source.read_bytes())
    except OSError as error:
        raise CatalogMissing(unreadable_catalog(source, error)) from None
    except FileRefused as refused:
        msg = "\n".join(f"{source}: {one}" for one in sentences(refused.problems))
        raise CatalogMissing(msg) from None
