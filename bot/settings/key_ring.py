"""The key ring: without it nobody can read the goods in the database, so it is made once, guarded, and never guessed.

It lives outside the database and outside data/, so that neither a stolen database nor its backup opens anything.
"""

import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import structlog
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.atomic_write import atomic_write

KEY_FILE = Path(__file__).resolve().parents[2] / ".keys" / "secret.key"
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO

log = structlog.get_logger(__name__)


class KeysError(Exception):
    """The keys cannot be used. Its text is for a person: what is wrong and what to do; never a key."""


def key_ring(configured: Sequence[SecretStr], *, may_create: bool, file: Path = KEY_FILE) -> tuple[bytes, ...]:
    """The Fernet keys: those `configured`, else those of `file`, one a line; the first encrypts, all decrypt.

    A missing file is made only if `may_create`, that is, while the database holds nothing encrypted. Raises KeysError.
    """
    if configured:
        return tuple(_checked(key.get_secret_value(), "SECRET_KEYS") for key in configured)
    if not file.exists():
        _first(file, may_create=may_create)
    return _read(file)


def _read(file: Path) -> tuple[bytes, ...]:
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{file} cannot be read ({type(error).__name__}): put the key file back, or set SECRET_KEYS"
        raise KeysError(msg) from None
    if mode & _FOR_OTHERS:
        msg = f"{file} can be opened by others (mode {stat.S_IMODE(mode):04o}): run chmod 600 on it"
        raise KeysError(msg)
    keys = tuple(_checked(line.strip(), str(file)) for line in text.splitlines() if line.strip())
    if not keys:
        msg = f"{file} is empty: put the key file back, or set SECRET_KEYS"
        raise KeysError(msg)
    return keys


def _checked(key: str, place: str) -> bytes:
    try:
        Fernet(key)
    except ValueError:
        msg = f"{place} holds a key of {len(key)} characters that is no Fernet key: it has 44, ending in ="
        raise KeysError(msg) from None
    return key.encode("ascii")


def _first(file: Path, *, may_create: bool) -> None:
    if not may_create:
        msg = f"{file} is missing, but the database holds goods encrypted with it: put it back, or set SECRET_KEYS"
        raise KeysError(msg)
    try:
        _make(file)
    except OSError as error:
        msg = f"{file} cannot be made ({error.strerror}): make its folder writable, or set SECRET_KEYS"
        raise KeysError(msg) from None
    log.warning(
        "secret_key_created", file=str(file), advice="keep a copy of it apart from the database and its backups"
    )


def _make(file: Path) -> None:
    """Write a new key, whole and on disk before anybody sees it. Of two processes, one wins and both read its key."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError), atomic_write(file, exclusive=True) as draft:
        draft.touch(0o600, exist_ok=False)
        draft.write_bytes(Fernet.generate_key() + b"\n")
