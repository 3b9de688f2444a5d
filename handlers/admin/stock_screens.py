"""What an admin sees of stock: levels, the dry run, what became of it. Goods are counted here and never shown."""

from aiogram.types import InlineKeyboardButton

from handlers.admin.buttons import CancelImport, ChooseStock, ImportStock, ShowLevels, UndoImport
from handlers.admin.fitting import LISTED
from handlers.admin.menu import to_desk
from handlers.admin.uploads import problems
from handlers.draft import Draft
from handlers.keyboards import PRIMARY, board, column, key, pager
from handlers.lettering import Html, lines
from handlers.texts import Texts
from services.domain.errors import FileRefused
from services.domain.product import Product
from services.domain.stock import Level, StockReport
from services.stockroom import Stored

PAGE = 12


def draw_levels(levels: list[tuple[Product, Level]], page: int, t: Texts) -> Draft:
    """A page of products, each with what is free of it, and a button to add stock."""
    shown = levels[page * PAGE : (page + 1) * PAGE]
    more = len(levels) > (page + 1) * PAGE
    products = [key(_level(product, level, t), ChooseStock(slug=product.slug)) for product, level in shown]
    before = key(t.plain("button-previous"), ShowLevels(page=page - 1))
    after = key(t.plain("button-next"), ShowLevels(page=page + 1))
    text = t("admin-levels") if levels else t("admin-levels-none")
    return Draft(text, board(*column(products), pager(before, after, page, more=more), [to_desk(t)]))


def _level(product: Product, level: Level, t: Texts) -> str:
    mark = "hidden" if product.hidden else "empty" if not level.free else "there"
    many = f"{level.free}+" if level.capped else str(level.free)
    return t.plain(f"admin-level-{mark}", title=product.title, slug=product.slug, count=many)


def draw_wait(product: Product, t: Texts) -> Draft:
    """Send the goods now."""
    kind = product.kind.replace("_", "-")
    text = lines([t("admin-stock-title", title=product.title, slug=product.slug), t(f"admin-stock-wait-{kind}")])
    return Draft(text, board([_cancel(t)]))


def draw_report(product: Product, report: StockReport, offer: str, t: Texts, *, pasted: bool) -> Draft:
    """The dry run: how many lines are what, and which of them are malformed."""
    counts = {"repeated": report.repeated, "in-stock": report.in_stock, "sold": report.sold}
    parts: list[Html] = [
        t("admin-stock-title", title=product.title, slug=product.slug),
        t("admin-stock-dry-run"),
        Html(""),
        t("admin-stock-new", count=len(report.new)),
        *(t(f"admin-stock-{name}", count=count) for name, count in counts.items() if count),
        *_malformed(report, t),
    ]
    if pasted:
        parts += [Html(""), t("admin-stock-more")]
    ready = key(t.plain("button-admin-import", count=len(report.new)), ImportStock(offer=offer), PRIMARY)
    return Draft(lines(parts), board([ready] if report.new else None, [_cancel(t)]))


def _malformed(report: StockReport, t: Texts) -> list[Html]:
    if not report.malformed:
        return []
    shown = report.malformed[:LISTED]
    told = [t("admin-stock-line", line=str(one.line), reason=t(one.reason)) for one in shown]
    rest = len(report.malformed) - len(shown)
    return [
        t("admin-stock-malformed", count=len(report.malformed)),
        *told,
        *([t("admin-more", count=rest)] if rest else []),
    ]


def draw_refused(refused: FileRefused, t: Texts) -> Draft:
    """The file cannot be read at all; another one may be sent."""
    return Draft(lines([t("admin-file-refused"), *problems(refused, t)]), board([_cancel(t)]))


def draw_not_now(t: Texts, *, mixed: bool) -> Draft:
    """A photo, or a file on top of something that is not decided yet."""
    return Draft(t("admin-stock-one-file") if mixed else t("admin-stock-not-goods"), board([_cancel(t)]))


def draw_lost(product: Product, t: Texts) -> Draft:
    """What was pasted is gone from memory."""
    title = t("admin-stock-title", title=product.title, slug=product.slug)
    return Draft(lines([title, t("admin-stock-lost")]), board([_cancel(t)]))


def draw_stored(product: Product, stored: Stored, t: Texts) -> Draft:
    """What was imported, who was served, and the way back while that is possible."""
    title = t("admin-stock-title", title=product.title, slug=product.slug)
    parts = [title, t("admin-stock-stored", count=stored.added)]
    if stored.served:
        parts.append(t("admin-stock-served", count=stored.served))
    undo = None if stored.served else [key(t.plain("button-admin-undo"), UndoImport(batch=stored.batch.id))]
    again = key(t.plain("button-admin-stock-more"), ChooseStock(slug=product.slug))
    return Draft(lines([*parts, t("admin-stock-wiped")]), board(undo, [again, to_desk(t)]))


def draw_cancelled(t: Texts) -> Draft:
    """Nothing was imported."""
    return Draft(t("admin-stock-cancelled"), board([key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]))


def draw_undone(count: int, t: Texts) -> Draft:
    """A batch is out again."""
    back = [key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]
    return Draft(t("admin-stock-undone", count=count), board(back))


def _cancel(t: Texts) -> InlineKeyboardButton:
    return key(t.plain("button-admin-cancel"), CancelImport())
