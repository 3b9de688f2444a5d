"""Rows of the times in which the shop did not serve."""

from sqlalchemy import bindparam, select

from services.domain.system.uptime import Span
from services.storage.repository import Repository
from services.storage.tables import downtimes

SINCE = select(downtimes).where(downtimes.c.ends_at > bindparam("since"))


class Downtimes(Repository):
    """The repository of downtimes that are over."""

    async def add(self, downtime: Span) -> None:
        """Write one down."""
        await self._run(downtimes.insert(), {"starts_at": downtime.starts_at, "ends_at": downtime.ends_at})

    async def since(self, moment: int) -> list[Span]:
        """Return those that ended after a moment (business time)."""
        return await self._all(lambda row: Span(row.starts_at, row.ends_at), SINCE, since=moment)
