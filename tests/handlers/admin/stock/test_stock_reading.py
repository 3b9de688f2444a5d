"""The dry run: what a file was taken for, what an admin chooses, and that nothing is imported before that."""

import pytest

from handlers.admin.stock.callbacks import ShowOptions, ShowReport, ShowUnusual
from handlers.admin.stock.dry_run_views import LISTED, PAGE, render_report, render_unusual
from handlers.admin.ui.callbacks import ImportStock
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Kind
from services.domain.stock.stock import StockDraft, StockReport
from services.domain.values.secret import Secret
from services.stock.file import Aspect, read
from services.stock.stock_import import DryRun
from tests.handlers.admin.admin_fixture import ADMIN, AdminFixture
from tests.handlers.admin.stock.stock_steps import chooses, confirms, draft_in, looks, pastes, selects, uploads
from tests.handlers.ui.builders import BOTH, EN, data, fits, labels, said
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import PRODUCTS, ShopHarness

CANARY = "CANARY-CODE-0001"
PASTED = StockDraft("A" * 22, ADMIN, "windows", 0)
RUSSIAN = "Пароль: qwe-1\r\nПароль: qwe-2\r\n".encode("cp1251")
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])


@pytest.fixture
def admin() -> AdminFixture:
    return AdminFixture()


def imports(draft: OutgoingMessage) -> list[str]:
    return [one for one in data(draft) if one.startswith("a-import:")]


def ran(text: str | bytes, filename: str | None = None, **counts: int) -> DryRun:
    """A dry run in which every line is new."""
    reading = read(text, filename, Kind.LICENSE_CODE)
    new = tuple(Secret(line.text) for line in reading.lines)
    known = {"repeated": 0, "in_stock": 0, "sold": 0} | counts
    return DryRun(PRODUCTS[1], reading, StockReport("windows", new, malformed=reading.malformed, **known))


async def test_an_encoding_is_chosen_before_anything_can_be_imported(
    shop: ShopHarness, admin: AdminFixture, ann: CustomerDriver
) -> None:
    await chooses(admin, shop)
    await uploads(admin, shop, "codes.txt", RUSSIAN)
    first = admin.screen.shown[-1]
    draft = await draft_in(admin, shop)

    await confirms(admin, shop, ImportStock(draft=draft.id, digest=draft.digest))
    nothing = await shop.free("windows")
    await looks(admin, shop, ShowOptions(draft=draft.id, what=Aspect.ENCODING))
    ways = admin.screen.shown[-1]
    await selects(admin, shop, Aspect.ENCODING, "cp1251")
    chosen = admin.screen.shown[-1]
    await confirms(admin, shop)

    assert (imports(first), nothing) == ([], 0)
    assert EN("admin-stock-ask") in first.text
    assert "Windows-1251 (Cyrillic): Паро••: •••-1" in said(ways)
    assert "GB18030 (simplified Chinese): 相痤" in said(ways)
    assert len(imports(chosen)) == 1
    assert EN("admin-stock-ask") not in chosen.text
    assert await shop.goods(await ann.buys("windows")) == ["Пароль: qwe-1"]


@pytest.mark.parametrize(
    ("name", "text", "what", "value", "sold"),
    [
        ("a.csv", "A8-0001;30 days\nA8-0002;30 days\n", Aspect.COLUMN, "0", "A8-0001"),
        ("a.csv", "A8-0001;30 days\nA8-0002;30 days\n", Aspect.COLUMN, "1", "30 days"),
        ("a.csv", "A8-0001;30 days\nA8-0002;30 days\n", Aspect.SEPARATOR, "line", "A8-0001;30 days"),
        ("a.txt", "user1\tpass1\nuser2\tpass2\n", Aspect.SEPARATOR, "line", "user1\tpass1"),
        ("a.csv", "Ключ\nA-1\nA-2\n", Aspect.HEADING, "yes", "A-1"),
        ("a.csv", "Ключ\nA-1\nA-2\n", Aspect.HEADING, "no", "Ключ"),
    ],
)
async def test_what_is_open_is_chosen_by_a_button_and_sold_so(
    shop: ShopHarness,
    admin: AdminFixture,
    ann: CustomerDriver,
    name: str,
    text: str,
    what: Aspect,
    value: str,
    sold: str,
) -> None:
    await chooses(admin, shop)
    await uploads(admin, shop, name, text.encode())
    before = imports(admin.screen.shown[-1])

    await looks(admin, shop, ShowOptions(draft=(await draft_in(admin, shop)).id, what=what))
    offered = [one for one in data(admin.screen.shown[-1]) if one.endswith(f":{what}:{value}")]
    await selects(admin, shop, what, value)
    await confirms(admin, shop)

    assert (before, len(offered)) == ([], 1)
    assert await shop.goods(await ann.buys("windows")) == [sold]


async def test_what_was_taken_for_certain_can_be_changed_too(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await uploads(admin, shop, "a.csv", b"code,note\nA-1,x\nA-2,y\n")
    first = admin.screen.shown[-1]
    await selects(admin, shop, Aspect.HEADING, "no")
    await selects(admin, shop, Aspect.COLUMN, "1")
    second = admin.screen.shown[-1]
    await selects(admin, shop, Aspect.SEPARATOR, "line")

    assert EN("admin-stock-took-heading", names="code, note") in first.text
    assert EN("admin-stock-took-column", name="1 (code)") in first.text
    assert len(imports(first)) == 1
    assert EN("admin-stock-new", count=3) in second.text
    assert EN("admin-stock-code", line="2", code="•-1,x") not in second.text
    assert EN("admin-stock-code", line="3", code="•-•,y") in admin.screen.shown[-1].text


async def test_a_report_from_before_a_choice_imports_nothing(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "code\nA-1\nA-2")
    await selects(admin, shop, Aspect.HEADING, "no")
    draft = await draft_in(admin, shop)
    older = ImportStock(draft=draft.id, digest=draft.digest)
    await selects(admin, shop, Aspect.HEADING, "yes")

    await confirms(admin, shop, older)

    assert await shop.free("windows") == 0
    assert admin.screen.toasts == [EN.plain("admin-stock-changed")]


@pytest.mark.parametrize(("what", "value"), [(Aspect.ENCODING, "klingon"), (Aspect.COLUMN, "x")])
async def test_what_was_not_offered_is_not_chosen(
    shop: ShopHarness, admin: AdminFixture, what: Aspect, value: str
) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "A-1\nA-2")

    await selects(admin, shop, what, value)

    assert admin.screen.toasts == [EN.plain("admin-stock-no-fit")]
    assert len(imports(admin.screen.shown[-1])) == 1


@both
def test_a_report_shows_the_ends_and_the_first_unusual_lines_and_no_code_whole(t: Texts) -> None:
    odd = [f"{CANARY} {number:04}" for number in range(LISTED + 2)]
    run = ran("\n".join(["FIRST-00", *odd, *["\u200bx"] * 25, "LAST-999"]), repeated=2, in_stock=3, sold=4)

    draft = render_report(run, PASTED, t)

    assert fits(draft)
    assert CANARY not in draft.text
    assert "•••••-00" in draft.text
    assert "••••-999" in draft.text
    assert t("admin-more", count=15) in draft.text
    assert t("admin-more", count=len(run.reading.unusual) - LISTED) in draft.text
    assert t.plain("button-admin-unusual", count=len(run.reading.unusual)) in labels(draft)
    assert len(imports(draft)) == 1


@both
def test_all_unusual_lines_have_pages(t: Texts) -> None:
    run = ran("\n".join(f"{'A' * 90} {number:04}" for number in range(2 * PAGE)))

    first, last = (render_unusual(run, PASTED, page, t) for page in (0, 1))

    assert fits(first)
    assert fits(last)
    assert [one.split(":")[0] for one in data(first)] == ["a-odd", "a-report"]
    assert "0029" in last.text
    assert "0014" in first.text


async def test_the_report_comes_back_from_every_view(shop: ShopHarness, admin: AdminFixture) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "\n".join(f"A {number}" for number in range(30)))
    draft = await draft_in(admin, shop)

    await looks(admin, shop, ShowUnusual(draft=draft.id, page=1))
    await looks(admin, shop, ShowReport(draft=draft.id))
    await looks(admin, shop, ShowReport(draft="B" * 22))

    assert admin.screen.shown[-1] == admin.screen.shown[-3]
    assert admin.screen.toasts == [EN.plain("admin-stock-outdated")]


async def test_who_chooses_for_an_import_that_is_over_is_told_what_became_of_it(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    await chooses(admin, shop)
    await pastes(admin, shop, "A-1")
    draft = await draft_in(admin, shop)
    await confirms(admin, shop)

    await looks(admin, shop, ShowReport(draft=draft.id))

    assert admin.screen.shown[-1] == admin.screen.shown[-2]


@both
def test_nothing_new_offers_no_import(t: Texts) -> None:
    run = ran("A-1", in_stock=1)

    draft = render_report(DryRun(run.product, run.reading, StockReport("windows", (), 0, 9, 0, ())), PASTED, t)

    assert imports(draft) == []
