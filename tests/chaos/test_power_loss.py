"""A power cut at any moment costs nobody a purchase. SEED chooses another sale and other cuts."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.disk_images import SECTOR, SHM, Disk
from tests.chaos.disk_recording import Delete, Recording, Sync, Truncate, Write, is_possible
from tests.chaos.power_loss import Figures, Verdict
from tests.chaos.world import SEED, act_aside
from tests.support.databases import CI

IMAGES = 500
"""The campaign `power-loss` has 100,000."""
OLD, NEW = b"o" * (2 * SECTOR), b"n" * (2 * SECTOR)
CUTS = 200
pytestmark = pytest.mark.skipif(not CI and not is_possible(), reason="this Python hides its SQLite library")


def verdict_in(folder: Path) -> Verdict:
    report = json.loads((folder / "report.json").read_text())
    return Verdict(**{name: Figures(**figures) for name, figures in report.items()})


async def test_a_power_cut_at_any_moment_costs_no_acknowledged_purchase(tmp_path: Path) -> None:
    print(f"seed {SEED}")

    assert await act_aside("tests.chaos.power_loss", tmp_path, IMAGES, SEED) == 0

    verdict = verdict_in(tmp_path)
    print(verdict)
    assert verdict.is_kept
    assert verdict.shop.images >= IMAGES
    assert verdict.shop.relapses >= verdict.shop.images // 20
    assert verdict.shop.checkpoints >= 4
    assert verdict.normal.lost > verdict.normal.images // 4
    assert verdict.normal.corrupt == 0
    assert verdict.off.corrupt > 0


def cuts_of(disk: Disk) -> list[dict[str, bytes]]:
    """Return the images that many cuts at this moment leave, the index of the log aside."""
    chance = random.Random(SEED)
    found = [disk.cut(chance) for _ in range(CUTS)]
    return [{name: content for name, content in files.items() if name != SHM} for files in found]


def test_a_disk_keeps_what_was_synced_and_any_sectors_of_the_rest() -> None:
    disk = Disk({"": OLD})

    disk.take(Write("", 0, NEW))
    torn = {files[""] for files in cuts_of(disk)}
    disk.take(Sync(""))
    whole = {files[""] for files in cuts_of(disk)}

    half = SECTOR
    assert torn == {OLD, NEW, OLD[:half] + NEW[half:], NEW[:half] + OLD[half:]}
    assert whole == {NEW}


def test_a_file_that_was_not_synced_may_be_gone_again_or_come_back() -> None:
    disk = Disk({"-journal": OLD})

    for event in (Delete("-journal", synced=False), Write("-journal", 0, NEW[:SECTOR]), Truncate("-journal", 1)):
        disk.take(event)
    left = {files.get("-journal") for files in cuts_of(disk)}
    disk.take(Delete("-journal", synced=True))

    assert {OLD, None, NEW[:1], NEW[:SECTOR]} <= left
    assert cuts_of(disk) == [{}] * CUTS


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_recording_that_is_played_to_its_end_is_the_file(tmp_path: Path, journal: str) -> None:
    recording = Recording(tmp_path / "shop.sqlite3")

    with recording.running(), closing(sqlite3.connect(recording.database, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("CREATE TABLE goods (code TEXT)")
        connection.executemany("INSERT INTO goods VALUES (?)", [("x" * 5_000,)] * 20)
    disk = Disk({})
    for event in recording.events:
        disk.take(event)

    assert disk.cut(random.Random(SEED))[""] == recording.database.read_bytes()
    assert {type(event) for event in recording.events} >= {Write, Sync, Delete}
