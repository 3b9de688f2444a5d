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


def render_options(
    run: DryRun, draft: StockDraft, what: Aspect, options: Sequence[Option], t: Texts
) -> OutgoingMessage:
    """A question, what each answer makes of the first line, and a button for each answer."""
    names = {option.value: option_name(run.reading, what, option.value, t) for option in options}
    shown = [_option_line(names[option.value], option, t) for option in options]
    keys = [
        button(
            (TAKEN if option.taken else "") + names[option.value],
            ChooseOption(draft=draft.id, what=what, value=option.value),
        )
        for option in options
    ]
    head = [title_of(run.product, t), t(f"admin-stock-choose-{what}"), Html()]
    return OutgoingMessage(lines([*head, *shown]), keyboard(*column(keys), [back_key(draft.id, t)]))


def _option_line(name: str, option: Option, t: Texts) -> Html:
    if not option.sample:
        return t("admin-stock-option-empty", name=name)
    return t("admin-stock-option", name=name, code=masked(option.sample))
