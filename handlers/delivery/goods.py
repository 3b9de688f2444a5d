"""The goods as messages: the one that brings them, and the same goods again under their order.

A code is shown exactly as it was imported: it is escaped and never cleaned, since a code that lost a character is none.
What no message can hold becomes a text file. It begins with a byte order mark, so that every editor reads Chinese in
it, and its first line is words, so that the mark never clings to a code; its lines end as Windows wants them, and all
others understand.
"""

import html
import re
from collections.abc import Sequence

from handlers.ui.callbacks import OpenOrder
from handlers.ui.keyboards import COPY_LIMIT, Row, button, copy, grid, keyboard, link
from handlers.ui.message import Attachment, OutgoingMessage
from handlers.ui.purchase_line import plain_purchase_line, purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.text_pages import visible_length
from handlers.ui.text.translations import Texts
from services.domain.catalog.invoice_text import telegram_length
from services.domain.catalog.product import Kind
from services.domain.delivery.delivery import FIRST_PART, PreparedDelivery
from services.domain.orders.order import Order
from services.domain.values.secret import Secret
from services.orders.order_history import OrderView

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_IN_MESSAGE = 25
MOST_COPY_BUTTONS = 5
COPIES_IN_ROW = 3
FOLD_AFTER = 300
FOLD_LINES = 5
LINE_END = "\r\n"
_OPENABLE = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")


def render_delivery(prepared: PreparedDelivery, t: Texts) -> OutgoingMessage:
    """The message of a delivery: thanks, goods, until when, how to use them; a copy says so at the top."""
    order, goods = prepared.order, prepared.goods
    mark = [t(f"goods-copy-{_noun(order)}", count=len(goods)), Html()] if prepared.delivery.is_resend else []
    head = [*mark, _thanks(prepared, t), purchase_line(order, t)]
    opens = [button(t.plain("button-show-order"), OpenOrder(order=order.id))]
    return _as_text_or_file(head, order, goods, prepared.ends_at, [opens], t)


def _thanks(prepared: PreparedDelivery, t: Texts) -> Html:
    """Render what a message brings: an order, more time, or something in place of what did not work."""
    order = prepared.order
    if prepared.delivery.part != FIRST_PART:
        return t(f"goods-replaced-{_noun(order)}", number=order.number)
    return t("goods-thanks-extended" if order.extends else "goods-thanks", number=order.number, count=order.quantity)


def render_goods(opened: OrderView, t: Texts, head: Sequence[Html] = (), rows: Sequence[Row] = ()) -> OutgoingMessage:
    """The same goods again, under a heading and above other buttons."""
    return _as_text_or_file(head, opened.order, opened.goods, opened.ends_at, rows, t)


def _as_text_or_file(
    head: Sequence[Html], order: Order, goods: tuple[Secret, ...], ends_at: int | None, rows: Sequence[Row], t: Texts
) -> OutgoingMessage:
    """Goods in a message if they fit, else in a file with a caption."""
    buttons = keyboard(*_handles(order, goods, t), *rows)
    until = [] if ends_at is None else [t("goods-until", date=t.date(ends_at))]
    manual = [] if order.extends else _instructions(order, t)
    text = lines([*head, *_listed(order, goods, t), *_apart(until), *_apart(manual)])
    if len(goods) <= MOST_IN_MESSAGE and visible_length(text) <= TEXT_LIMIT:
        return OutgoingMessage(text, buttons)
    short = lines([*head, Html(), t("goods-in-file", count=len(goods)), *until])
    caption = lines([short, *_apart(manual)])
    if visible_length(caption) > CAPTION_LIMIT:
        caption = lines([short, *_apart([t("goods-manual-in-file")] if manual else [])])
    return OutgoingMessage(caption, buttons, document=_file(order, goods, t))


def _noun(order: Order) -> str:
    return order.snapshot.kind.replace("_", "-")


def _apart(parts: Sequence[Html]) -> list[Html]:
    """The parts with an empty line before them, if there are any."""
    return [Html(), *parts] if parts else []


def _listed(order: Order, goods: Sequence[Secret], t: Texts) -> list[Html]:
    if not goods:
        return []
    between = [Html()] if _have_several_lines(goods) else []
    first, *others = map(_code, goods)
    listed = [first, *(part for code in others for part in (*between, code))]
    return _apart([t(f"goods-tap-{_noun(order)}", count=len(goods)), *listed])


def _have_several_lines(goods: Sequence[Secret]) -> bool:
    """Return whether a reader needs more than the end of a line to see where one ends and the next begins."""
    return any("\n" in secret.reveal() for secret in goods)


def _code(secret: Secret) -> Html:
    return Html(f"<code>{html.escape(secret.reveal(), quote=False)}</code>")


def _instructions(order: Order, t: Texts) -> list[Html]:
    """Render the instructions of the goods, in the words of the promise; folded if they are long."""
    words = order.snapshot.instructions[t.language] or order.snapshot.instructions[t.language.other]
    if not words.strip():
        return []
    long = len(words) > FOLD_AFTER or words.count("\n") >= FOLD_LINES
    return [t("goods-manual-folded" if long else "goods-manual", words=words.strip())]


def _handles(order: Order, goods: Sequence[Secret], t: Texts) -> list[Row]:
    """Buttons that copy what Telegram lets a button copy, and one that opens a link."""
    if len(goods) == 1:
        return [_copy_one(goods[0], t.plain(f"button-copy-{_noun(order)}")), _open(order, goods[0], t)]
    if len(goods) > MOST_COPY_BUTTONS:
        return []
    copies = [
        button
        for number, secret in enumerate(goods, 1)
        for button in _copy_one(secret, t.plain("button-copy-one-of", number=number))
    ]
    return grid(copies, COPIES_IN_ROW)


def _copy_one(secret: Secret, label: str) -> Row:
    value = secret.reveal()
    return [copy(label, value)] if 0 < telegram_length(value) <= COPY_LIMIT else []


def _open(order: Order, secret: Secret, t: Texts) -> Row:
    """Only for addresses that Telegram is sure to take: a refused button would hold the goods back."""
    address = secret.reveal()
    fits = order.snapshot.kind is Kind.SUBSCRIPTION_LINK and _OPENABLE.fullmatch(address)
    return [link(t.plain("button-open-link"), address)] if fits else []


def _file(order: Order, goods: Sequence[Secret], t: Texts) -> Attachment:
    """One code a line between a heading and the instructions; codes of several lines have an empty one between them."""
    words = order.snapshot.instructions[t.language] or order.snapshot.instructions[t.language.other]
    between = LINE_END * 2 if _have_several_lines(goods) else LINE_END
    written = [
        t.plain("goods-file-title", number=order.number),
        plain_purchase_line(order, t),
        "",
        between.join(secret.reveal().replace("\n", LINE_END) for secret in goods),
        *(["", t.plain("goods-file-manual"), *words.strip().splitlines()] if words.strip() else []),
        "",
    ]
    return Attachment(f"order-{order.number}.txt", LINE_END.join(written).encode("utf-8-sig"))
