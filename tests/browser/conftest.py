"""The demo as `make demo` starts it, and a browser to look at it. Without Chromium there is nothing to see: skipped."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, async_playwright

from sandbox import Server, World
from tests.sandbox.telegram import Telegram, Time
from tests.support.process_harness import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPEN = "OceanMart is open: "
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser; in CI it must be somewhere."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI") == "1":
        pytest.fail(f"no browser: none of {', '.join(NAMES)} is installed")
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")
    return found


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def address(chromium: str) -> AsyncIterator[str]:
    """Return the address of the running demo; `chromium` comes first, so that nothing is started in vain."""
    assert chromium
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    told: list[str] = []
    while line := (await process.stdout.readline()).decode():
        told.append(line)
        if OPEN in line:
            break
    assert OPEN in "".join(told), "".join(told)
    drain = asyncio.create_task(process.stdout.read())
    yield told[-1].split(OPEN)[1].strip()
    process.terminate()
    assert await process.wait() == 0
    await drain


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """A sandbox whose bot is the test itself."""
    async with Server(World()) as server, aiohttp.ClientSession() as http:
        yield Telegram(server.world, server.url, http, Time())


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """Return the folder of screenshots: the documentation only when asked for, or a test run would change the tree."""
    return ROOT / "docs/screens" if os.environ.get("SCREENS") == "1" else tmp_path
