"""Asks a provider's own ledger what came in: a payment whose message was lost is found and delivered.

The ledger is read oldest first from a cursor on. The cursor only moves over lines that are applied, and applying a line
twice changes nothing, so a crash in the middle costs a repetition and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.fulfillment import Applied, Fulfillment
from services.payments import Provider
from services.storage.database import Database


@dataclass(frozen=True)
class Reconciliation:
    """Compares our books with those of the providers."""

    db: Database
    providers: Mapping[str, Provider]
    fulfillment: Fulfillment

    async def begin(self) -> None:
        """At the first start: what a ledger holds by then was sold by somebody else and is none of our matter."""
        for provider in self.providers.values():
            async with self.db.read() as reading:
                known = await reading.meta.get(_key(provider))
            if known is None:
                end = await self._end(provider)
                async with self.db.begin() as tx:
                    await tx.meta.put_once(_key(provider), str(end).encode())

    async def _end(self, provider: Provider) -> int:
        place = -1
        following = 0
        while following != place:
            place = following
            _, _, following = await provider.ask(place)
        return place

    async def run(self) -> int:
        """Ask every provider for what is new; returns how many payments had been missed."""
        return sum([await self._catch_up(provider) for provider in self.providers.values()])

    async def _catch_up(self, provider: Provider) -> int:
        missed = 0
        while True:
            start = await self._cursor(provider)
            came, went_back, following = await provider.ask(start)
            for charge in came:
                settlement = await self.fulfillment.settle(charge)
                missed += settlement.applied is not Applied.KNOWN
            for charge_id in went_back:
                await self.fulfillment.refunded(provider.name, charge_id)
            if following == start:
                return missed
            await self._note(provider, following)

    async def _note(self, provider: Provider, place: int) -> None:
        async with self.db.begin() as tx:
            await tx.meta.put(_key(provider), str(place).encode())

    async def _cursor(self, provider: Provider) -> int:
        async with self.db.read() as reading:
            return int(await reading.meta.get(_key(provider)) or b"0")


def _key(provider: Provider) -> str:
    return f"ledger:{provider.name}"
