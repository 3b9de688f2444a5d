"""The page on a phone: what lies over it goes away again, and a long chat opens where it ends."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.async_api import Browser, expect

from tests.browser.phone import AT_THE_END, TEN_SECONDS, Phone, phone
from tests.e2e.expected_texts import EN, ZH
from tests.sandbox.telegram import Telegram
from tests.support.process_harness import ANN, WEI

NARROW = {"width": 375, "height": 720}
LONG = 150
COUNT_GLIDES = """
    window.glides = 0;
    const scrollTo = Element.prototype.scrollTo;
    Element.prototype.scrollTo = function (how) {
        if (how?.behavior === "smooth") window.glides += 1;
        return scrollTo.call(this, how);
    };
"""
both = pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])


async def narrow(browser: Browser, telegram: Telegram, screens: Path, words: SimpleNamespace) -> Phone:
    """The page, as wide as a phone."""
    opened = await phone(browser, telegram.url, screens, words)
    await opened.page.set_viewport_size(NARROW)
    await opened.becomes(ANN)
    return opened


@both
async def test_the_faults_and_the_clock_never_lie_over_each_other(
    browser: Browser, telegram: Telegram, screens: Path, words: SimpleNamespace
) -> None:
    page = await narrow(browser, telegram, screens, words)
    faults, steps = page.page.get_by_test_id("faults"), page.page.locator("#clock-steps")

    await page.page.get_by_test_id("faults-toggle").click()
    await expect(faults).to_be_visible()
    await page.page.get_by_test_id("clock-menu").click()
    await expect(faults).to_be_hidden()
    await expect(steps).to_be_visible()
    await page.page.get_by_test_id("faults-toggle").click()
    await expect(steps).to_be_hidden()
    await expect(faults).to_be_visible()

    assert page.errors == []


@both
async def test_the_faults_stay_while_one_is_ordered_and_go_when_one_taps_beside_them(
    browser: Browser, telegram: Telegram, screens: Path, words: SimpleNamespace
) -> None:
    page = await narrow(browser, telegram, screens, words)
    faults = page.page.get_by_test_id("faults")

    await page.page.get_by_test_id("faults-toggle").click()
    await page.page.get_by_test_id("fault-kind").select_option("flood")
    await page.page.get_by_test_id("fault-add").click()
    await expect(page.page.get_by_test_id("fault")).to_have_count(1)
    await page.page.get_by_test_id("fault-back").click()
    await expect(page.page.get_by_test_id("faults-none")).to_be_visible()
    await page.page.get_by_test_id("log").click(position={"x": 20, "y": 440})

    await expect(faults).to_be_hidden()
    assert page.errors == []


async def test_on_a_wide_page_the_faults_stay_until_they_are_closed(
    browser: Browser, telegram: Telegram, screens: Path
) -> None:
    page = await phone(browser, telegram.url, screens, EN)
    await page.page.get_by_test_id("faults-toggle").click()

    await page.page.get_by_test_id("log").click()
    await page.page.get_by_test_id("clock-menu").click()

    await expect(page.page.get_by_test_id("faults")).to_be_visible()


@both
async def test_escape_closes_the_calls_and_gives_the_focus_back(
    browser: Browser, telegram: Telegram, screens: Path, words: SimpleNamespace
) -> None:
    page = await narrow(browser, telegram, screens, words)
    calls = page.page.get_by_test_id("calls")

    await page.page.get_by_test_id("calls-toggle").click()
    await page.page.get_by_test_id("calls-only").focus()
    await page.page.keyboard.press("Escape")

    await expect(calls).to_be_hidden()
    await expect(page.page.get_by_test_id("calls-toggle")).to_be_focused()
    assert page.errors == []


async def test_escape_closes_what_was_opened_last_and_one_thing_at_a_time(
    browser: Browser, telegram: Telegram, screens: Path
) -> None:
    page = await phone(browser, telegram.url, screens, EN)
    calls, faults = page.page.get_by_test_id("calls"), page.page.get_by_test_id("faults")
    await page.page.set_viewport_size({"width": 1300, "height": 790})
    await page.page.get_by_test_id("calls-toggle").click()
    await page.page.get_by_test_id("faults-toggle").click()
    await page.page.get_by_test_id("fault-kind").focus()

    await page.page.keyboard.press("Escape")
    await expect(faults).to_be_hidden()
    await expect(calls).to_be_visible()
    await page.page.keyboard.press("Escape")

    await expect(calls).to_be_hidden()


async def test_a_long_chat_opens_at_its_end_at_once(browser: Browser, telegram: Telegram) -> None:
    await telegram.start(ANN)
    for number in range(LONG):
        await telegram.ok("sendMessage", chat_id=ANN, text=f"message {number}")
    page = await (await browser.new_context(viewport=NARROW)).new_page()
    await page.add_init_script(COUNT_GLIDES)

    await page.goto(f"{telegram.url}?user={WEI}")
    await expect(page.get_by_test_id("start")).to_be_visible(timeout=TEN_SECONDS)
    await page.get_by_test_id(f"user-{ANN}").click()
    await expect(page.get_by_text(f"message {LONG - 1}")).to_be_in_viewport(timeout=TEN_SECONDS)

    assert await page.evaluate(AT_THE_END)
    assert await page.evaluate("window.glides") == 0
