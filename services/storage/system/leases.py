"""Rows that say which process holds what, and until when. Who does not renew in time has lost it to whoever asks."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, delete, select, update

from services.domain.values.clock import Clock
from services.storage import tables
from services.storage.connection import Connection
from services.storage.dialect import insert

T = tables.leases
RENEW = update(T).where(T.c.holder == bindparam("mine")).returning(T.c.name)


def living(now: int) -> Select[tuple[str]]:
    """The holders whose lease runs."""
    return select(T.c.holder).where(T.c.lease_until > now)


class Leases:
    """Names that one process at a time may hold."""

    def __init__(self, connection: Connection, real: Clock) -> None:
        self._connection = connection
        self._real = real

    async def take(self, name: str, holder: str, term: int) -> bool:
        """Take a name for so many milliseconds, or renew it; False while somebody else holds it."""
        now = self._real()
        wanted = insert(self._connection, T).values(name=name, holder=holder, lease_until=now + term)
        taken = wanted.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": wanted.excluded.holder, "lease_until": wanted.excluded.lease_until},
            where=(T.c.lease_until <= now) | (T.c.holder == holder),
        ).returning(T.c.name)
        return (await self._connection.execute(taken)).one_or_none() is not None

    async def renew(self, holder: str, term: int) -> frozenset[str]:
        """Go on holding for so many milliseconds; returns the names that are still held."""
        renewed = await self._connection.execute(RENEW, {"mine": holder, "lease_until": self._real() + term})
        return frozenset(renewed.scalars())

    async def end_expired(self) -> None:
        """End the leases that were not renewed in time, so that nobody renews them later."""
        await self._connection.execute(delete(T).where(T.c.lease_until <= self._real()))

    async def end(self, holders: Collection[str]) -> None:
        """These hold nothing any more, and nobody has to wait for it."""
        await self._connection.execute(delete(T).where(T.c.holder.in_(holders)))

    async def holders(self) -> frozenset[str]:
        """Everybody who holds something, or has died holding it."""
        return frozenset((await self._connection.execute(select(T.c.holder))).scalars())
