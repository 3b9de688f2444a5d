"""The shop as it is, with a list of its SQL beside it: `python -m benchmarks.counted FILE run`.

Every statement and every commit adds a line to FILE. Nothing of the shop is changed.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from bot.__main__ import main

COMMIT = "COMMIT"
OF_TRANSACTIONS = (COMMIT, "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


def statements(lines: Sequence[str]) -> list[str]:
    """The statements of a list, without the ends of transactions."""
    return [line for line in lines if line and not line.startswith(OF_TRANSACTIONS)]


def _list(file: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(line: str) -> None:
        os.write(handle, f"{' '.join(line.split())}\n".encode())

    def execute(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        write(statement)

    def commit(_connection: Connection) -> None:
        write(COMMIT)

    event.listen(Engine, "before_cursor_execute", execute)
    event.listen(Engine, "commit", commit)


if __name__ == "__main__":
    _list(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
