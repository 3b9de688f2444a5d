"""The images of a disk after a power cut: all that was synced, and of the rest whatever chance has saved.

Writes reach the disk in any order, each of their 512-byte sectors for itself, and so do truncations and deletions. No
more is trusted than what SQLite trusts itself: a sync is a sync, and a sector is written whole.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.chaos.disk_recording import Delete, Event, Sync, Truncate, Write

SECTOR = 512
Files = dict[str, bytes]
"""The files of a database, each named by what follows the database's name."""
SHM, SHM_SIZE = "-shm", 32_768
"""The index of the log is mapped memory, never synced and never trusted: after a cut it holds anything, or is gone."""


class Disk:
    """Files, as far as they are certain, and what was asked of each since its last sync."""

    def __init__(self, start: Files) -> None:
        self._certain = {name: bytearray(content) for name, content in start.items()}
        self._asked: dict[str, list[Event]] = defaultdict(list)

    def take(self, event: Event) -> None:
        """The next thing happens."""
        if not isinstance(event, Sync):
            self._asked[event.file].append(event)
        if isinstance(event, Sync) or (isinstance(event, Delete) and event.synced):
            content = self._certain.get(event.file)
            for one in self._asked.pop(event.file, []):
                content = None if isinstance(one, Delete) else _applied(one, content)
            self._keep(event.file, bytearray() if content is None and isinstance(event, Sync) else content)

    def _keep(self, file: str, content: bytearray | None) -> None:
        if content is None:
            self._certain.pop(file, None)
        else:
            self._certain[file] = content

    def cut(self, chance: random.Random) -> Files:
        """The power fails now: one of the many things that the disk may hold."""
        saved = chance.choice((0.0, 1.0, chance.random(), chance.random()))
        files = {name: self._remains(name, saved, chance) for name in self._certain.keys() | self._asked.keys()}
        found = {name: bytes(content) for name, content in files.items() if content is not None}
        return found | ({SHM: chance.randbytes(SHM_SIZE)} if chance.random() < 0.5 else {})

    def _remains(self, name: str, saved: float, chance: random.Random) -> bytearray | None:
        """A file that was deleted and made anew is one of the files that ever had its name."""
        content = self._certain.get(name)
        lives = _lives(self._asked.get(name, []))
        life = len(lives) - 1 if saved == 1 else chance.randrange(len(lives))
        content = bytearray(content) if content is not None and life == 0 else None
        for event in lives[life]:
            for part in _sectors(event):
                if saved == 1 or chance.random() < saved:
                    content = _applied(part, content)
        return content


def _lives(asked: Sequence[Event]) -> list[list[Event]]:
    lives: list[list[Event]] = [[]]
    for event in asked:
        if isinstance(event, Delete):
            lives.append([])
        else:
            lives[-1].append(event)
    return lives


def _sectors(event: Event) -> Iterator[Event]:
    if not isinstance(event, Write):
        yield event
        return
    begin, end = event.offset, event.offset + len(event.content)
    while begin < end:
        stop = min(end, (begin // SECTOR + 1) * SECTOR)
        yield Write(event.file, begin, event.content[begin - event.offset : stop - event.offset])
        begin = stop


def _applied(event: Event, content: bytearray | None) -> bytearray:
    content = bytearray() if content is None else content
    if isinstance(event, Truncate):
        del content[event.size :]
    elif isinstance(event, Write):
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset : event.offset + len(event.content)] = event.content
    return content


def images(start: Files, events: Sequence[Event], count: int, chance: random.Random) -> Iterator[tuple[int, Files]]:
    """So many cuts, spread over the whole time: after how many events each came, and what was found afterwards."""
    disk, seen = Disk(start), 0
    for moment in sorted(chance.randint(0, len(events)) for _ in range(count)):
        for event in events[seen:moment]:
            disk.take(event)
        seen = moment
        yield moment, disk.cut(chance)


def lay(found: Files, database: Path) -> None:
    """Put the files there for the next start of the shop."""
    for name, content in found.items():
        Path(f"{database}{name}").write_bytes(content)
