"""One shop process for all stories; each story has people of its own, and ends with a look at the bot's requests."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.e2e.context import StoryContext
from tests.e2e.expected_texts import BY_CODE
from tests.e2e.people import Customer, Owner
from tests.support.process_harness import OLIVIA, ROOT, sandbox_running, shop_running


@pytest.fixture(scope="session")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[StoryContext]:
    """An open shop with goods on its shelves, and terms of its own."""
    folder = tmp_path_factory.mktemp("e2e")
    terms = Path(shutil.copytree(ROOT / "data/terms", folder / "terms"))
    async with (
        sandbox_running() as sandbox,
        shop_running(sandbox, folder, stock=(), TERMS_DIR=str(terms)) as shop,
    ):
        await Owner(sandbox, OLIVIA).opens_up("emby-30", "all-access-30")
        yield StoryContext(sandbox, shop, terms)


@pytest.fixture(autouse=True)
async def good_conduct(story: StoryContext) -> AsyncIterator[None]:
    """Each request is shaped as the Bot API publishes it, none is refused, and the log tells of no trouble."""
    story.forgiven.clear()
    before = len(story.shop.log)
    since = max((call["n"] for call in await story.sandbox.calls()), default=0)
    yield
    assert await story.sandbox.problems() == []
    assert await story.refusals(since) == []
    assert story.trouble(before) == []


@pytest.fixture(params=["en", "zh"])
def words(request: pytest.FixtureRequest) -> SimpleNamespace:
    """Return the texts and labels of a language."""
    return BY_CODE[request.param]


@pytest.fixture
async def ann(story: StoryContext, words: SimpleNamespace) -> Customer:
    """A customer who has accepted the terms."""
    return await story.customer(words)


@pytest.fixture
async def bob(story: StoryContext, words: SimpleNamespace) -> Customer:
    """Another one."""
    return await story.customer(words)


@pytest.fixture(scope="session")
def olivia(story: StoryContext) -> Owner:
    """The owner of the shop."""
    return Owner(story.sandbox, OLIVIA)
