"""The clock of leases and due times: all processes of a shop agree on it, and nobody can set it back or forward.

It is counted from a source: with SQLite the uptime of the machine, with PostgreSQL the clock of its server. How far it
is ahead of that stands in the database, and so does a moment that it has reached. The clock on the wall is asked once,
when the source is new: at the first start, and after a start of the machine.

A server's clock can be set. Each process notices by its own uptime, and the first one puts right what all agree on. If
nobody was there to notice, a moment that was reached is never before us again.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from sqlalchemy import BigInteger, cast, func, select

from services.domain.values.clock import MINUTE, SECOND, real_time, uptime
from services.storage.connection.connection import Connection

KEY = "clock"
JUMP = 5 * SECOND
"""A clock that runs fast or slow is less than this away from one look to the next; what is more was set."""
NOTED_EVERY = MINUTE
NOW = select(cast(func.extract("epoch", func.clock_timestamp()) * 1000, BigInteger))
BOOT = Path("/proc/sys/kernel/random/boot_id")


def boot() -> str:
    """Return the name of this start of the machine; an empty text where the system tells none."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreed clock: how far it is ahead of a source, and a moment that it has reached (ms)."""

    source: str
    ahead: int
    seen: int

    @classmethod
    def read(cls, kept: bytes | None) -> Self | None:
        """As it was kept."""
        return None if kept is None else cls(**json.loads(kept))

    def written(self) -> bytes:
        """As it is kept."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True)
class Look:
    """The result of a look: what is agreed on, whether to write it down, and how far uptime is behind it."""

    agreed: Agreed
    is_news: bool
    after_uptime: int


class SteadyClock:
    """Looked at the source now and then, and counted on by our own uptime. Before that it is the clock on the wall."""

    def __init__(self) -> None:
        self._last: Look | None = None

    def __call__(self) -> int:
        """The present moment, in milliseconds that were those of UTC when the source was new."""
        return real_time() if self._last is None else uptime() + self._last.after_uptime

    async def look(self, connection: Connection, kept: bytes | None) -> Look:
        """Compare source, uptime and what is `kept`."""
        before = uptime()
        source, there, wall = await _ask(connection)
        taken = uptime() - before
        if taken > JUMP and self._last is not None:  # too old an answer to tell anything
            return self._last
        up = before + taken // 2
        known = Agreed.read(kept)
        if known is None or known.source != source:
            now = max(wall, 0 if known is None else known.seen)
        else:
            now = self._straight(known, there + known.ahead, up)
        agreed = Agreed(source, now - there, now)
        return Look(agreed, self._is_news(agreed, known), now - up)

    def _straight(self, known: Agreed, now: int, up: int) -> int:
        """The moment that the source tells, or the one that we know better since the source was set."""
        mine = now
        if self._last is not None and self._last.agreed.ahead == known.ahead:  # else another has put it right
            mine = up + self._last.after_uptime
        was_set = abs(now - mine) > JUMP or now < known.seen - JUMP
        return max(mine, known.seen) if was_set else now

    def _is_news(self, agreed: Agreed, known: Agreed | None) -> bool:
        """Return whether to note a moment: not at first, with a clock that others may be about to put right."""
        if known is None or (agreed.source, agreed.ahead) != (known.source, known.ahead):
            return True
        return self._last is not None and agreed.seen - known.seen >= NOTED_EVERY

    def adopt(self, look: Look) -> None:
        """Go by this from now on."""
        self._last = replace(look, is_news=False)


async def _ask(connection: Connection) -> tuple[str, int, int]:
    """The source of this database: its name, what it shows, and the clock on the wall there."""
    if connection.dialect.name == "sqlite":
        return boot(), uptime(), real_time()
    there: int | None = await connection.scalar(NOW)
    assert there is not None, "a server knows what time it is"
    return "server", there, there
