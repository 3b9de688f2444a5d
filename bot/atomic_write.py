"""Files that are there whole, or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(target: Path, *, exclusive: bool = False) -> Iterator[Path]:
    """Yield a draft, which the caller writes: at the end of the block it takes the place of `target`, on the disk.

    An error leaves `target` as it was. Raises FileExistsError if it is there already and this is to be `exclusive`.
    """
    mark = secrets.token_hex(8) if exclusive else "part"  # two that race for a name write a draft each
    draft = target.with_name(f".{target.name}.{mark}")
    draft.unlink(missing_ok=True)
    try:
        yield draft
        sync(draft)
        if exclusive:
            os.link(draft, target)
        else:
            draft.replace(target)
        sync(target.resolve().parent)
    finally:
        draft.unlink(missing_ok=True)


def sync(place: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
