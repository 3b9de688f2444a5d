"""The limits of an invoice's text, so that the catalog refuses early what could never be sold."""

INVOICE_TITLE_LIMIT = 32
INVOICE_DESCRIPTION_LIMIT = 255


def telegram_length(text: str) -> int:
    """Return how long Telegram finds a text: in UTF-16 code units, so that most emoji count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def invoice_description(description: str) -> str:
    """The description as it fits on an invoice: one line of at most 255 units, cut after a word and marked with `…`."""
    line = " ".join(description.split())
    if telegram_length(line) <= INVOICE_DESCRIPTION_LIMIT:
        return line
    room = line[: INVOICE_DESCRIPTION_LIMIT - 1]
    while telegram_length(room) >= INVOICE_DESCRIPTION_LIMIT:
        room = room[:-1]
    whole_words = room.rpartition(" ")[0]
    return (whole_words if len(whole_words) > len(room) // 2 else room) + "…"
