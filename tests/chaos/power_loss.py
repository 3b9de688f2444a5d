"""The power fails at any moment of a sale: `python -m tests.chaos.power_loss FOLDER IMAGES SEED`.

A sale is recorded, down to each write. Of each moment images are made of what the disk may hold then, and each is
opened as the shop opens its database at a start. Two controls sell with less than the shop's PRAGMAs: they must lose
purchases, or this proves nothing. The report is one JSON object.
"""

import asyncio
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.chaos.acknowledged import Acknowledged, complaints
from tests.chaos.disk_images import Files, images, lay
from tests.chaos.disk_recording import Event, Recording, Sync
from tests.chaos.purchases import play, shop_on

WORKERS = 2
OURS: tuple[str, ...] = ()
NORMAL, OFF = ("journal_mode=WAL", "synchronous=NORMAL"), ("journal_mode=DELETE", "synchronous=OFF")
MOST_OF_ONE = 5_000
"""After so many images another sale is recorded."""
RELAPSE = 10
"""On each of so many images the power fails again while the shop starts."""
CONTROL_SHARE = 20
"""Each control opens one image where the shop opens so many."""
MEMORY = Path("/dev/shm")
"""Images lie in memory where there is a place for that: what they cost a disk is not the matter here."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The number of images that were opened, and of those in which something was wrong.

    `lost`: an acknowledged purchase is not there. `corrupt`: SQLite finds damage, or the shop cannot open it.
    `doubled`: goods that were promised to somebody are free, or somebody else's. `events` were recorded, among them
    so many `checkpoints`. `relapses` of the images had a second cut, during the start after the first.
    """

    images: int
    relapses: int
    lost: int
    corrupt: int
    doubled: int
    events: int
    checkpoints: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The shop, and what becomes of it with PRAGMAs that promise less."""

    shop: Figures
    normal: Figures
    off: Figures

    @property
    def proves_something(self) -> bool:
        """True if the controls have lost what the shop must keep."""
        return self.normal.lost > 0 and self.off.corrupt + self.off.lost > 0

    @property
    def is_kept(self) -> bool:
        """True if nothing at all was lost, damaged or given twice."""
        return self.shop.lost == self.shop.corrupt == self.shop.doubled == 0


def campaign(count: int, seed: int) -> Verdict:
    """Open so many images of the shop's sales, and some of each control, in processes of their own."""
    parts = max(WORKERS, count // MOST_OF_ONE)
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        sales = [pool.submit(_try, OURS, -(-count // parts), f"{seed}-{number}") for number in range(parts)]
        few = max(1, count // CONTROL_SHARE)
        normal, off = (pool.submit(_try, pragmas, few, f"{seed}-control") for pragmas in (NORMAL, OFF))
        return Verdict(_sum(sale.result() for sale in sales), normal.result(), off.result())


def _sum(parts: Iterable[Figures]) -> Figures:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(asdict(part))
    return Figures(**total)


def _try(pragmas: tuple[str, ...], count: int, seed: str) -> Figures:
    """Record a sale and open so many images of it."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        return asyncio.run(_try_in(Path(folder), pragmas, count, seed))


async def _try_in(folder: Path, pragmas: tuple[str, ...], count: int, seed: str) -> Figures:
    sale, chance = await play(folder / "sale.sqlite3", seed, *pragmas), random.Random(seed)
    found: Counter[str] = Counter()
    for number, (moment, files) in enumerate(images(sale.start, sale.events, count, random.Random(seed))):
        acknowledged = [one for one in sale.acknowledged if one.since <= moment]
        wrong, events = await _start(folder / "image", files, acknowledged)
        if number % RELAPSE == 0:
            found["relapses"] += 1
            for _, left in images(files, events, 1, chance):
                wrong |= (await _start(folder / "image", left, acknowledged))[0]
        found.update(wrong)
    checkpoints = sum(isinstance(event, Sync) and not event.file for event in sale.events)
    told = (found[name] for name in ("relapses", "lost", "corrupt", "doubled"))
    return Figures(count, *told, len(sale.events), checkpoints)


async def _start(folder: Path, files: Files, acknowledged: Sequence[Acknowledged]) -> tuple[set[str], list[Event]]:
    """Start the shop on what a cut has left, and look for what was promised; also what the start asked of the disk."""
    folder.mkdir()
    recording = Recording(folder / "shop.sqlite3")
    lay(files, recording.database)
    try:
        with recording.running():
            async with shop_on(recording.database):
                pass
        return complaints(recording.database, acknowledged), recording.events
    except Exception:  # noqa: BLE001 - whatever a damaged file makes of a start, the shop is not open
        return {"corrupt"}, []
    finally:
        shutil.rmtree(folder)


def main(folder: Path, count: int, seed: int) -> int:
    """The whole campaign."""
    verdict = campaign(count, seed)
    (folder / "report.json").write_text(json.dumps(asdict(verdict)))
    print(verdict)
    return int(not (verdict.is_kept and verdict.proves_something))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
