"""Stock by chat: the dry run, the confirmation, and that goods are nowhere but in stock afterwards."""

import pytest
from aiogram.filters import CommandObject
from sqlalchemy import select

from handlers.admin.stock import stock, stock_views
from handlers.admin.ui.callbacks import CancelImport, ShowLevels, UndoImport
from handlers.ui.filters import HasGoods
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Product
from services.domain.errors import NotFound, NotUndoable
from services.domain.stock.stock import StockLevel
from services.stock.drafts import KEPT_FOR
from services.stock.stock_import import Undone
from services.storage.tables import stock_draft_parts
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.admin.stock.stock_steps import button, chooses, confirms, draft_in, pastes, takes, uploads
from tests.handlers.ui.builders import BOTH, EN, data, fits, labels, said
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import PRODUCTS, ShopHarness

CANARY = "CANARY-CODE-0001"
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


@pytest.fixture
def admin() -> AdminFixture:
    return AdminFixture()


async def test_pasted_lines_are_imported_and_disappear_from_the_chat(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    sent = await pastes(admin, shop, f"{CANARY}\nSECOND\nSECOND")
    assert await shop.free("windows") == 0

    await confirms(admin, shop)

    assert await shop.free("windows") == 2
    assert sent in admin.screen.removed
    assert await admin.state.get_state() is None


async def test_what_is_in_stock_in_total_is_said_after_an_import(shop: ShopHarness, admin: AdminFixture) -> None:
    await shop.stocks("windows", *(f"OLD-{number}" for number in range(120)))
    await chooses(admin, shop)
    await pastes(admin, shop, "NEW")

    await confirms(admin, shop)

    assert EN("admin-stock-total", count=121) in admin.screen.shown[-1].text


async def test_a_part_that_comes_again_after_a_failing_message_is_kept_once(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    await chooses(admin, shop)
    first, second = admin.writes("A\nB"), admin.writes("C")
    admin.screen.away = True
    for message in (first, first):
        with pytest.raises(ConnectionError):
            await takes(admin, shop, message)
    admin.screen.away = False
    await takes(admin, shop, second)
    await takes(admin, shop, first)

    await confirms(admin, shop)

    assert await shop.free("windows") == 3
    assert {first.message_id, second.message_id} <= set(admin.screen.removed)


async def test_an_import_whose_outcome_could_not_be_said_is_told_and_wiped_by_the_next_try(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    await chooses(admin, shop)
    sent = await pastes(admin, shop, "A\nB")
    pressed = await button(admin, shop)
    admin.screen.away = True
    with pytest.raises(ConnectionError):
        await confirms(admin, shop, pressed)
    admin.screen.away = False

    await confirms(admin, shop, pressed)

    assert (await shop.free("windows"), admin.screen.removed) == (2, [sent])
    assert EN("admin-stock-stored", count=2) in admin.screen.shown[-1].text
    assert any(one.startswith("a-undo:") for one in data(admin.screen.shown[-1]))


async def test_a_code_may_begin_with_a_slash(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    codes = [admin.writes(text) for text in ("/Kx93+aa==", "/kxabc", "/kx\n/abc")]

    assert [await HasGoods()(code) for code in codes] == [True] * 3
    assert not await HasGoods()(admin.writes("/stock windows"))
    await takes(admin, shop, codes[0])

    assert EN("stock-line-slash") in admin.screen.shown[-1].text


async def test_a_code_may_stand_beside_the_command(shop: ShopHarness, admin: AdminFixture) -> None:
    command = CommandObject(command="stock", args="windows CODE-1")

    await stock.stock(admin.writes("/stock"), command, admin.state, shop.stock_importer, admin.context)
    await confirms(admin, shop)

    assert await shop.free("windows") == 1


async def test_what_telegram_does_not_delete_is_said(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    admin.screen.stubborn.add(await pastes(admin, shop, "A"))

    await confirms(admin, shop)

    assert EN("admin-stock-left", count=1) in admin.screen.shown[-1].text


async def test_two_codes_on_one_line_are_warned_of(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)

    await pastes(admin, shop, "A-123456 A-654321\nA-111111")

    assert EN("admin-stock-odd", line="1", code="•-•••••• •-••4321", reason=EN("stock-line-space")) in (
        admin.screen.shown[-1].text
    )


async def test_goods_that_were_not_imported_are_gone_after_an_hour(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, CANARY)
    pressed = await button(admin, shop)
    shop.clock.forward(KEPT_FOR)

    await confirms(admin, shop, pressed)
    async with shop.db.begin() as tx:
        cleared = await tx.stock_drafts.clear(shop.clock())

    assert (cleared, await shop.free("windows")) == (1, 0)
    assert admin.screen.toasts == [EN.plain("admin-stock-outdated")]


async def test_pasted_goods_are_sealed_and_forgotten_when_imported(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, CANARY)
    kept = await contents(shop)
    await confirms(admin, shop)

    assert [one is not None and CANARY.encode() in one for one in kept] == [False]
    assert (len(kept), await contents(shop)) == (1, [None])


async def contents(shop: ShopHarness) -> list[bytes | None]:
    async with shop.db.read() as reading:
        return list((await reading.connection.execute(select(stock_draft_parts.c.content))).scalars())


async def test_goods_never_become_conversation_state_nor_a_screen(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, f"{CANARY}\n\u200bbroken {CANARY}")
    remembered = await admin.memory()
    await confirms(admin, shop)

    assert CANARY not in remembered
    assert all(CANARY not in draft.text for draft in admin.screen.shown)


async def test_a_long_paste_that_telegram_cut_adds_up(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    first = await pastes(admin, shop, "A\nB")
    second = await pastes(admin, shop, "C")

    await confirms(admin, shop)

    assert await shop.free("windows") == 3
    assert {first, second} <= set(admin.screen.removed)


async def test_an_older_report_imports_nothing_and_gives_way_to_the_newest(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "A")
    older = await button(admin, shop)
    await pastes(admin, shop, "B")

    await confirms(admin, shop, older)

    assert await shop.free("windows") == 0
    assert admin.screen.toasts == [EN.plain("admin-stock-changed")]


async def test_pressing_import_twice_imports_once_and_says_the_same(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "A")
    pressed = await button(admin, shop)

    await confirms(admin, shop, pressed)
    first = admin.screen.shown[-1]
    await confirms(admin, shop, pressed)

    assert (await shop.free("windows"), admin.screen.toasts) == (1, [])
    assert admin.screen.shown[-1] == first


async def test_a_file_is_kept_by_its_id_and_read_again(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    sent = await uploads(admin, shop, "codes.csv", f"code,note\r\n{CANARY},x\r\n".encode())
    assert CANARY not in await admin.memory()

    await confirms(admin, shop)

    assert admin.files.fetched == ["file-0", "file-0"]
    assert await shop.free("windows") == 1
    assert sent in admin.screen.removed


async def test_a_file_too_large_is_not_downloaded(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)

    await uploads(admin, shop, "codes.txt", b"A", size=5_000_001)

    assert admin.files.fetched == []
    assert "5 MB" in said(admin.screen.shown[-1])


@pytest.mark.parametrize(("name", "content"), [("codes.pdf", b"A"), ("codes.txt", b"\0\0"), ("codes.csv", b'"open')])
async def test_a_file_that_cannot_be_read_leaves_room_for_another(
    shop: ShopHarness, admin: AdminFixture, name: str, content: bytes
) -> None:
    await chooses(admin, shop)
    await uploads(admin, shop, name, content)
    assert said(admin.screen.shown[-1]).startswith("⚠️")

    await uploads(admin, shop, "codes.txt", b"GOOD")
    await confirms(admin, shop)

    assert await shop.free("windows") == 1


async def test_a_file_stands_alone(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await uploads(admin, shop, "codes.txt", b"FILE")
    late = await pastes(admin, shop, "PASTED")

    await confirms(admin, shop)

    assert await shop.free("windows") == 1
    assert late in admin.screen.removed


async def test_a_photo_is_no_stock(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)

    await stock.goods(admin.photographs(), admin.state, shop.stock_importer, admin.context)

    assert admin.screen.shown[-1] == stock_views.render_not_goods((await admin.state.get_data())["draft"], EN)


async def test_cancelling_deletes_what_was_sent(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    sent = await pastes(admin, shop, "A")

    pressed = CancelImport(draft=(await draft_in(admin, shop)).id)
    await stock.cancel_import(None, pressed, admin.state, shop.stock_importer, admin.context)

    assert admin.screen.removed == [sent]
    assert await shop.free("windows") == 0
    assert await admin.state.get_state() is None


async def test_what_was_given_up_is_not_imported_by_an_older_button(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "A")
    pressed = await button(admin, shop)
    drop = CancelImport(draft=pressed.draft)
    await stock.cancel_import(None, drop, admin.state, shop.stock_importer, admin.context)

    await confirms(admin, shop, pressed)

    assert await shop.free("windows") == 0
    assert admin.screen.shown[-1] == stock_views.render_cancelled(EN)


async def test_goods_may_come_with_the_command(shop: ShopHarness, admin: AdminFixture) -> None:
    message = admin.writes("/stock windows\nA\nB")
    command = CommandObject(command="stock", args="windows\nA\nB")

    await stock.stock(message, command, admin.state, shop.stock_importer, admin.context)
    await confirms(admin, shop)

    assert await shop.free("windows") == 2


async def test_a_product_that_is_not_there(shop: ShopHarness, admin: AdminFixture) -> None:
    command = CommandObject(command="stock", args="nowhere")

    with pytest.raises(NotFound):
        await stock.stock(admin.writes("/stock nowhere"), command, admin.state, shop.stock_importer, admin.context)


async def test_undo_by_button_and_its_refusal(shop: ShopHarness, admin: AdminFixture, ann: CustomerDriver) -> None:
    first, second = await shop.stocks("windows", "A"), await shop.stocks("windows", "B")
    await ann.buys("windows")

    await stock.undo_import(None, UndoImport(batch=second.batch.id), shop.stock_importer, admin.context)

    assert await shop.free("windows") == 0
    with pytest.raises(NotUndoable):
        await stock.undo_import(None, UndoImport(batch=first.batch.id), shop.stock_importer, admin.context)


@both
@pytest.mark.parametrize("page", [0, 1])
def test_levels_come_in_pages(t: Texts, page: int) -> None:
    levels = [(PRODUCTS[1], StockLevel(number, capped=number > 5)) for number in range(15)]

    draft = stock_views.render_levels(levels, page, t)

    assert fits(draft)
    assert len(labels(draft)) == (12 if page == 0 else 3) + 2
    assert fits(stock_views.render_levels([], 0, t))


async def test_a_product_is_chosen_by_button_or_named(shop: ShopHarness, admin: AdminFixture) -> None:
    none, named = CommandObject(command="stock"), CommandObject(command="stock", args="WINDOWS")

    await stock.stock(admin.writes("/stock"), none, admin.state, shop.stock_importer, admin.context)
    assert "a-stock:windows" in data(admin.screen.shown[-1])
    assert await admin.state.get_state() is None

    await chooses(admin, shop)
    assert (await draft_in(admin, shop)).product == "windows"
    await admin.state.clear()

    await stock.stock(admin.writes("/stock WINDOWS"), named, admin.state, shop.stock_importer, admin.context)
    assert (await draft_in(admin, shop)).product == "windows"

    await stock.show_levels(None, ShowLevels(page=0), shop.stock_importer, admin.screen, EN)
    assert "a-stock:windows" in data(admin.screen.shown[-1])


async def test_goods_that_serve_somebody_cannot_be_undone(
    shop: ShopHarness, admin: AdminFixture, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    late = await ann.opens("windows")
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()  # closes the order
    await shop.checkout.expire_due()  # puts its stock back
    await bob.buys("windows")
    await ann.pays(late)
    await chooses(admin, shop)
    await pastes(admin, shop, "B\nC")

    await confirms(admin, shop)

    assert EN("admin-stock-served", count=1) in admin.screen.shown[-1].text
    assert not any(one.startswith("a-undo:") for one in data(admin.screen.shown[-1]))


@both
@pytest.mark.parametrize("one", [PRODUCTS[1], PRODUCTS[-1]], ids=["codes", "links"])
def test_what_to_send_is_said_for_every_kind(t: Texts, one: Product) -> None:
    assert fits(stock_views.render_wait(one, "A" * 22, t))
    assert fits(stock_views.render_lost(t))
    assert fits(stock_views.render_progress(one, 250, 50_000, t))
    assert fits(stock_views.render_cancelled(t))
    assert fits(stock_views.render_undone(Undone(1, stayed=1), t))
