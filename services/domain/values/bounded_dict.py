"""A memory that cannot grow for ever."""

from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedDict(OrderedDict[Key, Value], Generic[Key, Value]):
    """The entries that were written or asked for last (`get`), so many at most."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self._size:
            self.popitem(last=False)

    def get(self, key: Key, default: Value | None = None) -> Value | None:  # type: ignore[override]
        """Return an entry, which counts as used."""
        if key not in self:
            return default
        self.move_to_end(key)
        return self[key]
