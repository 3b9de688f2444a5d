"""What an admin sees of the catalog file: every change before it is made, and what is wrong, line by line."""

from handlers.admin.staff.menu import to_desk
from handlers.admin.ui.callbacks import ApplyCatalog, ChooseProduct, SetHidden, ShowCatalogFile
from handlers.admin.ui.uploads import problems
from handlers.ui.callbacks import Close
from handlers.ui.keyboards import PRIMARY, board, column, key, pager
from handlers.ui.message import Attachment, Draft
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, shorten
from services.catalog.catalog import Tally
from services.catalog.file import Changed, Changes, Diff, Shelf
from services.catalog.file.diff import Value
from services.domain.catalog.product import Category, Product
from services.domain.errors import FileRefused
from services.domain.values.money import Money

PAGE = 12
FILE_NAME = "catalog.yaml"
VALUE = 60


def draw_export(content: str, t: Texts) -> Draft:
    """The catalog as a file, and what can be done with it."""
    close = key(t.plain("button-close"), Close())
    return Draft(t("admin-catalog-file"), board([close]), document=Attachment(FILE_NAME, content.encode()))


def draw_expected(t: Texts) -> Draft:
    """Something other than a file has come."""
    return Draft(t("admin-catalog-expected"), board([key(t.plain("button-close"), Close())]))


def draw_refused(refused: FileRefused, t: Texts) -> Draft:
    """What is wrong in the file; a better one may be sent."""
    close = key(t.plain("button-close"), Close())
    return Draft(lines([t("admin-file-refused"), *fit(problems(refused, t), t)]), board([close]))


def draw_diff(diff: Diff, digest: str, t: Texts) -> Draft:
    """All changes that applying the file would make."""
    close = key(t.plain("button-close"), Close())
    if not diff:
        return Draft(t("admin-catalog-same"), board([close]))
    told = [*_changes(diff.categories, "category", t), *_changes(diff.products, "product", t)]
    apply = key(t.plain("button-admin-apply"), ApplyCatalog(digest=digest), PRIMARY)
    text = lines([t("admin-catalog-diff"), Html(""), *fit(told, t), Html(""), t("admin-catalog-open-orders")])
    return Draft(text, board([apply], [close]))


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


def draw_applied(done: Tally, t: Texts) -> Draft:
    """The changes are made."""
    text = t("admin-catalog-applied", added=done.added, changed=done.changed, hidden=done.hidden)
    return Draft(text, board([key(t.plain("button-admin-catalog"), ShowCatalogFile()), to_desk(t)]))


def draw_choice(shelf: Shelf, page: int, t: Texts, *, hidden: bool) -> Draft:
    """The products that can be hidden, or shown again, a page of them."""
    found = [product for product in shelf.products if product.hidden is not hidden]
    shown, more = found[page * PAGE : (page + 1) * PAGE], len(found) > (page + 1) * PAGE
    which = "hide" if hidden else "show"
    products = [
        key(t.plain(f"admin-{which}-product", title=one.title, slug=one.slug), SetHidden(slug=one.slug, hidden=hidden))
        for one in shown
    ]
    before = key(t.plain("button-previous"), ChooseProduct(hidden=hidden, page=page - 1))
    after = key(t.plain("button-next"), ChooseProduct(hidden=hidden, page=page + 1))
    text = t(f"admin-{which}-choose") if found else t(f"admin-{which}-none")
    return Draft(text, board(*column(products), pager(before, after, page, more=more), [to_desk(t)]))


def draw_hidden(slug: str, t: Texts, *, hidden: bool) -> Draft:
    """It is off the shelf, or on it again; with the way back."""
    back = key(t.plain("button-admin-show" if hidden else "button-admin-hide"), SetHidden(slug=slug, hidden=not hidden))
    return Draft(t("admin-hidden" if hidden else "admin-shown", slug=slug), board([back, to_desk(t)]))
