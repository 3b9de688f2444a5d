"""Messages that may be the receipt for a transfer."""

from aiogram.types import Message

from handlers.ui.text.html_text import strip_invisible
from services.domain.payments.receipt import Receipt

LONGEST_REFERENCE = 500
SHORTEST_REFERENCE = 4


def dedup_key_of(message: Message) -> str:
    """Return the key of a message."""
    return f"{message.chat.id}:{message.message_id}"


def read_receipt(message: Message) -> Receipt | None:
    """A photo, an image or PDF as a file, or the number of a transfer; None for everything else."""
    said = strip_invisible(message.caption or "").strip()
    if message.photo:
        largest = message.photo[-1]
        return Receipt(file_id=largest.file_id, file_mark=largest.file_unique_id, words=said)
    file = message.document
    if file is not None and (file.mime_type or "").startswith(("image/", "application/pdf")):
        return Receipt(file_id=file.file_id, file_mark=file.file_unique_id, is_document=True, words=said)
    words = (message.text or "").strip()
    telling = sum(sign.isalnum() for sign in words)
    if telling >= SHORTEST_REFERENCE and len(words) <= LONGEST_REFERENCE:
        return Receipt(text=words)
    return None
