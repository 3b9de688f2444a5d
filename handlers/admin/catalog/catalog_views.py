"""Views of the catalog file for admins: every change before it is made, and what is wrong, line by line."""

from handlers.admin.ui.callbacks import ApplyCatalog, ChooseProduct, SetHidden, ShowCatalogFile
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.uploads import problems
from handlers.ui.keyboards import PRIMARY, button, close_button, column, keyboard, pager
from handlers.ui.message import Attachment, OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, shorten
from services.catalog.catalog import ChangeCounts
from services.catalog.file import CatalogSnapshot, Changed, Changes, Diff
from services.catalog.file.diff import Value
from services.domain.catalog.product import Category, Product
from services.domain.errors import FileRefused
from services.domain.values.money import Money

PAGE = 12
FILE_NAME = "catalog.yaml"
VALUE = 60


def render_export(content: str, t: Texts) -> OutgoingMessage:
    """The catalog as a file, and what can be done with it."""
    close = close_button(t)
    return OutgoingMessage(t("admin-catalog-file"), keyboard([close]), document=Attachment(FILE_NAME, content.encode()))


def render_expected(t: Texts) -> OutgoingMessage:
    """Something other than a file has come."""
    return OutgoingMessage(t("admin-catalog-expected"), keyboard([close_button(t)]))


def render_refused(refused: FileRefused, t: Texts) -> OutgoingMessage:
    """The problems of the file; a better one may be sent."""
    close = close_button(t)
    return OutgoingMessage(lines([t("admin-file-refused"), *fit(problems(refused, t), t)]), keyboard([close]))


def render_diff(diff: Diff, digest: str, t: Texts) -> OutgoingMessage:
    """All changes that applying the file would make."""
    close = close_button(t)
    if not diff:
        return OutgoingMessage(t("admin-catalog-same"), keyboard([close]))
    told = [*_changes(diff.categories, "category", t), *_changes(diff.products, "product", t)]
    apply = button(t.plain("button-admin-apply"), ApplyCatalog(digest=digest), PRIMARY)
    text = lines([t("admin-catalog-diff"), Html(""), *fit(told, t), Html(""), t("admin-catalog-open-orders")])
    return OutgoingMessage(text, keyboard([apply], [close]))


def _changes(changes: Changes[Category] | Changes[Product], sort: str, t: Texts) -> list[Html]:
    added = [t(f"admin-catalog-{sort}-added", slug=one.slug, title=one.title) for one in changes.added]
    removed = [t(f"admin-catalog-{sort}-removed", slug=one.slug, title=one.title) for one in changes.removed]
    changed = [_changed(one, t) for one in changes.changed]
    return [*added, *removed, *changed, *([t(f"admin-catalog-{sort}-reordered")] if changes.reordered else [])]


def _changed(one: Changed, t: Texts) -> Html:
    return t("admin-catalog-changed", slug=one.slug, field=one.field, old=_value(one.old, t), new=_value(one.new, t))


def _value(value: Value, t: Texts) -> str:
    match value:
        case None | "":
            return t.plain("admin-catalog-nothing")
        case bool():
            return "true" if value else "false"
        case Money():
            return t.money(value)
        case _:
            return shorten(str(value), VALUE)


def render_applied(done: ChangeCounts, t: Texts) -> OutgoingMessage:
    """The changes are made."""
    text = t("admin-catalog-applied", added=done.added, changed=done.changed, hidden=done.hidden)
    return OutgoingMessage(text, keyboard([button(t.plain("button-admin-catalog"), ShowCatalogFile()), menu_button(t)]))


def render_choice(snapshot: CatalogSnapshot, page: int, t: Texts, *, hidden: bool) -> OutgoingMessage:
    """The products that can be hidden, or shown again, a page of them."""
    found = [product for product in snapshot.products if product.hidden is not hidden]
    shown, more = found[page * PAGE : (page + 1) * PAGE], len(found) > (page + 1) * PAGE
    which = "hide" if hidden else "show"
    products = [
        button(
            t.plain(f"admin-{which}-product", title=one.title, slug=one.slug), SetHidden(slug=one.slug, hidden=hidden)
        )
        for one in shown
    ]
    pager_row = pager(lambda number: ChooseProduct(hidden=hidden, page=number), page, t, more=more)
    text = t(f"admin-{which}-choose") if found else t(f"admin-{which}-none")
    return OutgoingMessage(text, keyboard(*column(products), pager_row, [menu_button(t)]))


def render_hidden(slug: str, t: Texts, *, hidden: bool) -> OutgoingMessage:
    """Render that a product is hidden, or shown again; with the way back."""
    back = button(
        t.plain("button-admin-show" if hidden else "button-admin-hide"), SetHidden(slug=slug, hidden=not hidden)
    )
    return OutgoingMessage(t("admin-hidden" if hidden else "admin-shown", slug=slug), keyboard([back, menu_button(t)]))
