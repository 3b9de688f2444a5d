"""The clock of the database's machine, on which processes agree however the clocks of their own machines are set."""

from sqlalchemy import BigInteger, cast, func, select

from services.domain.clock import real_time, uptime
from services.storage.connection import Connection

NOW = select(cast(func.extract("epoch", func.clock_timestamp()) * 1000, BigInteger))


class ServerClock:
    """Asked now and then, and counted on by our own uptime in between: nobody who sets a clock here moves a lease.

    Before it was asked it is the clock of this machine.
    """

    def __init__(self) -> None:
        self._ahead: int | None = None

    def __call__(self) -> int:
        """The present moment there, in UTC milliseconds."""
        return real_time() if self._ahead is None else uptime() + self._ahead

    async def ask(self, connection: Connection) -> None:
        """Ask PostgreSQL; the answer is taken as that of half the way."""
        before = uptime()
        there: int | None = await connection.scalar(NOW)
        assert there is not None, "a server knows what time it is"
        self._ahead = there - (before + uptime()) // 2
