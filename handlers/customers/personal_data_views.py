"""The screens of My data: what can be done, what an erasure takes and leaves, and the receipt for it."""

from aiogram.filters.callback_data import CallbackData

from handlers.ui.callbacks import ShowMyData, ShowOrders, WriteSupport
from handlers.ui.keyboards import DANGER, PRIMARY, button, column, keyboard, shop_button
from handlers.ui.message import Attachment, OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.customers.personal_data import ErasureView
from services.domain.support.ticket import Topic


class SendMyData(CallbackData, prefix="mdf"):
    """Send everything that is kept of me."""


class AskErasure(CallbackData, prefix="er"):
    """Think about being erased."""


class ConfirmErasure(CallbackData, prefix="ery"):
    """Yes, erase me when the time to think is over."""


class WithdrawErasure(CallbackData, prefix="ern"):
    """Do not erase me after all."""


def render_my_data(t: Texts) -> OutgoingMessage:
    """Render what can be done about the own data."""
    choices = [
        button(t.plain("button-send-my-data"), SendMyData(), PRIMARY),
        button(t.plain("button-erase-me"), AskErasure()),
        shop_button(t),
    ]
    return OutgoingMessage(t("my-data"), keyboard(*column(choices)))


def render_copy(content: bytes, form: str, t: Texts) -> OutgoingMessage:
    """Render one form (json, html) of the copy as a document."""
    file = Attachment(f"my-data.{form}", content)
    back = [button(t.plain("button-my-data"), ShowMyData())] if form == "html" else None
    return OutgoingMessage(t(f"my-data-{form}"), keyboard(back), document=file)


def render_erasure(view: ErasureView, wait: int, t: Texts) -> OutgoingMessage:
    """Render what an erasure takes and leaves, or what it waits for, or until when it can be taken back."""
    if view.request is not None:
        return _render_asked(view.request.number, view.request.due_at, t)
    back = [button(t.plain("button-back"), ShowMyData())]
    if view.open_matters:
        return _render_blocked(view, t)
    running = [Html(), t("erasure-running", count=view.running)] if view.running else []
    said = [t("erasure-goes"), Html(), t("erasure-stays", count=view.kept), *running, Html(), _time_to_think(wait, t)]
    return OutgoingMessage(lines(said), keyboard([button(t.plain("button-erase-yes"), ConfirmErasure(), DANGER)], back))


def _time_to_think(wait: int, t: Texts) -> Html:
    return t("erasure-wait", span=t.span(wait)) if wait else t("erasure-at-once")


def _render_asked(number: str, due_at: int, t: Texts) -> OutgoingMessage:
    said = t("erasure-asked", number=number, moment=t.deadline(due_at))
    return OutgoingMessage(
        said, keyboard([button(t.plain("button-erase-no"), WithdrawErasure(), PRIMARY)], [shop_button(t)])
    )


def _render_blocked(view: ErasureView, t: Texts) -> OutgoingMessage:
    matters = [t(f"erasure-open-{one.matter}", number=one.number or "") for one in view.open_matters]
    return OutgoingMessage(
        lines([t("erasure-blocked"), *matters, Html(), t("erasure-blocked-next")]),
        keyboard(
            [button(t.plain("button-orders"), ShowOrders(), PRIMARY)],
            [button(t.plain("button-payment-help"), WriteSupport(topic=Topic.PAYMENT))],
            [button(t.plain("button-back"), ShowMyData())],
        ),
    )
