"""The limits of an invoice's text, so that the catalog refuses early what could never be sold."""

INVOICE_TITLE_LIMIT = 32


def telegram_length(text: str) -> int:
    """Return how long Telegram finds a text: in UTF-16 code units, so that most emoji count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
