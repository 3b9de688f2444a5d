"""The journey of the README: buy something, look at it as the owner, move the clock, be reminded."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.async_api import Browser, expect

from tests.browser.phone import Phone, phone
from tests.e2e.expected_texts import EN, ZH
from tests.support.process_harness import ANN, OLIVIA, ROOT, WEI


@pytest.mark.parametrize(("customer", "words"), [(ANN, EN), (WEI, ZH)], ids=["en", "zh"])
async def test_one_buys_in_the_browser_and_is_reminded_when_it_ends(
    browser: Browser, address: str, screens: Path, customer: int, words: SimpleNamespace
) -> None:
    page = await phone(browser, address, screens, words)

    await page.becomes(customer)
    await arrives(page)
    code = await buys(page)
    await page.becomes(OLIVIA)
    await looks_at_the_shop(page)
    await page.waits_days(23)
    await page.becomes(customer)
    await page.reads(words.renew_now)
    await page.shows("reminder", "#desk")

    assert code in (ROOT / "data/stock.example/emby-30.txt").read_text().split()
    assert page.errors == []


async def arrives(page: Phone) -> None:
    """Language and terms."""
    await page.starts()
    await page.speaks()
    await page.accepts()


async def buys(page: Phone) -> str:
    """From the shop to a code."""
    await page.taps(page.words.shop)
    await page.taps("Emby")
    await page.taps(page.words.emby_30)
    await page.reads(page.words.from_delivery)
    await page.shows("product")
    await page.taps(page.words.stars)
    await page.taps(page.words.confirm)
    await page.taps(page.words.pay)
    await page.pays()
    goods = await page.reads(page.words.thanks.split(" {")[0])
    await page.reads(page.words.received)
    await page.shows("goods")
    return await goods.locator("code").nth(1).inner_text()


async def looks_at_the_shop(page: Phone) -> None:
    """Look at the shop as its owner."""
    await page.starts("/language")
    await page.speaks()
    await page.types("/stock")
    await page.reads(page.words.stock)
    await page.types("/admin")
    await page.reads(page.words.admin_menu)
    await expect(page.key(page.words.stock)).to_be_visible()
    await page.shows("admin")
