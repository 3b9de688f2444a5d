"""Reads the provider's own ledger: a payment whose message was lost is found and delivered.

The ledger is read oldest first from a cursor on. The cursor only moves over lines that are applied, and applying a line
twice changes nothing, so a crash in the middle costs a repetition and no more. A ledger belongs to one bot, and so does
its cursor: another bot on the same database starts its own.
"""

import logging
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from services.domain.payments.payment import Charge
from services.payments.apply_charge import ChargeOutcome, ChargeProcessor
from services.payments.providers import Provider
from services.storage.database import Database

log = logging.getLogger(__name__)

PAGES = 100
"""So many pages are read before the first of them is settled: about 10,000 lines, more than any downtime gathers."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a provider's ledger."""

    came: Sequence[Charge]
    went_back: Sequence[str]
    following: int


@dataclass(frozen=True)
class Reconciliation:
    """Compares our payments with the ledgers of the providers."""

    db: Database
    providers: Mapping[str, Provider]
    charge_processor: ChargeProcessor
    bot_id: int

    async def begin(self) -> None:
        """Set the cursors to the ends of the ledgers at the first start: earlier lines are not sales of this shop."""
        for provider in self.providers.values():
            key = self._key(provider)
            async with self.db.read() as reading:
                known, nameless = await reading.key_values.get(key), await reading.key_values.get(_nameless(provider))
            place = int(known or nameless or b"0")
            if known is not None and await _reaches(provider, place):
                continue
            if known is not None:
                log.error("ledger_shorter_than_cursor", extra={"ledger": key, "cursor": place})
                place = 0
            elif nameless is None or not await _reaches(provider, place):
                place = await _end(provider)
            async with self.db.begin() as tx:
                await tx.key_values.put(key, str(place).encode())
                await tx.key_values.remove(_nameless(provider))

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
        """Read pages up to the end of the ledger: refunds are known before any charge is applied."""
        pages: list[_Page] = []
        while len(pages) < PAGES:
            came, went_back, following = await provider.fetch_transactions(place)
            if following == place:
                break
            pages.append(_Page(came, went_back, following))
            place = following
        return pages

    async def _apply(self, provider: Provider, page: _Page, returned: AbstractSet[str]) -> int:
        missed = 0
        for charge in page.came:
            gone = charge.charge_id in returned
            apply = self.charge_processor.apply_refunded_charge if gone else self.charge_processor.apply_charge
            missed += (await apply(charge)).outcome is not ChargeOutcome.DUPLICATE
        for charge_id in page.went_back:
            await self.charge_processor.apply_refund(provider.name, charge_id)
        return missed

    async def _note(self, provider: Provider, place: int) -> None:
        async with self.db.begin() as tx:
            await tx.key_values.put(self._key(provider), str(place).encode())

    async def _cursor(self, provider: Provider) -> int:
        async with self.db.read() as reading:
            return int(await reading.key_values.get(self._key(provider)) or b"0")

    def _key(self, provider: Provider) -> str:
        return f"ledger:{provider.name}:{self.bot_id}"


def _nameless(provider: Provider) -> str:
    """The key of the cursor as releases before 0.2 wrote it, without its bot."""
    return f"ledger:{provider.name}"


async def _reaches(provider: Provider, place: int) -> bool:
    """Return whether a ledger has as many lines as a cursor has passed; one that has fewer is another bot's."""
    return place == 0 or await _following(provider, place - 1) >= place


async def _end(provider: Provider) -> int:
    """The number of lines of a ledger, by bisection: a long history takes some forty calls and not thousands."""
    known, beyond = 0, 0
    while (following := await _following(provider, beyond)) > beyond:
        known, beyond = following, 2 * following
    while known < beyond:
        middle = (known + beyond) // 2
        following = await _following(provider, middle)
        known, beyond = (following, beyond) if following > middle else (known, middle)
    return known


async def _following(provider: Provider, place: int) -> int:
    _, _, following = await provider.fetch_transactions(place)
    return following
