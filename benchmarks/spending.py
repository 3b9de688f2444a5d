"""What a bot's process spends: Bot API calls, write transactions, CPU time; read from outside."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.process_harness import Sandbox, ShopProcess, settings_for

SLUG = "emby-30"


@dataclass(frozen=True)
class Spent:
    """Counters at one moment, or a purchase's share of their growth."""

    calls: float
    commits: float
    cpu_ms: float

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.calls + other.calls, self.commits + other.commits, self.cpu_ms + other.cpu_ms)

    def since(self, before: "Spent", purchases: int) -> "Spent":
        """What was spent a purchase."""
        return Spent(
            (self.calls - before.calls) / purchases,
            (self.commits - before.commits) / purchases,
            (self.cpu_ms - before.cpu_ms) / purchases,
        )


@dataclass
class Till:
    """A running bot and its counters."""

    sandbox: Sandbox
    bot: ShopProcess
    commits: Path | None = None

    @property
    def pid(self) -> int:
        """The process of the bot."""
        assert self.bot.process is not None, "the bot runs"
        return self.bot.process.pid

    async def spent(self) -> Spent:
        """The counters now."""
        calls = sum(call["method"].lower() != "getupdates" for call in await self.sandbox.calls())
        commits = int(self.commits.read_text()) if self.commits else 0
        return Spent(calls, commits, cpu_ms(self.pid))


def cpu_ms(pid: int) -> float:
    """The time that a process has had of the CPU so far, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def counted_shop(sandbox: Sandbox, folder: Path, stock: int) -> AsyncIterator[Till]:
    """An open shop with so much stock, whose commits are counted."""
    shop, counter = ShopProcess(settings_for(sandbox, folder, LOG_FORMAT="json")), folder / "commits"
    goods = folder / "goods.txt"
    goods.write_text("".join(f"BENCH-{number:06d}\n" for number in range(stock)))
    code, out = await shop.errand("import-stock", SLUG, str(goods))
    assert code == 0, out
    shop.command = (sys.executable, "-m", "benchmarks.counted", str(counter), "run")
    await shop.start()
    try:
        yield Till(sandbox, shop, counter)
    finally:
        await shop.stop()


@contextlib.asynccontextmanager
async def floor_bot(sandbox: Sandbox, folder: Path) -> AsyncIterator[Till]:
    """The bot that only talks."""
    bot = ShopProcess(settings_for(sandbox, folder), command=(sys.executable, "-m", "benchmarks.floor_bot"))
    await bot.start()
    try:
        yield Till(sandbox, bot)
    finally:
        await bot.stop()
