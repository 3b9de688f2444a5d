"""Everything that SQLite asks of the disk, written down while it happens.

Python's own sqlite3, the driver of the shop, is watched and not another build of SQLite: its library is asked for its
default VFS, and a copy of that becomes the default, with six functions that write down what they pass on. The layout of
the three structures is part of SQLite's stable interface (https://www.sqlite.org/c3ref/vfs.html,
https://www.sqlite.org/c3ref/io_methods.html).
"""

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast, pointer
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes were handed over, to be written some time."""

    file: str
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file is to end here."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All that was asked of this file before has happened when this returns."""

    file: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file is to go; for certain when this returns, if its folder is synced."""

    file: str
    synced: bool


Event = Write | Truncate | Sync | Delete

Closing, Writing = CFUNCTYPE(c_int, c_void_p), CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncating, Syncing = CFUNCTYPE(c_int, c_void_p, c_int64), CFUNCTYPE(c_int, c_void_p, c_int)
Opening, Deleting = (
    CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p),
    CFUNCTYPE(c_int, c_void_p, c_void_p, c_int),
)
"""Paths are passed on as the addresses that they are: SQLite keeps them beyond the call."""


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = (
        ("version", c_int), ("close", Closing), ("read", c_void_p), ("write", Writing), ("truncate", Truncating),
        ("sync", Syncing), ("others", c_void_p * 13),
    )  # fmt: skip


class _File(Structure):
    """sqlite3_file."""

    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("path_size", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", Opening), ("delete", Deleting), ("others", c_void_p * 14),
    )  # fmt: skip


def _translations() -> Any:
    """The SQLite that Python's sqlite3 is linked with."""
    translations = ctypes.CDLL(_sqlite3.__file__)
    translations.sqlite3_vfs_find.restype = POINTER(_Vfs)
    translations.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
    translations.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]
    return translations


def is_possible() -> bool:
    """Return whether the SQLite of this Python can be reached: some builds of Python hide it inside of themselves."""
    return hasattr(_sqlite3, "__file__") and hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_find")


@dataclass
class Recording:
    """The recorded requests to the disk for one database, in order; files are named by what follows its name."""

    database: Path
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._methods: dict[int, Any] = {}
        self._names: dict[int, str] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watch every connection that is opened in this block, to its end."""
        translations = _translations()
        plain = translations.sqlite3_vfs_find(None)
        watching = self._vfs = _Vfs.from_buffer_copy(plain.contents)
        watching.name, watching.next = b"recording", None
        watching.open = Opening(self._opening(plain.contents.open))
        watching.delete = Deleting(self._deleting(plain.contents.delete))
        translations.sqlite3_vfs_register(watching, 1)
        try:
            yield
        finally:
            translations.sqlite3_vfs_unregister(watching)
            translations.sqlite3_vfs_register(plain, 1)

    def _name(self, path: int | None) -> str | None:
        place, ours = ctypes.string_at(path).decode() if path else "", str(self.database)
        return place.removeprefix(ours) if place.startswith(ours) else None

    def _opening(self, really: Callable[..., int]) -> Callable[..., int]:
        def opened(vfs: int, path: int | None, file: int, flags: int, result: int) -> int:
            code = really(vfs, path, file, flags, result)
            name, handle = self._name(path), cast(file, POINTER(_File)).contents
            if code == 0 and name is not None and handle.methods:
                self._names[file] = name
                handle.methods = self._watched(handle.methods)
            return code

        return opened

    def _deleting(self, really: Callable[..., int]) -> Callable[..., int]:
        def deleted(vfs: int, path: int, synced: int) -> int:
            name, code = self._name(path), really(vfs, path, synced)
            if code == 0 and name is not None:
                self.events.append(Delete(name, bool(synced)))
            return code

        return deleted

    def _watched(self, plain: Any) -> Any:
        """The methods of a file, with a pen in four of them; made once for each kind of file."""
        place = ctypes.addressof(plain.contents)
        if place not in self._methods:
            real = _Methods.from_address(place)
            copy = _Methods.from_buffer_copy(real)
            copy.write = Writing(self._writing(real.write))
            copy.truncate = Truncating(self._truncating(real.truncate))
            copy.sync = Syncing(self._syncing(real.sync))
            self._methods[place] = pointer(copy)
        return self._methods[place]

    def _writing(self, really: Callable[..., int]) -> Callable[..., int]:
        def wrote(file: int, content: int, size: int, offset: int) -> int:
            self.events.append(Write(self._names[file], offset, ctypes.string_at(content, size)))
            return really(file, content, size, offset)

        return wrote

    def _truncating(self, really: Callable[..., int]) -> Callable[..., int]:
        def truncated(file: int, size: int) -> int:
            self.events.append(Truncate(self._names[file], size))
            return really(file, size)

        return truncated

    def _syncing(self, really: Callable[..., int]) -> Callable[..., int]:
        def synced(file: int, flags: int) -> int:
            code = really(file, flags)
            self.events.append(Sync(self._names[file]))
            return code

        return synced
