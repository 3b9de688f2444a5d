"""The changes of a client to pasted codes, and an admin's corrections afterwards: noticed, and said."""

import pytest
from aiogram.types import MessageEntity

from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.admin.stock.stock_steps import button, chooses, commands, confirms, draft_in, edits, takes
from tests.handlers.ui.builders import BOTH, EN, fits
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness


@pytest.fixture
def admin() -> AdminFixture:
    return AdminFixture()


async def last(admin: AdminFixture) -> str:
    return admin.screen.shown[-1].text


async def test_an_edited_paste_is_imported_as_it_is_now(
    shop: ShopHarness, admin: AdminFixture, ann: CustomerDriver
) -> None:
    await chooses(admin, shop)
    message = admin.writes("WRONG")
    await takes(admin, shop, message)
    older = await button(admin, shop)

    await edits(admin, shop, message, "RIGHT")
    said = await last(admin)
    await confirms(admin, shop, older)
    await confirms(admin, shop)

    assert EN("admin-stock-edited") in said
    assert admin.screen.toasts == [EN.plain("admin-stock-changed")]
    assert await shop.goods(await ann.buys("windows")) == ["RIGHT"]
    assert await shop.free("windows") == 0


async def test_an_update_from_before_an_edit_that_comes_again_brings_nothing_back(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    await chooses(admin, shop)
    message = admin.writes("WRONG")
    await takes(admin, shop, message)
    await edits(admin, shop, message, "BETTER", at=1)
    await edits(admin, shop, message, "BEST", at=2)

    await takes(admin, shop, message)
    await edits(admin, shop, message, "BETTER", at=1)

    assert (await draft_in(admin, shop)).text == "BEST"


async def test_an_edited_command_brings_the_goods_that_stand_in_it_now(shop: ShopHarness, admin: AdminFixture) -> None:
    message = admin.writes("/stock windows WRONG")
    await commands(admin, shop, message)

    await edits(admin, shop, message, "/stock windows\nA\nB")

    assert (await draft_in(admin, shop)).text == "A\nB"


@pytest.mark.parametrize("text", ["/stock music\nA", "/orders"])
async def test_a_message_that_became_something_else_is_in_the_report_no_more(
    shop: ShopHarness, admin: AdminFixture, text: str
) -> None:
    message = admin.writes("/stock windows A")
    await commands(admin, shop, message)

    await edits(admin, shop, message, text)

    assert EN("admin-stock-edited-away") in await last(admin)
    assert (await draft_in(admin, shop)).goods == ()


async def test_an_edit_after_the_import_is_said_to_be_too_late(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    message = admin.writes("A")
    await takes(admin, shop, message)
    await confirms(admin, shop)

    await edits(admin, shop, message, "B")

    assert await last(admin) == EN("admin-stock-edited-late")
    assert await shop.free("windows") == 1


async def test_an_edit_of_anything_else_says_nothing(shop: ShopHarness, admin: AdminFixture) -> None:
    await edits(admin, shop, admin.writes("hello"), "goodbye")

    assert admin.screen.shown == []


@pytest.mark.parametrize(
    ("entities", "warned"),
    [
        ([MessageEntity(type="italic", offset=0, length=2)], True),
        ([MessageEntity(type="code", offset=1, length=1)], True),
        ([MessageEntity(type="code", offset=0, length=2)], False),
        (None, False),
    ],
)
async def test_signs_that_the_client_may_have_eaten_are_warned_of(
    shop: ShopHarness, admin: AdminFixture, entities: list[MessageEntity] | None, *, warned: bool
) -> None:
    await chooses(admin, shop)

    await takes(admin, shop, admin.writes("A1\nB2", entities=entities))
    await takes(admin, shop, admin.writes("C3"))

    assert (EN("admin-stock-lost-signs") in await last(admin)) is warned
    assert all(fits(one) for one in admin.screen.shown)
    assert all(len(t("admin-stock-lost-signs")) < 500 for t in BOTH)
