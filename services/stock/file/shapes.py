"""The shape of a code: its marks as they are, letters and figures reduced to their class.

Codes of one source have one shape; a line of another shape is half a code, two codes, or none.
"""

from urllib.parse import urlsplit

_ALIKE = {code: "x" for code in range(128) if chr(code).isalnum()}


def shape(code: str) -> str:
    """`A1B2-C3` is `xxxx-xx`; of a link its scheme and host, as the rest differs by nature."""
    if "://" in code:
        return origin(code)
    plain = code.translate(_ALIKE)
    return plain if plain.isascii() else "".join("w" if sign.isalpha() and sign != "x" else sign for sign in plain)


def origin(link: str) -> str:
    """`https://example.com`, without what follows; the scheme alone of what is no web address."""
    scheme = link.partition("://")[0].lower()
    if scheme not in {"http", "https"}:
        return f"{scheme}://"
    try:
        return f"{scheme}://{urlsplit(link).hostname or ''}"
    except ValueError:
        return f"{scheme}://"
