"""The dry run of an import: what each line is, how the file was read, and what a customer would get.

Goods are shown masked. The words are those of the command line too (bot/cli/stock.py).
"""

from collections.abc import Iterable, Sequence

from aiogram.types import InlineKeyboardButton

from handlers.admin.stock.callbacks import ShowOptions, ShowReport, ShowUnusual
from handlers.admin.ui.callbacks import CancelImport, ImportStock
from handlers.ui.keyboards import PRIMARY, Row, button, grid, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import LISTED
from services.domain.catalog.product import Product
from services.domain.stock.stock import StockDraft, StockReport
from services.stock.file import SIGNS, Aspect, Reading, Unusual, is_plain_name, masked, option_values
from services.stock.stock_import import DryRun

PAGE = 15
BUTTONS_IN_ROW = 2
ASKED, OPEN = "❓ ", "⚙️ "
SIGN_WORDS = {sign: word for word, sign in SIGNS.items()}


def render_report(run: DryRun, draft: StockDraft, t: Texts, note: Html | None = None) -> OutgoingMessage:
    """The dry run with its buttons; `note` is what has just happened. What must be asked about has no *Import*."""
    parts = [
        *([note, Html()] if note else []),
        title_of(run.product, t),
        t("admin-stock-dry-run"),
        *([Html(), t("admin-stock-lost-signs")] if draft.lost_signs else []),
        Html(),
        *told(run, t, from_file=draft.file is not None),
        *([Html(), t("admin-stock-ask")] if run.reading.must_ask else []),
    ]
    if draft.file is None:
        parts += [Html(), t("admin-stock-more")]
    return OutgoingMessage(lines(parts), keyboard(*_rows(run, draft, t)))


def told(run: DryRun, t: Texts, *, from_file: bool) -> list[Html]:
    """All that a report says of the lines."""
    blocks = (
        _counts(run.report, t),
        _shown(run.reading, t),
        _unusual(run.reading, t),
        _read(run.reading, t, from_file=from_file),
    )
    parts = [part for block in blocks if block for part in (Html(), *block)]
    return parts[1:]


def title_of(product: Product, t: Texts) -> Html:
    """The product whose goods these are."""
    return t("admin-stock-title", title=product.title, slug=product.slug)


def _counts(report: StockReport, t: Texts) -> list[Html]:
    counts = {"repeated": report.repeated, "in-stock": report.in_stock, "sold": report.sold}
    return [
        t("admin-stock-new", count=len(report.new)),
        *(t(f"admin-stock-{name}", count=count) for name, count in counts.items() if count),
        *_malformed(report, t),
    ]


def _malformed(report: StockReport, t: Texts) -> list[Html]:
    if not report.malformed:
        return []
    shown = [t("admin-stock-line", line=str(one.line), reason=t(one.reason)) for one in report.malformed[:LISTED]]
    return [t("admin-stock-malformed", count=len(report.malformed)), *shown, *_rest(len(report.malformed), t)]


def _rest(count: int, t: Texts) -> list[Html]:
    return [t("admin-more", count=count - LISTED)] if count > LISTED else []


def _shown(reading: Reading, t: Texts) -> list[Html]:
    """The first and the last line as a customer gets them."""
    if not reading.lines:
        return []
    ends = {line.number: line for line in (reading.lines[0], reading.lines[-1])}
    return [
        t("admin-stock-as-sold"),
        *(t("admin-stock-code", line=str(line.number), code=masked(line.text)) for line in ends.values()),
    ]


def _unusual(reading: Reading, t: Texts) -> list[Html]:
    if not reading.unusual:
        return []
    count = len(reading.unusual)
    return [t("admin-stock-unusual", count=count), *_odd_lines(reading.unusual[:LISTED], t), *_rest(count, t)]


def _odd_lines(odd: Iterable[Unusual], t: Texts) -> list[Html]:
    return [t("admin-stock-odd", line=str(one.number), code=masked(one.text), reason=t(one.reason)) for one in odd]


def _read(reading: Reading, t: Texts, *, from_file: bool) -> list[Html]:
    """Render the encoding, separator, heading and column that were taken, as far as there was a choice."""
    told = {*open_aspects(reading), *([Aspect.ENCODING] if from_file else [])}
    found: list[tuple[Aspect | None, Html]] = [(what, param_of(reading, what, t)) for what in Aspect if what in told]
    if reading.skipped:
        numbers = ", ".join(str(number) for number, _ in reading.skipped)
        found.append((None, t("admin-stock-skipped", lines=numbers)))
    marked = [Html(ASKED + fact) if what in reading.must_ask else fact for what, fact in found]
    return [t("admin-stock-read"), *marked] if marked else []


def open_aspects(reading: Reading) -> list[Aspect]:
    """Return the aspects of a file that can be taken in another way; what must be chosen comes first."""
    return sorted(
        (what for what in Aspect if option_values(reading, what)), key=lambda what: what not in reading.must_ask
    )


def param_of(reading: Reading, what: Aspect, t: Texts) -> Html:
    """Render the choice that was taken for one aspect."""
    match what:
        case Aspect.ENCODING:
            return t("admin-stock-took-encoding", name=option_name(reading, what, reading.encoding, t))
        case Aspect.SEPARATOR:
            return t("admin-stock-took-separator", name=option_name(reading, what, SIGN_WORDS[reading.separator], t))
        case Aspect.HEADING if reading.heading is None:
            return t("admin-stock-took-no-heading")
        case Aspect.HEADING:
            return t("admin-stock-took-heading", names=_names(reading.heading or ()))
        case _:
            return t("admin-stock-took-column", name=option_name(reading, what, str(reading.column), t))


def option_name(reading: Reading, what: Aspect, value: str, t: Texts) -> str:
    """One of the ways to take it, in words."""
    if what is Aspect.COLUMN:
        name = column_name(reading, int(value))
        return t.plain("admin-stock-column", number=str(int(value) + 1), name=name)
    return t.plain(f"admin-stock-{what}-{value}")


def column_name(reading: Reading, place: int) -> str:
    """The name of a column in the heading, or its first cell, masked."""
    cell = reading.columns[place] if place < len(reading.columns) else ""
    return _name(cell, reading.heading or ())


def _names(heading: Sequence[str]) -> str:
    return ", ".join(_name(cell, heading) for cell in heading if cell)[:200]


def _name(cell: str, heading: Sequence[str]) -> str:
    return cell if is_plain_name(cell, heading) else masked(cell)


def _rows(run: DryRun, draft: StockDraft, t: Texts) -> list[Row | None]:
    """Return the buttons: the choices, the other unusual lines, the two ways out."""
    reading = run.reading
    keys = [
        button(
            (ASKED if what in reading.must_ask else OPEN) + t.plain(f"button-admin-{what}"),
            ShowOptions(draft=draft.id, what=what),
        )
        for what in open_aspects(reading)
    ]
    more = len(reading.unusual) > LISTED
    ready = bool(run.report.new) and not reading.must_ask
    import_it = ImportStock(draft=draft.id, digest=draft.digest)
    return [
        *grid(keys, BUTTONS_IN_ROW),
        [button(t.plain("button-admin-unusual", count=len(reading.unusual)), ShowUnusual(draft=draft.id))]
        if more
        else None,
        [button(t.plain("button-admin-import", count=len(run.report.new)), import_it, PRIMARY)] if ready else None,
        [cancel_key(draft.id, t)],
    ]


def cancel_key(draft_id: str, t: Texts) -> InlineKeyboardButton:
    """Import nothing."""
    return button(t.plain("button-admin-cancel"), CancelImport(draft=draft_id))


def render_unusual(run: DryRun, draft: StockDraft, page: int, t: Texts) -> OutgoingMessage:
    """A page of all unusual lines."""
    odd = run.reading.unusual
    shown = odd[page * PAGE : (page + 1) * PAGE]
    parts = [title_of(run.product, t), t("admin-stock-unusual", count=len(odd)), Html(), *_odd_lines(shown, t)]
    more = len(odd) > (page + 1) * PAGE
    pager_row = pager(lambda number: ShowUnusual(draft=draft.id, page=number), page, t, more=more)
    return OutgoingMessage(lines(parts), keyboard(pager_row, [back_key(draft.id, t)]))


def back_key(draft_id: str, t: Texts) -> InlineKeyboardButton:
    """To the report again."""
    return button(t.plain("button-admin-report"), ShowReport(draft=draft_id))
