"""The panel on which one breaks things: order a fault, see it strike, take back what is left of it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.async_api import Browser, expect

from sandbox.faults.faults import KINDS
from tests.browser.phone import Phone, phone
from tests.e2e.expected_texts import EN, ZH
from tests.sandbox.telegram import Telegram
from tests.support.process_harness import ANN

NAMES = {
    "en": ("429, too many requests", "Out of order", "The next update, any"),
    "zh": ("429 请求过多", "顺序错乱", "接下来的任意更新"),
}


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
async def test_a_fault_is_ordered_strikes_and_is_taken_back(
    browser: Browser, telegram: Telegram, screens: Path, words: SimpleNamespace
) -> None:
    page = await phone(browser, telegram.url, screens, words)
    await page.becomes(ANN)
    flood, disorder, anything = NAMES[words.code]
    waiting = page.page.get_by_test_id("fault")

    await orders(page, "flood", "sendMessage", times=2, pause=7)
    await expect(waiting).to_have_text([f"{flood}sendMessage×2"])
    refused = await telegram.refused("sendMessage", chat_id=ANN, text="x")
    await expect(page.page.get_by_test_id("fault-left")).to_have_text(["×1"])
    await orders(page, "reorder", "*")
    await expect(waiting).to_have_text([f"{flood}sendMessage×1", f"{disorder}{anything}×1"])
    await page.page.get_by_test_id("fault-back").first.click()
    await expect(waiting).to_have_text([f"{disorder}{anything}×1"])
    await page.page.get_by_test_id("fault-back").click()

    await expect(page.page.get_by_test_id("faults-none")).to_be_visible()
    assert refused == (429, "Too Many Requests: retry after 7")
    assert page.errors == []


async def test_the_panel_offers_only_what_can_strike_and_all_is_taken_back_at_once(
    browser: Browser, telegram: Telegram, screens: Path
) -> None:
    page = await phone(browser, telegram.url, screens, EN)

    await orders(page, "flood", "getUpdates")
    assert await offered(page) == {"getUpdates"}
    await orders(page, "lost_reply", "webhook")
    assert await offered(page) == {"getUpdates", "webhook"}
    await orders(page, "duplicate", "callback_query")
    assert await offered(page) == {"callback_query"}
    await page.page.get_by_test_id("faults-clear").click()

    await expect(page.page.get_by_test_id("faults-none")).to_be_visible()
    assert telegram.world.faults.list() == []
    assert page.errors == []


async def test_every_fault_of_the_sandbox_stands_on_the_panel_with_words(
    browser: Browser, telegram: Telegram, screens: Path
) -> None:
    page = await phone(browser, telegram.url, screens, ZH)

    await page.page.get_by_test_id("faults-toggle").click()
    options = await page.page.get_by_test_id("fault-kind").locator("option").all()

    assert {await option.get_attribute("value") for option in options} == KINDS
    assert [text for text in [await option.inner_text() for option in options] if text.startswith("fault_")] == []


async def orders(page: Phone, kind: str, target: str, times: int = 1, pause: int | None = None) -> None:
    """Fill the panel in, opening it first if it is closed."""
    panel = page.page
    if not await panel.get_by_test_id("faults").is_visible():
        await panel.get_by_test_id("faults-toggle").click()
    before = await panel.get_by_test_id("fault").count()
    await panel.get_by_test_id("fault-kind").select_option(kind)
    await panel.get_by_test_id("fault-target").select_option(target)
    await panel.get_by_test_id("fault-times").fill(str(times))
    if pause is not None:
        await panel.get_by_test_id("fault-pause").fill(str(pause))
    await panel.get_by_test_id("fault-add").click()
    await expect(panel.get_by_test_id("fault")).to_have_count(before + 1)


async def offered(page: Phone) -> set[str]:
    """Return those of a poll, a post and a pressed button that can be chosen."""
    options = await page.page.get_by_test_id("fault-target").locator("option").all()
    values = {str(await option.get_attribute("value")) for option in options}
    return values & {"getUpdates", "webhook", "callback_query"}
