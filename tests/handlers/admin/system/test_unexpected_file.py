"""A file before anybody has asked for one."""

import pytest

from handlers.admin.system import unexpected_file
from handlers.ui.filters import HasGoodsFile
from handlers.ui.text.translations import Texts
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import BOTH, EN, data, fits, said

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


@pytest.mark.parametrize("name", ["catalog.yaml", "Catalog.YML", "codes.txt", "codes.csv"])
async def test_a_catalog_or_codes_are_known_by_their_name(name: str) -> None:
    assert await HasGoodsFile()(AdminFixture().uploads(name, b""))


async def test_nothing_else_is_taken_for_one() -> None:
    admin = AdminFixture()

    others = [admin.uploads("receipt.pdf", b""), admin.uploads("", b""), admin.writes("codes.txt")]

    assert [await HasGoodsFile()(one) for one in others] == [False, False, False]


async def test_what_to_send_first_is_said_and_nothing_is_read() -> None:
    admin = AdminFixture()

    await unexpected_file.stray_file(admin.uploads("codes.txt", b"CODE-1"), admin.screen, EN)

    assert "/stock" in said(admin.screen.sent[-1])
    assert admin.files.fetched == []


@both
def test_both_ways_are_offered(t: Texts) -> None:
    outgoing = unexpected_file.render_unexpected_file(t)

    assert fits(outgoing)
    assert data(outgoing) == ["a-levels:0", "a-cat", "a-desk"]
