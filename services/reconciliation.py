"""Asks a provider's own ledger what came in: a payment whose message was lost is found and delivered.

The ledger is read oldest first from a cursor on. The cursor only moves over lines that are applied, and applying a line
twice changes nothing, so a crash in the middle costs a repetition and no more.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from services.domain.payment import Charge
from services.fulfillment import Applied, Fulfillment
from services.payments import Provider
from services.storage.database import Database

PAGES = 100
"""So many pages are read before the first of them is settled: about 10,000 lines, more than any downtime gathers."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a provider says of one stretch of its ledger."""

    came: Sequence[Charge]
    went_back: Sequence[str]
    following: int


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
        start = await self._cursor(provider)
        while pages := await self._read_on(provider, start):
            returned = {charge_id for page in pages for charge_id in page.went_back}
            for page in pages:
                missed += await self._apply(provider, page, returned)
                start = page.following
                await self._note(provider, start)
        return missed

    async def _read_on(self, provider: Provider, place: int) -> list[_Page]:
        """Pages up to the end of the ledger: what went back is known before anything of them is settled."""
        pages: list[_Page] = []
        while len(pages) < PAGES:
            came, went_back, following = await provider.ask(place)
            if following == place:
                break
            pages.append(_Page(came, went_back, following))
            place = following
        return pages

    async def _apply(self, provider: Provider, page: _Page, returned: AbstractSet[str]) -> int:
        missed = 0
        for charge in page.came:
            gone = charge.charge_id in returned
            settle = self.fulfillment.settle_returned if gone else self.fulfillment.settle
            missed += (await settle(charge)).applied is not Applied.KNOWN
        for charge_id in page.went_back:
            await self.fulfillment.refunded(provider.name, charge_id)
        return missed

    async def _note(self, provider: Provider, place: int) -> None:
        async with self.db.begin() as tx:
            await tx.meta.put(_key(provider), str(place).encode())

    async def _cursor(self, provider: Provider) -> int:
        async with self.db.read() as reading:
            return int(await reading.meta.get(_key(provider)) or b"0")


def _key(provider: Provider) -> str:
    return f"ledger:{provider.name}"
