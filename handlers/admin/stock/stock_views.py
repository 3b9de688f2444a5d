"""What an admin sees of stock besides the dry run: levels, what to send, what became of it."""

from handlers.admin.staff.menu import to_desk
from handlers.admin.stock.dry_run_views import cancel_key, title_of
from handlers.admin.ui.callbacks import ChooseStock, ShowLevels, UndoImport
from handlers.admin.ui.uploads import problems
from handlers.ui.keyboards import board, column, key, pager
from handlers.ui.message import Draft
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Product
from services.domain.errors import FileRefused
from services.domain.stock.stock import Level, StockDraft
from services.stock.stock_import import Undone

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
    text = lines([title_of(product, t), t(f"admin-stock-wait-{kind}")])
    return Draft(text, board([cancel_key(draft_id, t)]))


def draw_progress(product: Product, done: int, count: int, t: Texts) -> Draft:
    """A long import is under way."""
    return Draft(lines([title_of(product, t), t("admin-stock-progress", done=done, count=count)]))


def draw_refused(refused: FileRefused, draft_id: str, t: Texts) -> Draft:
    """The file cannot be read at all; another one may be sent."""
    return Draft(lines([t("admin-file-refused"), *problems(refused, t)]), board([cancel_key(draft_id, t)]))


def draw_not_goods(draft_id: str, t: Texts) -> Draft:
    """A photo, for one."""
    return Draft(t("admin-stock-not-goods"), board([cancel_key(draft_id, t)]))


def draw_lost(t: Texts) -> Draft:
    """The time for what was sent is over."""
    return Draft(t("admin-stock-lost"), board([key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]))


def draw_edited_late(t: Texts) -> Draft:
    """An edit of what is imported or given up."""
    return Draft(t("admin-stock-edited-late"), board([key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]))


def draw_stored(product: Product, draft: StockDraft, free: int, t: Texts, left: int = 0) -> Draft:
    """What was imported, how many are free now, who was served, and the way back while that is possible."""
    parts = [title_of(product, t), t("admin-stock-stored", count=draft.added), t("admin-stock-total", count=free)]
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


def draw_undone(undone: Undone, t: Texts) -> Draft:
    """A batch is out again, but for what was ordered meanwhile."""
    back = [key(t.plain("button-admin-stock"), ShowLevels()), to_desk(t)]
    stayed = [t("admin-stock-stayed", count=undone.stayed)] if undone.stayed else []
    return Draft(lines([t("admin-stock-undone", count=undone.count), *stayed]), board(back))
