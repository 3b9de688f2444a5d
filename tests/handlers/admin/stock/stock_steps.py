"""The steps of an admin who brings stock in by chat."""

from aiogram.filters import CommandObject
from aiogram.types import Message

from handlers.admin.stock import reading_choices, stock
from handlers.admin.stock.callbacks import ChooseOption, ShowOptions, ShowReport, ShowUnusual
from handlers.admin.ui.callbacks import ChooseStock, ImportStock
from handlers.admin.ui.filters import OfImport
from services.domain.stock.stock import StockDraft
from services.stock.file import Aspect
from tests.handlers.admin.admin_fixture import ADMIN, OLIVIA, AdminFixture
from tests.support.service_harness import ShopHarness


async def chooses(admin: AdminFixture, shop: ShopHarness, slug: str = "windows") -> None:
    pressed = ChooseStock(slug=slug)
    await stock.choose_stock(None, pressed, admin.state, shop.stock_importer, admin.context)


async def pastes(admin: AdminFixture, shop: ShopHarness, text: str) -> int:
    message = admin.writes(text)
    await stock.goods(message, admin.state, shop.stock_importer, admin.context)
    return message.message_id


async def takes(admin: AdminFixture, shop: ShopHarness, message: Message) -> None:
    await stock.goods(message, admin.state, shop.stock_importer, admin.context)


async def uploads(admin: AdminFixture, shop: ShopHarness, name: str, content: bytes, size: int | None = None) -> int:
    message = admin.uploads(name, content, size)
    await stock.goods(message, admin.state, shop.stock_importer, admin.context)
    return message.message_id


async def draft_in(admin: AdminFixture, shop: ShopHarness) -> StockDraft:
    found = await shop.stock_importer.drafts.find((await admin.state.get_data())["draft"], ADMIN)
    assert found is not None
    return found


async def button(admin: AdminFixture, shop: ShopHarness) -> ImportStock:
    draft = await draft_in(admin, shop)
    return ImportStock(draft=draft.id, digest=draft.digest)


async def confirms(admin: AdminFixture, shop: ShopHarness, pressed: ImportStock | None = None) -> None:
    data = pressed or await button(admin, shop)
    await stock.import_stock(None, data, admin.state, shop.stock_importer, admin.context)


async def looks(admin: AdminFixture, shop: ShopHarness, pressed: ShowOptions | ShowReport | ShowUnusual) -> None:
    await reading_choices.look(None, pressed, admin.state, shop.stock_importer, admin.context)


async def selects(admin: AdminFixture, shop: ShopHarness, what: Aspect, value: str) -> None:
    pressed = ChooseOption(draft=(await draft_in(admin, shop)).id, what=what, value=value)
    await reading_choices.choose_option(None, pressed, admin.state, shop.stock_importer, admin.context)


async def edits(admin: AdminFixture, shop: ShopHarness, message: Message, text: str, at: int = 1) -> None:
    edited = admin.edits(message, text, at)
    found = await OfImport()(edited, OLIVIA, shop.stock_importer)
    if isinstance(found, dict):
        await stock.edited(edited, found["draft"], admin.state, shop.stock_importer, admin.context)


async def commands(admin: AdminFixture, shop: ShopHarness, message: Message) -> None:
    command = CommandObject(command="stock", args=(message.text or "").partition(" ")[2])
    await stock.stock(message, command, admin.state, shop.stock_importer, admin.context)
