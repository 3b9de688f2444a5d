"""Bytes become text, and how sure that is.

Certain are UTF-8, UTF-16 with its mark, and UTF-16 without it when its NUL bytes tell. Every other encoding takes any
bytes for letters: nothing but a person who sees the lines can tell GR\u00dcN from GR\u8e88, so the likeliest one is
taken and always asked about.
"""

import codecs
import re
from dataclasses import dataclass

from services.domain.errors import FileProblem, FileRefused
from services.stock.file.text.scripts import has_words, likelihood

LARGEST_FILE = 5_000_000
CODECS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "gb18030": "gb18030",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "latin-1": "cp1252",  # what Windows writes and everybody calls so
    "cp1250": "cp1250",
    "big5": "big5",
}
ENCODINGS = tuple(CODECS)
_GUESSED = ENCODINGS[2:]
_RIVALS = ("gb18030", "cp1251", "koi8-r", "big5")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4]")
_TWO_BYTES = re.compile("[\u0080-\u07ff]")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_SURE = 3
"""So many different two-byte letters in words of one script are UTF-8 and no accident of another encoding."""
_SAMPLE_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that was taken, the other plausible ones, best first, and whether a person must look."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    ask: bool = False


def decode(source: str | bytes, chosen: str | None) -> Decoded:
    """Text of a paste or a file. Raises FileRefused for more than 5 MB, and for what is no text."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > LARGEST_FILE:
        raise FileRefused(FileProblem(0, "", "stock-lines-big", expected="5 MB"))
    found = Decoded(source, "utf-8") if isinstance(source, str) else _of_bytes(data, chosen)
    if "\0" in found.text:  # a picture, an archive
        raise _unknown()
    return Decoded(found.text.removeprefix("\ufeff"), found.encoding, found.others, found.ask)


def _of_bytes(data: bytes, chosen: str | None) -> Decoded:
    guessed = _guess(data)
    if chosen is None or (guessed is not None and chosen == guessed.encoding):
        if guessed is None:
            raise _unknown()
        return guessed if chosen is None else Decoded(guessed.text, guessed.encoding, guessed.others)
    text = _try(data, chosen)
    if text is None:
        raise _unknown()
    known = (guessed.encoding, *guessed.others) if guessed else ()
    return Decoded(text, chosen, tuple(one for one in known if one != chosen))


def _unknown() -> FileRefused:
    return FileRefused(FileProblem(0, "", "stock-lines-encoding", expected="UTF-8"))


def _guess(data: bytes) -> Decoded | None:
    if data.startswith(_UTF16) or b"\0" in data:
        text = _try(data, "utf-16")
        return None if text is None else Decoded(text, "utf-16")
    text = _try(data, "utf-8")
    if text is None:
        return _eight_bit(data)
    rivals = _rivals(data, text)
    return Decoded(text, "utf-8", rivals, ask=bool(rivals))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(_byte_order(data) if encoding == "utf-16" else CODECS.get(encoding, ""))
    except (UnicodeDecodeError, LookupError):
        return None


def _byte_order(data: bytes) -> str:
    """UTF-16 by its mark, or by NUL bytes that stand in every second place and nowhere else; "" if neither tells."""
    if data.startswith(_UTF16):
        return "utf-16"
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) or max(even, odd) * 4 < len(data):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _eight_bit(data: bytes) -> Decoded | None:
    """The likeliest of the encodings that take these bytes, to be asked about."""
    sample = _sample(data)
    texts = {name: text for name in _GUESSED if (text := _try(data, name)) is not None and not _NO_TEXT.search(text)}
    ranked = sorted(texts, key=lambda name: -likelihood(_lossy(sample, name), name))
    return Decoded(texts[ranked[0]], ranked[0], tuple(ranked[1:]), ask=True) if ranked else None


def _rivals(data: bytes, text: str) -> tuple[str, ...]:
    """Return the other encodings of a text that is valid UTF-8 by accident, as one Chinese character in GB18030 may be.

    UTF-8 with a mark, with a sequence of three bytes or with three different letters in words is never doubted.
    """
    if data.isascii() or data.startswith(codecs.BOM_UTF8) or _LONG_SEQUENCE.search(data):
        return ()
    clean = has_words(text, "utf-8")
    if clean and len(set(_TWO_BYTES.findall(text))) >= _SURE:
        return ()
    read = {name: _try(data, name) for name in _RIVALS}
    return tuple(name for name, other in read.items() if other and has_words(other, name, apart=clean))


def telling_line(source: str | bytes, encoding: str) -> str:
    """The first line that reads differently in another encoding, read in this one."""
    if isinstance(source, str):
        return ""
    return _lossy(_sample(source).partition(b"\n")[0], encoding)


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII: enough to rank encodings, whatever the size."""
    found = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(found[:_SAMPLE_LINES])


def _lossy(data: bytes, encoding: str) -> str:
    return data.decode(CODECS[encoding], "replace")
