"""The options of a file's reading, each with the first line that it gives."""

from collections.abc import Sequence

from handlers.admin.stock.callbacks import ChooseOption
from handlers.admin.stock.dry_run_views import back_key, option_name, title_of
from handlers.ui.keyboards import button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.stock.stock import StockDraft
from services.stock.file import Aspect, Option, masked
from services.stock.stock_import import DryRun

TAKEN = "✓ "


def render_options(run: DryRun, draft: StockDraft, what: Aspect, ways: Sequence[Option], t: Texts) -> OutgoingMessage:
    """A question, what each answer makes of the first line, and a button for each answer."""
    names = {way.value: option_name(run.reading, what, way.value, t) for way in ways}
    shown = [_way(names[way.value], way, t) for way in ways]
    keys = [
        button(
            (TAKEN if way.taken else "") + names[way.value], ChooseOption(draft=draft.id, what=what, value=way.value)
        )
        for way in ways
    ]
    head = [title_of(run.product, t), t(f"admin-stock-choose-{what}"), Html()]
    return OutgoingMessage(lines([*head, *shown]), keyboard(*column(keys), [back_key(draft.id, t)]))


def _way(name: str, way: Option, t: Texts) -> Html:
    if not way.sample:
        return t("admin-stock-way-empty", name=name)
    return t("admin-stock-way", name=name, code=masked(way.sample))
