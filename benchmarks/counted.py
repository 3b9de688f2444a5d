"""The shop as it is, with a counter of commits beside it: `python -m benchmarks.counted FILE run`.

Every commit of every write connection adds one to the number in FILE. Nothing of the shop is changed.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from bot.__main__ import main


def _count(file: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    commits = 0

    def add(_connection: Connection) -> None:
        nonlocal commits
        commits += 1
        os.pwrite(handle, f"{commits:12d}".encode(), 0)

    event.listen(Engine, "commit", add)


if __name__ == "__main__":
    _count(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
