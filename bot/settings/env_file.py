"""The file `.env` as owners really write it: in any encoding of Windows, with a mark that is not closed, with typos.

A line that cannot be read is refused. An unknown name is reported by the doctor and at the start.
"""

import codecs
import os
import re
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream
from structlog.stdlib import get_logger

from bot.settings.errors import SettingsError
from bot.settings.sections import FIELDS

KNOWN = frozenset(name.upper() for name in FIELDS)
RETIRED = frozenset({"REDIS_URL"})
"""Settings of earlier versions: they have no effect, and do no harm where they still stand."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ASSIGNED = re.compile(r"^[^\S\r\n]*(?:export\s+)?(\w+)[^\S\r\n]*=", re.MULTILINE)
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO

log = get_logger(__name__)


def encoding_of(file: Path | None) -> str:
    """In which encoding a `.env` is to be read; one that is not there is UTF-8.

    Raises SettingsError for what is neither UTF-8 nor UTF-16, for what cannot be read and for lines without a meaning.
    """
    data = _bytes(file) if file else b""
    encoding = _utf16(data) or "utf-8-sig"
    text = data.decode(encoding, "replace")
    if lost := re.search("[\ufffd\0]", text):
        line = text.count("\n", 0, lost.start()) + 1
        msg = f"{file} is not UTF-8 (line {line}): save it as UTF-8, in Notepad by Save as…, Encoding: UTF-8"
        raise SettingsError(msg)
    if found := "\n".join(f"{file}, line {line}: {flaw}" for line, flaw in _flaws(text)):
        raise SettingsError(found)
    return encoding


def unknown(file: Path) -> dict[str, str]:
    """The names in a `.env` that are no settings, each with the nearest that is one, or with nothing."""
    if not file.is_file():
        return {}
    names = (one.key for one in parse_stream(StringIO(file.read_text(encoding=encoding_of(file)))) if one.key)
    return {name: _nearest(name) for name in names if name.upper() not in KNOWN | RETIRED}


def retired(file: Path) -> list[str]:
    """The settings of earlier versions that are still set, in a `.env` or in the environment."""
    text = file.read_text(encoding=encoding_of(file)) if file.is_file() else ""
    given = {one.key.upper() for one in parse_stream(StringIO(text)) if one.key and one.value}
    return sorted(RETIRED & (given | {name.upper() for name, value in os.environ.items() if value}))


def mode_for_others(file: Path) -> int:
    """The permissions of a `.env` if others than its owner have any; 0 if none, or if there is no file."""
    mode = stat.S_IMODE(file.stat().st_mode) if file.is_file() else 0
    return mode if mode & _FOR_OTHERS else 0


def warn_of(file: Path) -> None:
    """Log what the doctor would say of a `.env`: an owner who never asks it reads it at the start."""
    for name, nearest in unknown(file).items():
        log.warning("setting_unknown", file=str(file), name=name, nearest=nearest or None)
    for name in retired(file):
        log.warning("setting_retired", name=name, advice="remove it: it no longer does anything")
    if mode := mode_for_others(file):
        log.warning("settings_open_to_others", file=str(file), mode=f"{mode:04o}")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.exists() else b""
    except OSError as error:
        msg = f"{file} cannot be read ({error.strerror}): it is a file that the user of the shop may read"
        raise SettingsError(msg) from None


def _utf16(data: bytes) -> str:
    """UTF-16 by its mark, or by the NUL in every second byte; "" for everything else."""
    if data.startswith(_UTF16):
        return "utf-16"
    return {b"\0": "utf-16-le"}.get(data[1:2], "") or {b"\0": "utf-16-be"}.get(data[:1], "")


def _nearest(name: str) -> str:
    return next(iter(get_close_matches(name.upper(), KNOWN, n=1, cutoff=0.75)), "")


def _flaws(text: str) -> Iterator[tuple[int, str]]:
    for binding in parse_stream(StringIO(text)):
        source = binding.original.string.lstrip()
        line = binding.original.line + binding.original.string[: -len(source) or None].count("\n")
        if binding.error or _swallows(binding):
            yield line, _what_is_wrong(source)


def _swallows(binding: Binding) -> bool:
    """Return whether a value of several lines has another setting in it: a mark is open before it."""
    return any(found[1].upper() in KNOWN for found in _ASSIGNED.finditer((binding.value or "").partition("\n")[2]))


def _what_is_wrong(source: str) -> str:
    name, equals, value = (part.strip() for part in source.splitlines()[0].partition("="))
    mark = value[:1]
    if not equals or not name:
        return "expected NAME=value"
    if mark in {"'", '"'} and mark not in re.sub(r"\\.", "", value[1:]):
        return f"the quotation mark of {name} is not closed: put {mark} at the end of its value, or leave both out"
    return f"something follows the closing quotation mark of {name}: leave both marks out, or write \\{mark} for it"
