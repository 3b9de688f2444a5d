"""The spending of a bot's process: Bot API calls, write transactions, SQL statements, CPU time; read from outside."""

import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import astuple, dataclass
from operator import add
from pathlib import Path

from benchmarks.counted import COMMIT, statements
from tests.support.process_harness import Sandbox, ShopProcess, settings_for

SLUG = "emby-30"


@dataclass(frozen=True)
class Cost:
    """Counters at one moment, or a purchase's share of their growth."""

    calls: float
    commits: float
    statements: float
    cpu_ms: float

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(*map(add, astuple(self), astuple(other)))

    def since(self, before: "Cost", purchases: int) -> "Cost":
        """Return the spending for each purchase since then."""
        return Cost(*((now - then) / purchases for now, then in zip(astuple(self), astuple(before), strict=True)))


@dataclass
class CountedBot:
    """A running bot and its counters."""

    sandbox: Sandbox
    bot: ShopProcess
    sql: Path | None = None
    """The file that lists its statements (counted.py)."""

    @property
    def pid(self) -> int:
        """The process of the bot."""
        assert self.bot.process is not None, "the bot runs"
        return self.bot.process.pid

    async def spent(self) -> Cost:
        """The counters now."""
        calls = sum(call["method"].lower() != "getupdates" for call in await self.sandbox.calls())
        lines = self.lines()
        return Cost(calls, lines.count(COMMIT), len(statements(lines)), cpu_ms(self.pid))

    def lines(self) -> list[str]:
        """The list of its SQL."""
        return self.sql.read_text().splitlines() if self.sql else []


def cpu_ms(pid: int) -> float:
    """The time that a process has had of the CPU so far, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def counted_shop(sandbox: Sandbox, folder: Path, stock: int) -> AsyncIterator[CountedBot]:
    """An open shop with so much stock, whose statements are counted."""
    shop, sql = ShopProcess(settings_for(sandbox, folder, LOG_FORMAT="json")), folder / "statements"
    goods = folder / "goods.txt"
    goods.write_text("".join(f"BENCH-{number:06d}\n" for number in range(stock)))
    code, out = await shop.run_command("import-stock", SLUG, str(goods))
    assert code == 0, out
    shop.command = (sys.executable, "-m", "benchmarks.counted", str(sql), "run")
    await shop.start()
    try:
        yield CountedBot(sandbox, shop, sql)
    finally:
        await shop.stop()


@contextlib.asynccontextmanager
async def floor_bot(sandbox: Sandbox, folder: Path) -> AsyncIterator[CountedBot]:
    """The bot that only talks."""
    bot = ShopProcess(settings_for(sandbox, folder), command=(sys.executable, "-m", "benchmarks.floor_bot"))
    await bot.start()
    try:
        yield CountedBot(sandbox, bot)
    finally:
        await bot.stop()
