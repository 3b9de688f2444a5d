"""The waits of customers while 50,000 codes are imported.

`python -m benchmarks.importing [--lines N] [--latency MS]`. The shop is the process that production runs, on SQLite
and on PostgreSQL; the goods come from an admin's chat (read, shown, imported by the same process), and then from the
command line (another process). Meanwhile customers look around and buy. Told are the longest time between two
questions for updates, and the longest wait for the answer to a pre-checkout, of which Telegram waits for 10 seconds.
"""

import argparse
import asyncio
import contextlib
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

import aiohttp

from benchmarks.buying import Waits, buy, newcomers, settle_in
from benchmarks.distance import add_latency, latencies, move_away
from tests.support.databases import postgres_database
from tests.support.process_harness import (
    OLIVIA,
    ROOT,
    Message,
    Person,
    Sandbox,
    ShopProcess,
    keys,
    said,
    sandbox_running,
    settings_for,
)

SOLD, IMPORTED = "emby-30", "emby-365"
BUYERS, LOOKERS = 3, 10
LOOK_EVERY = 0.1
PATIENCE = 300


@dataclass(frozen=True)
class Found:
    """The longest waits while goods were imported, in seconds."""

    took: float
    gap: float
    answer: float
    answers: int


@dataclass(frozen=True)
class BusyShop:
    """An open shop, with people who look around and buy."""

    sandbox: Sandbox
    shop: ShopProcess
    goods: Path
    buyers: Sequence[Person]
    lookers: Sequence[Person]

    async def measure(self, import_goods: Callable[["BusyShop"], Awaitable[None]]) -> Found:
        """Let customers come while goods are imported."""
        waits = Waits()
        customers = [
            asyncio.create_task(self._look()),
            *(asyncio.create_task(_shop(one, waits)) for one in self.buyers),
        ]
        await asyncio.sleep(2)
        start, since = time.perf_counter(), len(await self.sandbox.calls())
        first = len(waits.of["pay"])
        await import_goods(self)
        took, answers = time.perf_counter() - start, waits.of["pay"][first:]
        polls = [call["at"] for call in (await self.sandbox.calls())[since:] if call["method"].lower() == "getupdates"]
        for one in customers:
            one.cancel()
        for end in await asyncio.gather(*customers, return_exceptions=True):
            assert isinstance(end, asyncio.CancelledError), f"a customer broke off: {end!r}"
        gap = max(later - earlier for earlier, later in pairwise(polls))
        return Found(took, gap, max(answers) / 1000, len(answers))

    async def _look(self) -> None:
        for one in cycle(self.lookers):
            await self.sandbox.post("send", user_id=one.id, text="/shop")
            await asyncio.sleep(LOOK_EVERY)


async def _shop(buyer: Person, waits: Waits) -> None:
    while True:
        await buy(buyer, waits)


async def by_chat(busy: BusyShop) -> None:
    """An admin sends a file, looks at what it holds, and presses Import."""
    await busy.sandbox.post("send", user_id=OLIVIA, text=f"/stock {IMPORTED}")
    await _upload(busy)
    report = await _hears(busy, "Nothing is imported yet")
    label = next(key["text"] for key in keys(report) if "Import" in key["text"])
    await busy.sandbox.post("press", user_id=OLIVIA, message_id=report["message_id"], text=label)
    await _hears(busy, "In stock now")


async def _upload(busy: BusyShop) -> None:
    form = aiohttp.FormData({"user_id": str(OLIVIA)})
    form.add_field("file", busy.goods.read_bytes(), filename=busy.goods.name, content_type="text/plain")
    async with busy.sandbox.session.post(f"{busy.sandbox.address}/sandbox/upload", data=form) as answer:
        assert answer.status < 400, await answer.text()


async def _hears(busy: BusyShop, words: str) -> Message:
    """The newest message to the admin, as soon as it says so."""
    for _ in range(PATIENCE * 4):
        for message in reversed(await busy.sandbox.person(OLIVIA).from_bot()):
            if words in said(message):
                return message
        await asyncio.sleep(0.25)
    raise TimeoutError(words)


async def by_command(busy: BusyShop) -> None:
    """The owner imports a file on the command line."""
    code, out = await busy.shop.run_command("import-stock", IMPORTED, str(busy.goods))
    assert code == 0, out


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "postgresql":
        with postgres_database("importing") as url:
            yield url
    else:
        yield f"sqlite+aiosqlite:///{folder}/shop.sqlite3"


def goods_in(folder: Path, name: str, count: int) -> Path:
    """A file of codes."""
    file = folder / f"{name}.txt"
    file.write_text("".join(f"{name.upper()}-{number:06d}\n" for number in range(count)))
    return file


async def play(
    url: str, folder: Path, lines: int, latency: int, import_goods: Callable[[BusyShop], Awaitable[None]]
) -> Found:
    """One import into a shop of its own."""
    async with sandbox_running() as sandbox:
        shop = ShopProcess(settings_for(sandbox, folder, DATABASE_URL=url))
        code, out = await shop.run_command("import-stock", SOLD, str(goods_in(folder, "sold", 5_000)))
        assert code == 0, out
        await shop.start()
        try:
            await sandbox.post("users", id=OLIVIA, first_name="Olivia", language_code="en", started=True)
            people = await newcomers(sandbox, BUYERS + LOOKERS)
            await settle_in(people)
            await move_away(sandbox, latency)
            busy = BusyShop(sandbox, shop, goods_in(folder, "new", lines), people[:BUYERS], people[BUYERS:])
            return await busy.measure(import_goods)
        finally:
            await shop.stop()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="default: one after the other")
    add_latency(parser)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    for latency in latencies(chosen):
        _table(latency, (chosen.database,) if chosen.database else ("sqlite", "postgresql"), chosen.lines)


def _table(latency: int, databases: Sequence[str], lines: int) -> None:
    print(f"\n{lines} codes, Telegram {latency} ms away")
    print(f"{'database':<12}{'import':<14}{'took':>8}{'longest gap':>14}{'longest answer':>17}{'answers':>9}")
    for kind in databases:
        for name, import_goods in (("chat", by_chat), ("command line", by_command)):
            with tempfile.TemporaryDirectory() as place, database(kind, Path(place)) as url:
                found = asyncio.run(play(url, Path(place), lines, latency, import_goods))
            print(
                f"{kind:<12}{name:<14}{found.took:7.1f}s{found.gap:13.2f}s{found.answer:16.2f}s{found.answers:9d}",
                flush=True,
            )


if __name__ == "__main__":
    main()
