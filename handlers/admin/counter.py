"""The counter at which an admin puts goods down: received, read, shown as a dry run, imported or taken away again.

Between the dry run and the confirmation the conversation remembers the product, the messages to be deleted, and of a
file its Telegram id. Goods are never in it: a file is read again, a pasted text waits in the parking.
"""

import asyncio
from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from handlers.admin import stock_screens as screens
from handlers.admin.parking import Parking
from handlers.admin.uploads import Upload, accept, fetch
from handlers.draft import Draft
from handlers.screen import Screen
from handlers.texts import Texts
from services.domain.errors import FileRefused, Problem
from services.domain.ids import new_id
from services.domain.product import Product
from services.domain.stock import StockReport
from services.stock_file import LARGEST_FILE, read_lines
from services.stockroom import Stockroom

parking = Parking()
TOO_BIG = Problem(0, "", "stock-lines-big", expected="5 MB")
MOST_MESSAGES = 100


class Stocking(StatesGroup):
    """What is awaited here."""

    goods = State()


@dataclass(frozen=True, slots=True)
class Offer:
    """What was sent so far: for which product, in which messages; the name and the screen of its dry run; its file."""

    slug: str
    name: str = ""
    messages: tuple[int, ...] = ()
    screen: int | None = None
    upload: Upload | None = None

    async def keep(self, state: FSMContext) -> None:
        """Remember it, and wait for more."""
        await state.set_state(Stocking.goods)
        await state.set_data(
            {
                "slug": self.slug,
                "name": self.name,
                "messages": list(self.messages[-MOST_MESSAGES:]),
                "screen": self.screen,
                "upload": self.upload.memo if self.upload else None,
            }
        )


async def remembered(state: FSMContext) -> Offer | None:
    """The offer of a conversation; None if it is about something else."""
    if await state.get_state() != Stocking.goods.state:
        return None
    kept = await state.get_data()
    upload = Upload(**kept["upload"]) if kept["upload"] else None
    return Offer(kept["slug"], kept["name"], tuple(kept["messages"]), kept["screen"], upload)


@dataclass(frozen=True, slots=True)
class Counter:
    """One admin, one conversation, one stockroom."""

    admin_id: int
    state: FSMContext
    stockroom: Stockroom
    screen: Screen
    bot: Bot
    t: Texts

    async def take(self, message: Message, text: str, before: Offer) -> None:
        """Read what has come and show its dry run. Telegram cuts long texts, so they add up; a file stands alone."""
        earlier = parking.get(self.admin_id, before.name)
        if before.upload or (earlier and message.document) or not (text or message.document):
            await before.keep(self.state)
            await self.screen.show(screens.draw_not_now(self.t, mixed=bool(before.upload or earlier)))
            return
        offer = replace(before, name=new_id(), messages=(*before.messages, message.message_id))
        try:
            if message.document:
                offer = replace(offer, upload=accept(message.document, LARGEST_FILE, TOO_BIG))
            else:
                parking.put(self.admin_id, offer.name, f"{earlier}\n{text}" if earlier else text)
            await self.show(offer)
        except FileRefused as refused:
            await replace(offer, name="", upload=None).keep(self.state)
            await self.screen.show(screens.draw_refused(refused, self.t))

    async def show(self, offer: Offer) -> None:
        """The dry run of an offer, in the place of the one before. Raises FileRefused."""
        product, report = await self.read(offer)
        if report is None:
            await self.lose(offer, product)
            return
        if offer.screen is not None:
            await self.screen.remove(offer.screen)
        draft = screens.draw_report(product, report, offer.name, self.t, pasted=offer.upload is None)
        await replace(offer, screen=await self.screen.show(draft)).keep(self.state)

    async def read(self, offer: Offer) -> tuple[Product, StockReport | None]:
        """What an offer holds; no report if it was pasted and is gone. Raises FileRefused."""
        product = await self.stockroom.product(offer.slug)
        upload = offer.upload
        source = await fetch(self.bot, upload) if upload else parking.get(self.admin_id, offer.name)
        if source is None:
            return product, None
        filename = upload.name if upload else None
        numbered, malformed = await asyncio.to_thread(read_lines, source, filename, product.kind)
        return product, await self.stockroom.preview(product.slug, [line for _, line in numbered], malformed)

    async def store(self, offer: Offer) -> None:
        """Import what is new, and leave no trace of it in the chat."""
        product, report = await self.read(offer)
        if report is None:
            await self.lose(offer, product)
            return
        stored = await self.stockroom.store(product.slug, report.new, self.admin_id)
        await self.clear(offer, screens.draw_stored(product, stored, self.t))

    async def lose(self, offer: Offer, product: Product) -> None:
        """The pasted goods are gone from memory: ask for them again."""
        await Offer(offer.slug, messages=offer.messages).keep(self.state)
        await self.screen.show(screens.draw_lost(product, self.t))

    async def clear(self, offer: Offer | None, draft: Draft) -> None:
        """Forget the goods, delete the messages that brought them, and show what became of it."""
        parking.drop(self.admin_id)
        await self.state.clear()
        await self.screen.show(draft)
        for message_id in offer.messages if offer else ():
            await self.screen.remove(message_id)
