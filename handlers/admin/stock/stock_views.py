"""Views of stock for admins besides the dry run: levels, what to send, what became of it."""

from handlers.admin.stock.dry_run_views import cancel_key, title_of
from handlers.admin.ui.callbacks import ChooseStock, ShowLevels, UndoImport
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.uploads import problems
from handlers.ui.keyboards import button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Product
from services.domain.errors import FileRefused
from services.domain.stock.stock import StockDraft, StockLevel
from services.stock.stock_import import Undone

PAGE = 12


def render_levels(levels: list[tuple[Product, StockLevel]], page: int, t: Texts) -> OutgoingMessage:
    """A page of products, each with what is free of it, and a button to add stock."""
    shown = levels[page * PAGE : (page + 1) * PAGE]
    more = len(levels) > (page + 1) * PAGE
    products = [button(_level(product, level, t), ChooseStock(slug=product.slug)) for product, level in shown]
    pager_row = pager(lambda number: ShowLevels(page=number), page, t, more=more)
    text = t("admin-levels") if levels else t("admin-levels-none")
    return OutgoingMessage(text, keyboard(*column(products), pager_row, [menu_button(t)]))


def _level(product: Product, level: StockLevel, t: Texts) -> str:
    mark = "hidden" if product.hidden else "empty" if not level.free else "there"
    many = f"{level.free}+" if level.capped else str(level.free)
    return t.plain(f"admin-level-{mark}", title=product.title, slug=product.slug, count=many)


def render_wait(product: Product, draft_id: str, t: Texts) -> OutgoingMessage:
    """Send the goods now."""
    kind = product.kind.replace("_", "-")
    text = lines([title_of(product, t), t(f"admin-stock-wait-{kind}")])
    return OutgoingMessage(text, keyboard([cancel_key(draft_id, t)]))


def render_progress(product: Product, done: int, count: int, t: Texts) -> OutgoingMessage:
    """A long import is under way."""
    return OutgoingMessage(lines([title_of(product, t), t("admin-stock-progress", done=done, count=count)]))


def render_refused(refused: FileRefused, draft_id: str, t: Texts) -> OutgoingMessage:
    """The file cannot be read at all; another one may be sent."""
    return OutgoingMessage(lines([t("admin-file-refused"), *problems(refused, t)]), keyboard([cancel_key(draft_id, t)]))


def render_not_goods(draft_id: str, t: Texts) -> OutgoingMessage:
    """A photo, for one."""
    return OutgoingMessage(t("admin-stock-not-goods"), keyboard([cancel_key(draft_id, t)]))


def render_lost(t: Texts) -> OutgoingMessage:
    """The time for what was sent is over."""
    return OutgoingMessage(
        t("admin-stock-lost"), keyboard([button(t.plain("button-admin-stock"), ShowLevels()), menu_button(t)])
    )


def render_edited_late(t: Texts) -> OutgoingMessage:
    """An edit of what is imported or given up."""
    return OutgoingMessage(
        t("admin-stock-edited-late"), keyboard([button(t.plain("button-admin-stock"), ShowLevels()), menu_button(t)])
    )


def render_stored(product: Product, draft: StockDraft, free: int, t: Texts, left: int = 0) -> OutgoingMessage:
    """The result of an import: how many are free now, who was served, and the way back while that is possible."""
    parts = [title_of(product, t), t("admin-stock-stored", count=draft.added), t("admin-stock-total", count=free)]
    if draft.served:
        parts.append(t("admin-stock-served", count=draft.served))
    can_undo = draft.added and not draft.served
    undo = [button(t.plain("button-admin-undo"), UndoImport(batch=draft.id))] if can_undo else None
    again = button(t.plain("button-admin-stock-more"), ChooseStock(slug=product.slug))
    return OutgoingMessage(lines([*parts, _wiped(left, t)]), keyboard(undo, [again, menu_button(t)]))


def render_cancelled(t: Texts, left: int = 0) -> OutgoingMessage:
    """Nothing was imported."""
    text = lines([t("admin-stock-cancelled"), _wiped(left, t)])
    return OutgoingMessage(text, keyboard([button(t.plain("button-admin-stock"), ShowLevels()), menu_button(t)]))


def _wiped(left: int, t: Texts) -> Html:
    return t("admin-stock-left", count=left) if left else t("admin-stock-wiped")


def render_undone(undone: Undone, t: Texts) -> OutgoingMessage:
    """A batch is out again, but for what was ordered meanwhile."""
    back = [button(t.plain("button-admin-stock"), ShowLevels()), menu_button(t)]
    stayed = [t("admin-stock-stayed", count=undone.stayed)] if undone.stayed else []
    return OutgoingMessage(lines([t("admin-stock-undone", count=undone.count), *stayed]), keyboard(back))
