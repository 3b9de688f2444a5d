"""The steps of an admin who brings stock in by chat."""

from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.admin.stock import reading_choices, stock
from handlers.admin.stock.callbacks import ChooseOption, ShowOptions, ShowReport, ShowUnusual
from handlers.admin.ui.callbacks import ChooseStock, ImportStock
from services.domain.stock.stock import StockDraft
from services.stock.file import Aspect
from tests.handlers.admin.admin_fixture import ADMIN, AdminFixture
from tests.support.service_harness import ShopHarness


async def chooses(office: AdminFixture, shop: ShopHarness, slug: str = "windows") -> None:
    pressed = ChooseStock(slug=slug)
    await stock.choose_stock(None, pressed, office.state, shop.stock_importer, office.context)


async def pastes(office: AdminFixture, shop: ShopHarness, text: str) -> int:
    message = office.writes(text)
    await stock.goods(message, office.state, shop.stock_importer, office.context)
    return message.message_id


async def takes(office: AdminFixture, shop: ShopHarness, message: Message) -> None:
    await stock.goods(message, office.state, shop.stock_importer, office.context)


async def uploads(office: AdminFixture, shop: ShopHarness, name: str, content: bytes, size: int | None = None) -> int:
    message = office.uploads(name, content, size)
    await stock.goods(message, office.state, shop.stock_importer, office.context)
    return message.message_id


async def draft_in(office: AdminFixture, shop: ShopHarness) -> StockDraft:
    found = await shop.stock_importer.drafts.find((await office.state.get_data())["draft"], ADMIN)
    assert found is not None
    return found


async def button(office: AdminFixture, shop: ShopHarness) -> ImportStock:
    draft = await draft_in(office, shop)
    return ImportStock(draft=draft.id, digest=draft.digest)


async def confirms(office: AdminFixture, shop: ShopHarness, pressed: ImportStock | None = None) -> None:
    data = pressed or await button(office, shop)
    await stock.import_stock(None, data, office.state, shop.stock_importer, office.context)


async def looks(office: AdminFixture, shop: ShopHarness, pressed: ShowOptions | ShowReport | ShowUnusual) -> None:
    await reading_choices.look(None, pressed, office.state, shop.stock_importer, office.context)


async def selects(office: AdminFixture, shop: ShopHarness, what: Aspect, value: str) -> None:
    pressed = ChooseOption(draft=(await draft_in(office, shop)).id, what=what, value=value)
    await reading_choices.choose_option(None, pressed, office.state, shop.stock_importer, office.context)


async def edits(office: AdminFixture, shop: ShopHarness, message: Message, text: str, at: int = 1) -> None:
    edited = office.edits(message, text, at)
    await stock.edited(edited, office.state, shop.stock_importer, office.context)


async def commands(office: AdminFixture, shop: ShopHarness, message: Message) -> None:
    command = CommandObject(command="stock", args=(message.text or "").partition(" ")[2])
    await stock.stock(message, command, office.state, shop.stock_importer, office.context)
