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
from services.domain.stock import Level, StockDraft, StockReport

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


def draw_wait(product: Product, draft_id: str, t: Texts) -> Draft:
    """Send the goods now."""
    kind = product.kind.replace("_", "-")
    text = lines([_title(product, t), t(f"admin-stock-wait-{kind}")])
    return Draft(text, board([_cancel(draft_id, t)]))


def draw_report(product: Product, report: StockReport, draft: StockDraft, t: Texts, *, refused: bool = False) -> Draft:
    """The dry run: how many lines are what, the ends of the first and the last, and which of them are malformed."""
    counts = {"repeated": report.repeated, "in-stock": report.in_stock, "sold": report.sold}
    parts: list[Html] = [
        *([t("admin-stock-one-file"), Html("")] if refused else []),
        _title(product, t),
        t("admin-stock-dry-run"),
        Html(""),
        t("admin-stock-new", count=len(report.new)),
        *_ends(report, t),
        *(t(f"admin-stock-{name}", count=count) for name, count in counts.items() if count),
        *_odd(report, t),
        *_malformed(report, t),
    ]
    if draft.file is None:
        parts += [Html(""), t("admin-stock-more")]
    button = ImportStock(draft=draft.id, parts=len(draft.goods))
    ready = key(t.plain("button-admin-import", count=len(report.new)), button, PRIMARY)
    return Draft(lines(parts), board([ready] if report.new else None, [_cancel(draft.id, t)]))


def _ends(report: StockReport, t: Texts) -> list[Html]:
    """The first and the last, as far as an admin may see them."""
    if not report.new:
        return []
    return [t("admin-stock-ends", first=report.new[0].tail, last=report.new[-1].tail)]


def _odd(report: StockReport, t: Texts) -> list[Html]:
    """What is imported and may be a mistake: two codes on one line, a command."""
    texts = [secret.reveal() for secret in report.new]
    found = {
        "spaces": sum(" " in text for text in texts),
        "slash": sum(text.startswith("/") for text in texts),
    }
    return [t(f"admin-stock-{name}", count=count) for name, count in found.items() if count]


def draw_progress(product: Product, done: int, count: int, t: Texts) -> Draft:
    """A long import is under way."""
    return Draft(lines([_title(product, t), t("admin-stock-progress", done=done, count=count)]))


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


def draw_refused(refused: FileRefused, draft_id: str, t: Texts) -> Draft:
    """The file cannot be read at all; another one may be sent."""
    return Draft(lines([t("admin-file-refused"), *problems(refused, t)]), board([_cancel(draft_id, t)]))


def draw_not_goods(draft_id: str, t: Texts) -> Draft:
    """A photo, for one."""
    return Draft(t("admin-stock-not-goods"), board([_cancel(draft_id, t)]))


def draw_lost(t: Texts) -> Draft:
    """The time for what was sent is over."""
    return Draft(t("admin-stock-lost"), board([key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]))


def draw_stored(product: Product, draft: StockDraft, free: int, t: Texts, left: int = 0) -> Draft:
    """What was imported, how many are free now, who was served, and the way back while that is possible."""
    parts = [_title(product, t), t("admin-stock-stored", count=draft.added), t("admin-stock-total", count=free)]
    if draft.served:
        parts.append(t("admin-stock-served", count=draft.served))
    can_undo = draft.added and not draft.served
    undo = [key(t.plain("button-admin-undo"), UndoImport(batch=draft.id))] if can_undo else None
    again = key(t.plain("button-admin-stock-more"), ChooseStock(slug=product.slug))
    return Draft(lines([*parts, _wiped(left, t)]), board(undo, [again, to_desk(t)]))


def draw_cancelled(t: Texts, left: int = 0) -> Draft:
    """Nothing was imported."""
    text = lines([t("admin-stock-cancelled"), _wiped(left, t)])
    return Draft(text, board([key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]))


def _wiped(left: int, t: Texts) -> Html:
    return t("admin-stock-left", count=left) if left else t("admin-stock-wiped")


def _title(product: Product, t: Texts) -> Html:
    return t("admin-stock-title", title=product.title, slug=product.slug)


def draw_undone(count: int, t: Texts) -> Draft:
    """A batch is out again."""
    back = [key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]
    return Draft(t("admin-stock-undone", count=count), board(back))


def _cancel(draft_id: str, t: Texts) -> InlineKeyboardButton:
    return key(t.plain("button-admin-cancel"), CancelImport(draft=draft_id))
