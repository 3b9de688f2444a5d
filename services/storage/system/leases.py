"""The repository of leases: their holders and ends. A lease that is not renewed in time is free."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, delete, select, update

from services.storage.dialect import insert
from services.storage.repository import Repository
from services.storage.tables import leases

RENEW = update(leases).where(leases.c.holder == bindparam("mine")).returning(leases.c.name)


def living(now: int) -> Select[tuple[str]]:
    """The holders whose lease runs."""
    return select(leases.c.holder).where(leases.c.lease_until > now)


class Leases(Repository):
    """Names that one process at a time may hold."""

    async def take(self, name: str, holder: str, term: int) -> bool:
        """Take a name for so many milliseconds, or renew it; False while somebody else holds it."""
        now = self._real()
        wanted = insert(self._connection, leases).values(name=name, holder=holder, lease_until=now + term)
        taken = wanted.on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": wanted.excluded.holder, "lease_until": wanted.excluded.lease_until},
            where=(leases.c.lease_until <= now) | (leases.c.holder == holder),
        ).returning(leases.c.name)
        return await self._has(taken)

    async def renew(self, holder: str, term: int) -> frozenset[str]:
        """Go on holding for so many milliseconds; returns the names that are still held."""
        renewed = await self._run(RENEW, {"mine": holder, "lease_until": self._real() + term})
        return frozenset(renewed.scalars())

    async def end_expired(self) -> None:
        """End the leases that were not renewed in time, so that nobody renews them later."""
        await self._run(delete(leases).where(leases.c.lease_until <= self._real()))

    async def end(self, holders: Collection[str]) -> None:
        """These hold nothing any more, and nobody has to wait for it."""
        await self._run(delete(leases).where(leases.c.holder.in_(holders)))

    async def holders(self) -> frozenset[str]:
        """Everybody who holds something, or has died holding it."""
        return frozenset((await self._run(select(leases.c.holder))).scalars())
