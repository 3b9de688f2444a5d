"""Orders, goods and clocks for drafts, and a reader that sees a message as Telegram's clients show it."""

from dataclasses import replace
from html.parser import HTMLParser

from handlers.ui.message import OutgoingMessage
from handlers.ui.text.translations import Texts, Translations
from services.domain.catalog.invoice_text import telegram_length
from services.domain.catalog.product import Kind, Renewal
from services.domain.delivery.delivery import Delivery, DeliveryState, PreparedDelivery
from services.domain.orders.order import Order, OrderState, ProductSnapshot
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret

AFTERNOON = 1_795_446_840_000  # 2026-11-23 15:14 UTC
DAY = 86_400_000
LIBRARY = Translations(shop=LocalizedText("OceanMart", "云海Mart"))
EN, ZH = LIBRARY.for_language(Language.EN), LIBRARY.for_language(Language.ZH)
BOTH = (EN, ZH)
ID = "A" * 22
PROMISE = ProductSnapshot(
    "emby-30", LocalizedText("Emby 30", "Emby 30 天"), LocalizedText(), Kind.LICENSE_CODE, 30, Renewal.REPLACE
)
ORDER = Order(
    id=ID,
    number="7K2M-94QD",
    customer_id=1001,
    idempotency_key="intent",
    product_id=1,
    snapshot=PROMISE,
    quantity=1,
    total=Money(250, Currency.XTR),
    method="stars",
    language=Language.EN,
    state=OrderState.PENDING,
    created_at=AFTERNOON,
    expires_at=AFTERNOON + 15 * 60_000,
    reserved_until=AFTERNOON + 20 * 60_000,
)


class Reader(HTMLParser):
    """A reader of a message: the visible text, and the content of each kind of tag."""

    def __init__(self, message: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.inside, self._open = "", dict[str, list[str]](), list[str]()
        self.feed(message)
        self.close()
        assert not self._open, f"{self._open} left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.inside.setdefault(tag, []).append("")
        if attrs:
            self.inside.setdefault(f"{tag} {attrs[0][0]}", []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in self._open:
            self.inside[tag][-1] += data


def order(kind: Kind = Kind.LICENSE_CODE, instructions: str = "", **params: object) -> Order:
    """An order like the one above, with other facts."""
    words = LocalizedText(instructions, instructions)
    snapshot = replace(PROMISE, kind=kind, instructions=words, renewal=params.pop("renewal", Renewal.REPLACE))  # type: ignore[arg-type]
    return replace(ORDER, snapshot=snapshot, **params)  # type: ignore[arg-type]


def prepared(
    of: Order, *codes: str, copy: bool = False, ends_at: int | None = AFTERNOON + 30 * DAY
) -> PreparedDelivery:
    """A delivery of these codes."""
    delivery = Delivery(1, of.id, 1, of.customer_id, DeliveryState.SENDING, 1, 0, copy)
    return PreparedDelivery(delivery, of, tuple(map(Secret, codes)), of.language, ends_at)


def labels(draft: OutgoingMessage) -> list[str]:
    """Return the labels of the buttons, row by row."""
    return [button.text for row in rows(draft) for button in row]


def rows(draft: OutgoingMessage) -> list[list]:  # type: ignore[type-arg]
    return draft.keyboard.inline_keyboard if draft.keyboard else []


def data(draft: OutgoingMessage) -> list[str]:
    """Return the callback data of the buttons."""
    return [button.callback_data for row in rows(draft) for button in row if button.callback_data]


def copied(draft: OutgoingMessage) -> list[str]:
    """Return the texts that the copy buttons copy."""
    return [button.copy_text.text for row in rows(draft) for button in row if button.copy_text]


def opened(draft: OutgoingMessage) -> list[str]:
    """Return the addresses outside of Telegram to which the buttons lead."""
    return [button.url for row in rows(draft) for button in row if button.url]


def fits(draft: OutgoingMessage) -> bool:
    """Return whether Telegram takes it: length after entities, 100 entities, buttons of 64 bytes and 256 characters."""
    limit = 1024 if draft.document or draft.photo or draft.media else 4096
    read = Reader(draft.text)
    entities = sum(len(found) for tag, found in read.inside.items() if " " not in tag)
    pressed = all(len(one.encode()) <= 64 for one in data(draft))
    return (
        0 < telegram_length(read.text) <= limit
        and entities <= 100
        and pressed
        and all(1 <= telegram_length(one) <= 256 for one in copied(draft))
        and all(label.strip() for label in labels(draft))
    )


def said(draft: OutgoingMessage) -> str:
    return Reader(draft.text).text


__all__ = ["BOTH", "EN", "ZH", "Reader", "Texts"]
