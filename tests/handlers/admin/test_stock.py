"""Stock by chat: the dry run, the confirmation, and that goods are nowhere but in stock afterwards."""

import asyncio
from collections.abc import Iterator

import pytest
from aiogram.filters import CommandObject

from handlers.admin import stock, stock_screens
from handlers.admin.buttons import ChooseStock, ImportStock, ShowLevels, UndoImport
from handlers.admin.counter import Offer, parking
from handlers.admin.parking import Parking
from handlers.texts import Texts
from services.domain.errors import NotFound, NotUndoable
from services.domain.product import Product
from services.domain.secret import Secret
from services.domain.stock import Level, Malformed, StockReport
from tests.handlers.admin.office import ADMIN, OLIVIA, Office
from tests.handlers.drafts import BOTH, EN, data, fits, labels, said
from tests.heroes import Hero
from tests.shop import SHELF, Shop

CANARY = "CANARY-CODE-0001"
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


@pytest.fixture
def office() -> Iterator[Office]:
    yield Office()
    parking.drop(ADMIN)


async def chooses(office: Office, slug: str = "windows") -> None:
    await Offer(slug).keep(office.state)


async def pastes(office: Office, shop: Shop, text: str) -> int:
    message = office.writes(text)
    await stock.goods(message, office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)
    return message.message_id


async def uploads(office: Office, shop: Shop, name: str, content: bytes, size: int | None = None) -> int:
    message = office.uploads(name, content, size)
    await stock.goods(message, office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)
    return message.message_id


async def confirms(office: Office, shop: Shop, offer: str | None = None) -> None:
    pressed = ImportStock(offer=offer or (await office.state.get_data())["name"])
    await stock.import_stock(None, pressed, office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)


async def test_pasted_lines_are_imported_and_disappear_from_the_chat(shop: Shop, office: Office) -> None:
    await chooses(office)
    sent = await pastes(office, shop, f"{CANARY}\nSECOND\nSECOND")
    assert await shop.free("windows") == 0

    await confirms(office, shop)

    assert await shop.free("windows") == 2
    assert sent in office.screen.removed
    assert await office.state.get_state() is None
    assert parking.get(ADMIN, "") is None


async def test_goods_never_become_conversation_state_nor_a_screen(shop: Shop, office: Office) -> None:
    await chooses(office)
    await pastes(office, shop, f"{CANARY}\n\u200bbroken {CANARY}")
    remembered = await office.memory()
    await confirms(office, shop)

    assert CANARY not in remembered
    assert all(CANARY not in draft.text for draft in office.screen.shown)


async def test_a_long_paste_that_telegram_cut_adds_up(shop: Shop, office: Office) -> None:
    await chooses(office)
    first = await pastes(office, shop, "A\nB")
    second = await pastes(office, shop, "C")

    await confirms(office, shop)

    assert await shop.free("windows") == 3
    assert {first, second} <= set(office.screen.removed)


async def test_after_a_restart_the_admin_is_asked_to_paste_again(shop: Shop, office: Office) -> None:
    await chooses(office)
    sent = await pastes(office, shop, "A")
    parking.drop(ADMIN)

    await confirms(office, shop)
    assert office.screen.shown[-1] == stock_screens.draw_lost(await shop.product("windows"), EN)
    assert await shop.free("windows") == 0

    await pastes(office, shop, "A")
    await confirms(office, shop)
    assert await shop.free("windows") == 1
    assert sent in office.screen.removed


async def test_an_older_report_imports_nothing(shop: Shop, office: Office) -> None:
    await chooses(office)
    await pastes(office, shop, "A")
    older = (await office.state.get_data())["name"]
    await pastes(office, shop, "B")

    await confirms(office, shop, older)

    assert await shop.free("windows") == 0
    assert office.screen.toasts == [EN.plain("admin-stock-outdated")]


async def test_pressing_import_twice_imports_once(shop: Shop, office: Office) -> None:
    await chooses(office)
    await pastes(office, shop, "A")
    name = (await office.state.get_data())["name"]

    await confirms(office, shop, name)
    await confirms(office, shop, name)

    assert await shop.free("windows") == 1
    assert len(office.screen.toasts) == 1


async def test_a_file_is_kept_by_its_id_and_read_again(shop: Shop, office: Office) -> None:
    await chooses(office)
    sent = await uploads(office, shop, "codes.csv", f"code,note\r\n{CANARY},x\r\n".encode())
    assert CANARY not in await office.memory()
    assert "file-0" in await office.memory()

    await confirms(office, shop)

    assert office.cabinet.fetched == ["file-0", "file-0"]
    assert await shop.free("windows") == 1
    assert sent in office.screen.removed


async def test_a_file_too_large_is_not_downloaded(shop: Shop, office: Office) -> None:
    await chooses(office)

    await uploads(office, shop, "codes.txt", b"A", size=5_000_001)

    assert office.cabinet.fetched == []
    assert "5 MB" in said(office.screen.shown[-1])


@pytest.mark.parametrize(("name", "content"), [("codes.pdf", b"A"), ("codes.txt", b"\0\0"), ("codes.csv", b'"open')])
async def test_a_file_that_cannot_be_read_leaves_room_for_another(
    shop: Shop, office: Office, name: str, content: bytes
) -> None:
    await chooses(office)
    await uploads(office, shop, name, content)
    assert said(office.screen.shown[-1]).startswith("⚠️")

    await uploads(office, shop, "codes.txt", b"GOOD")
    await confirms(office, shop)

    assert await shop.free("windows") == 1


async def test_a_file_stands_alone(shop: Shop, office: Office) -> None:
    await chooses(office)
    await uploads(office, shop, "codes.txt", b"FILE")
    late = await pastes(office, shop, "PASTED")

    await confirms(office, shop)

    assert await shop.free("windows") == 1
    assert late not in office.screen.removed


async def test_a_photo_is_no_stock(shop: Shop, office: Office) -> None:
    await chooses(office)

    await stock.goods(office.photographs(), office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)

    assert office.screen.shown[-1] == stock_screens.draw_not_now(EN, mixed=False)


async def test_cancelling_deletes_what_was_sent(shop: Shop, office: Office) -> None:
    await chooses(office)
    sent = await pastes(office, shop, "A")

    await stock.cancel_import(None, office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)

    assert office.screen.removed == [sent]
    assert await shop.free("windows") == 0
    assert await office.state.get_state() is None


async def test_goods_may_come_with_the_command(shop: Shop, office: Office) -> None:
    message = office.writes("/stock windows\nA\nB")
    command = CommandObject(command="stock", args="windows\nA\nB")

    await stock.stock(message, command, office.state, OLIVIA, shop.stockroom, office.screen, office.bot, EN)
    await confirms(office, shop)

    assert await shop.free("windows") == 2


async def test_a_product_that_is_not_there(shop: Shop, office: Office) -> None:
    command = CommandObject(command="stock", args="nowhere")

    with pytest.raises(NotFound):
        await stock.stock(
            office.writes("/stock nowhere"),
            command,
            office.state,
            OLIVIA,
            shop.stockroom,
            office.screen,
            office.bot,
            EN,
        )


async def test_undo_by_button_and_its_refusal(shop: Shop, office: Office, ann: Hero) -> None:
    first, second = await shop.stocks("windows", "A"), await shop.stocks("windows", "B")
    await ann.buys("windows")

    await stock.undo_import(None, UndoImport(batch=second.batch.id), shop.stockroom, office.screen, EN)

    assert await shop.free("windows") == 0
    with pytest.raises(NotUndoable):
        await stock.undo_import(None, UndoImport(batch=first.batch.id), shop.stockroom, office.screen, EN)


async def test_what_is_parked_leaves_by_itself() -> None:
    place = Parking(kept_seconds=0.01)
    place.put(ADMIN, "offer", CANARY)
    assert place.get(ADMIN, "offer") == CANARY
    assert CANARY not in repr(place)

    await asyncio.sleep(0.05)

    assert place.get(ADMIN, "offer") is None


async def test_parking_is_bounded_and_private() -> None:
    place = Parking()
    place.put(ADMIN, "large", "x" * 5_000_001)
    assert place.get(ADMIN, "large") is None

    place.put(ADMIN, "mine", "A")
    assert place.get(ADMIN, "other") is None
    assert place.get(ADMIN + 1, "mine") is None
    place.drop(ADMIN)


@both
def test_a_report_names_the_first_ten_bad_lines_and_counts_the_rest(t: Texts) -> None:
    malformed = tuple(Malformed(line, "stock-line-invisible") for line in range(1, 26))
    report = StockReport("windows", (Secret(CANARY),), 2, 3, 4, malformed)

    draft = stock_screens.draw_report(SHELF[1], report, "A" * 22, t, pasted=True)

    assert fits(draft)
    assert CANARY not in draft.text
    assert t("admin-more", count=15) in draft.text
    assert any(one.startswith("a-import:") for one in data(draft))


@both
def test_nothing_new_offers_no_import(t: Texts) -> None:
    draft = stock_screens.draw_report(SHELF[1], StockReport("windows", (), 0, 9, 0, ()), "A" * 22, t, pasted=False)

    assert not any(one.startswith("a-import:") for one in data(draft))


@both
@pytest.mark.parametrize("page", [0, 1])
def test_levels_come_in_pages(t: Texts, page: int) -> None:
    levels = [(SHELF[1], Level(number, capped=number > 5)) for number in range(15)]

    draft = stock_screens.draw_levels(levels, page, t)

    assert fits(draft)
    assert len(labels(draft)) == (12 if page == 0 else 3) + 2
    assert fits(stock_screens.draw_levels([], 0, t))


async def test_a_product_is_chosen_by_button_or_named(shop: Shop, office: Office) -> None:
    none, named = CommandObject(command="stock"), CommandObject(command="stock", args="WINDOWS")
    things = (OLIVIA, shop.stockroom, office.screen, office.bot, EN)

    await stock.stock(office.writes("/stock"), none, office.state, *things)
    assert "a-stock:windows" in data(office.screen.shown[-1])
    assert await office.state.get_state() is None

    await stock.choose_stock(None, ChooseStock(slug="windows"), office.state, shop.stockroom, office.screen, EN)
    assert (await office.state.get_data())["slug"] == "windows"
    await office.state.clear()

    await stock.stock(office.writes("/stock WINDOWS"), named, office.state, *things)
    assert (await office.state.get_data())["slug"] == "windows"

    await stock.show_levels(None, ShowLevels(page=0), shop.stockroom, office.screen, EN)
    assert "a-stock:windows" in data(office.screen.shown[-1])


async def test_goods_that_serve_somebody_cannot_be_undone(shop: Shop, office: Office, ann: Hero, bob: Hero) -> None:
    await shop.stocks("windows", "A")
    late = await ann.opens("windows")
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()  # closes the order
    await shop.checkout.expire_due()  # puts its stock back
    await bob.buys("windows")
    await ann.pays(late)
    await chooses(office)
    await pastes(office, shop, "B\nC")

    await confirms(office, shop)

    assert EN("admin-stock-served", count=1) in office.screen.shown[-1].text
    assert not any(one.startswith("a-undo:") for one in data(office.screen.shown[-1]))


@both
@pytest.mark.parametrize("one", [SHELF[1], SHELF[-1]], ids=["codes", "links"])
def test_what_to_send_is_said_for_every_kind(t: Texts, one: Product) -> None:
    assert fits(stock_screens.draw_wait(one, t))
    assert fits(stock_screens.draw_lost(one, t))
    assert fits(stock_screens.draw_cancelled(t))
    assert fits(stock_screens.draw_undone(1, t))
