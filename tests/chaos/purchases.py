"""Real purchases by the real services, and what the shop has said "done" to, at which moment of a recording."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from services.domain.orders.order import Order
from services.domain.system.update import InboxUpdate, UpdateState
from services.domain.values.language import Language
from services.storage.schema.bootstrap import open_database
from services.storage.sqlite import engine
from services.storage.tables import stock as GOODS  # noqa: N812 - read in queries like a constant
from tests.chaos.acknowledged import Acknowledged
from tests.chaos.disk_recording import Event, Recording
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY, sqlite_url
from tests.support.service_harness import ShopHarness

SLUG, BOT, FIRST = "music", 42, 5_000
BUYERS, GROUPS = 72, 4
"""So many purchases that the log is carried over into the database several times meanwhile."""


@dataclass(slots=True)
class RecordedPurchases:
    """The recorded purchases: the disk's content, the requests to it, and the purchases acknowledged meanwhile."""

    start: dict[str, bytes]
    events: list[Event]
    acknowledged: list[Acknowledged] = field(default_factory=list)


@contextmanager
def durability(*pragmas: str) -> Iterator[None]:
    """The shop with other PRAGMAs than its own, for a control."""
    ours = engine.DURABILITY
    engine.DURABILITY = pragmas or ours  # type: ignore[assignment]
    try:
        yield
    finally:
        engine.DURABILITY = ours


@asynccontextmanager
async def shop_on(file: Path) -> AsyncIterator[ShopHarness]:
    """The services on a SQLite file."""
    db = await open_database(sqlite_url(file), [KEY])
    try:
        yield ShopHarness(db)
    finally:
        await db.close()


async def play(file: Path, seed: str, *pragmas: str) -> RecordedPurchases:
    """Make a shop, and record how it sells to a crowd."""
    async with shop_on(file) as shop:
        await shop.furnish()
        guests = [await arrives(shop, FIRST + number, "Guest", Language.EN) for number in range(BUYERS)]
        for guest in guests:
            await guest.accepts(version=1)
        await shop.stocks(SLUG, *(f"POWER-{number:04d}" for number in range(BUYERS)))
    recording = Recording(file)
    made = RecordedPurchases({"": file.read_bytes()}, recording.events)
    with recording.running(), durability(*pragmas):
        async with shop_on(file) as shop:
            crowd = [Buyers(shop, made, random.Random(f"{seed}-{group}")) for group in range(GROUPS)]
            await asyncio.gather(*(one.buy_all(guests[group::GROUPS]) for group, one in enumerate(crowd)))
    return made


@dataclass
class Buyers:
    """Some buyers, one after the other, beside others."""

    shop: ShopHarness
    play: RecordedPurchases
    chance: random.Random

    async def buy_all(self, guests: Sequence[CustomerDriver]) -> None:
        for guest in guests:
            await self._buy(CustomerDriver(self.shop, guest.customer))

    async def _buy(self, buyer: CustomerDriver) -> None:
        order = await buyer.opens(SLUG)
        await buyer.may_pay(order)
        await self._update(buyer.id)
        await buyer.pays(order, f"charge-{buyer.id}")
        await self._promise(order, arrived=False)
        await self.shop.arrives(order)
        await self._promise(order, arrived=True)
        if self.chance.random() < 0.5:
            await self._file(buyer.id)

    async def _update(self, update_id: int) -> None:
        """The update that reports the payment, as the intake takes it."""
        update = InboxUpdate(BOT, update_id, update_id, "message", {"update_id": update_id}, 0)
        async with self.shop.db.begin() as tx:
            await tx.inbox.store([update], 0)

    async def _file(self, update_id: int) -> None:
        async with self.shop.db.begin() as tx:
            await tx.inbox.finish(BOT, [update_id], UpdateState.DONE)

    async def _promise(self, order: Order, *, arrived: bool) -> None:
        since = len(self.play.events)
        async with self.shop.db.read() as reading:
            rows = await reading.connection.execute(select(GOODS.c.secret).where(GOODS.c.order_id == order.id))
            goods = frozenset(bytes(secret) for secret in rows.scalars())
        self.play.acknowledged.append(Acknowledged(since, order.id, order.customer_id, goods, arrived))
