"""The runner of the long campaigns: it goes on where it was stopped, and what is red is told until it is green."""

import asyncio
import os
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from services.domain.values.language import Language
from services.storage.schema.bootstrap import open_database
from tests.chaos.failure_counts import FailureCounts
from tests.support.customer_driver import arrives
from tests.support.databases import KEY, sqlite_url
from tests.support.service_harness import ShopHarness
from tools.campaigns import __main__ as command
from tools.campaigns.campaigns import CAMPAIGNS
from tools.campaigns.page import page
from tools.campaigns.proof import PROOFS, Proof, lines_of
from tools.campaigns.runner import Busy, Campaign, Runner, alone

HERE = "tests.tools.test_proofs"
SPOILED = "SPOILED_PORTION"


def sells(seed: int, count: int, folder: Path) -> Proof:
    """A real shop sells so many codes; in the portion that is to be spoiled somebody drops the guards and steals."""
    file = folder / "shop.sqlite3"
    asyncio.run(_sell(file, count))
    with closing(sqlite3.connect(file, isolation_level=None)) as books:
        if os.environ.get(SPOILED) == str(seed):
            for (guard,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                books.execute(f"DROP TRIGGER {guard}")
            books.execute("UPDATE stock_items SET state = 'FREE', order_id = NULL WHERE id = 1")
        given = books.execute("SELECT count(*) FROM stock_items WHERE state = 'GIVEN'").fetchone()[0]
        paid = books.execute("SELECT count(*) FROM payments WHERE state = 'CONFIRMED'").fetchone()[0]
    return Proof(paid, FailureCounts(lost=paid - given), (), {"given": given})


async def _sell(file: Path, count: int) -> None:
    shop = ShopHarness(await open_database(sqlite_url(file), [KEY]))
    await shop.furnish()
    await shop.stocks("music", *(f"code {number}" for number in range(count)))
    buyer = await arrives(shop, 1001, "Ann", Language.EN)
    await buyer.accepts(version=1)
    for _ in range(count):
        await buyer.buys("music")
    await shop.db.close()


SALE = Campaign("sale", "purchases", 2, 2, f"{HERE}:sells", "Somebody buys.")
HALL = replace(SALE, name="hall", portions=1, needs=lambda: "no hall")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner([SALE, HALL], tmp_path, say=lambda _: None)


def test_what_was_played_is_not_played_again_and_red_is_red_until_it_is_played_again(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SPOILED, "2")
    stopped = runner.run([SALE], minutes=0)
    runner.play(SALE, 1)
    first = lines_of(runner.folder, "sale")[1]

    red = runner.run([SALE, HALL])
    done = lines_of(runner.folder, "sale")
    told = page(runner.campaigns, runner.folder)
    monkeypatch.delenv(SPOILED)
    green = runner.run([SALE], again=True)

    assert (stopped, red, green) == (0, 1, 0)
    assert done[1] == first
    assert (done[1].count, done[1].is_red, done[2].count, done[2].lost) == (2, False, 2, 1)
    assert "| [sale](#sale) | 4 purchases | 4 | 1 | 0 | 0 | 1 |" in told
    assert "- sale, portion 2: 1 lost, 0 second, 0 stuck. Again: `python -m tools.campaigns --only sale --p" in told
    assert "Nothing is red." in (runner.folder / "README.md").read_text()
    assert len((runner.folder / "sale.jsonl").read_text().splitlines()) == 3
    assert not (runner.folder / "hall.jsonl").exists()


def test_a_portion_that_fails_is_red_and_says_why(runner: Runner) -> None:
    line = runner.play(replace(SALE, trial=f"{HERE}:nothing_of_this_name"), 1)

    assert line.is_red
    assert "nothing_of_this_name" in line.broken[-1]


def test_two_runners_do_not_write_at_once(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(Busy), alone(tmp_path):
        pass


def test_the_page_tells_what_the_lines_say() -> None:
    assert (PROOFS / "README.md").read_text(encoding="utf-8") == page(CAMPAIGNS, PROOFS)


def test_the_list_is_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = Counter({one.name: one.wanted for one in CAMPAIGNS})

    assert command.main(["--list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(CAMPAIGNS)
    assert wanted >= Counter({
        "kills": 10_000, "power-loss": 100_000, "rush-sqlite-2": 25_000, "rush-sqlite-8": 25_000,
        "rush-postgres-3": 25_000, "mutations": 200_000, "simulation": 2_000, "sigterm": 100, "sigkill": 100,
        "reminders": 10_000, "fleet": 300,
    })  # fmt: skip
