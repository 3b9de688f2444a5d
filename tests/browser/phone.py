"""The chat page in a browser, as somebody uses it who has never read its code."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, expect

SIZE = {"width": 830, "height": 790}
TEN_SECONDS = 10_000
AT_THE_END = """() => {
    const log = document.getElementById("log");
    return log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}"""


@dataclass
class Phone:
    """One page, and everything that went wrong on it."""

    page: Page
    screens: Path
    words: SimpleNamespace
    errors: list[str] = field(default_factory=list)

    async def becomes(self, user_id: int) -> None:
        """Hand the phone to somebody else, and wait until the chat is theirs and loaded."""
        before = await self.page.locator("[data-message-id]").all()
        ids = [await one.get_attribute("data-message-id") for one in before[-1:]]
        await self.page.get_by_test_id(f"user-{user_id}").click()
        for one in ids:
            await expect(self.page.locator(f'[data-message-id="{one}"]')).to_have_count(0, timeout=TEN_SECONDS)
        start, message = self.page.get_by_test_id("start"), self.page.get_by_test_id("message")
        await expect(start.or_(message).first).to_be_visible(timeout=TEN_SECONDS)

    async def starts(self, command: str = "/start") -> None:
        """Press Start in an empty chat; send a command in one that is not."""
        start = self.page.get_by_test_id("start")
        if await start.count():
            await start.click()
        else:
            await self.types(command)

    async def speaks(self) -> None:
        """Choose the language, by the button that says nothing else; it is gone when the choice is made."""
        language = self.page.get_by_test_id("key").filter(has=self.page.get_by_text(self.words.language, exact=True))
        await language.last.click(timeout=TEN_SECONDS)
        await expect(language).to_have_count(0, timeout=TEN_SECONDS)

    async def taps(self, text: str) -> None:
        """Press the newest button with a text, when it is there."""
        await self.key(text).click(timeout=TEN_SECONDS)

    def key(self, text: str) -> Locator:
        """The newest button with a text."""
        return self.page.get_by_test_id("key").filter(has_text=text).last

    async def types(self, text: str) -> None:
        """Write and send."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("send").click()

    async def reads(self, text: str) -> Locator:
        """Wait for a message that holds a text; returns it."""
        message = self.page.get_by_test_id("message").filter(has_text=text).last
        await expect(message).to_be_visible(timeout=TEN_SECONDS)
        return message

    async def accepts(self) -> None:
        """Turn the pages of the terms to their end and accept them."""
        await self.reads(self.words.terms_title)
        accept = f"✅ {self.words.accept}"
        while not await self.key(accept).count():
            page = await self.page.get_by_test_id("text").last.inner_text()
            await self.taps(self.words.next)
            await expect(self.page.get_by_test_id("text").last).not_to_have_text(page, use_inner_text=True)
        await self.taps(accept)

    async def pays(self) -> None:
        """Confirm the checkout sheet, and wait for the good news on it."""
        await self.page.get_by_test_id("pay-confirm").click()
        await expect(self.page.get_by_test_id("pay-result")).to_have_attribute("data-outcome", "paid")
        await self.page.get_by_test_id("pay-done").click()

    async def waits_days(self, days: int) -> None:
        """Move the clock of the shop."""
        await self.page.get_by_test_id("clock-custom").click()
        await self.page.get_by_test_id("clock-amount").fill(str(days))
        await self.page.get_by_test_id("clock-go").click()

    async def shows(self, name: str, part: str = "#phone") -> None:
        """Take a picture when nothing moves any more."""
        self.screens.mkdir(parents=True, exist_ok=True)
        await self.page.evaluate("document.fonts.ready")
        await expect(self.page.get_by_test_id("toast")).to_have_count(0, timeout=TEN_SECONDS)
        await self.page.wait_for_function(AT_THE_END, timeout=TEN_SECONDS)
        picture = self.screens / f"{name}-{self.words.code}.png"
        await self.page.locator(part).screenshot(path=picture, animations="disabled")


async def phone(browser: Browser, address: str, screens: Path, words: SimpleNamespace) -> Phone:
    """Open the page in a browser of a language."""
    context = await browser.new_context(
        locale={"en": "en-GB", "zh": "zh-CN"}[words.code],
        viewport=SIZE,
        color_scheme="light",
        reduced_motion="reduce",
    )
    opened = Phone(await context.new_page(), screens, words)
    opened.page.on("pageerror", lambda error: opened.errors.append(_told(error)))
    opened.page.on("console", lambda line: opened.errors.append(line.text) if _is_error(line) else None)
    await opened.page.goto(address)
    return opened


def _told(error: Error) -> str:
    return error.message


def _is_error(line: ConsoleMessage) -> bool:
    return line.type in {"error", "warning"}
