"""One shop process for all stories; each story has people of its own, and ends with a look at the bot's requests."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.stage import OLIVIA, ROOT, sandbox_running, shop_running
from tests.stories.house import House
from tests.stories.people import Customer, Owner
from tests.stories.words import BY_CODE


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """An open shop with goods on its shelves, and terms of its own."""
    folder = tmp_path_factory.mktemp("stories")
    terms = Path(shutil.copytree(ROOT / "data/terms", folder / "terms"))
    async with (
        sandbox_running() as sandbox,
        shop_running(sandbox, folder, stock=(), TERMS_DIR=str(terms)) as shop,
    ):
        await Owner(sandbox, OLIVIA).opens_up("emby-30", "all-access-30")
        yield House(sandbox, shop, terms)


@pytest.fixture(autouse=True)
async def good_conduct(house: House) -> AsyncIterator[None]:
    """Each request is shaped as the Bot API publishes it, none is refused, and the log tells of no trouble."""
    house.forgiven.clear()
    before = len(house.shop.log)
    since = max((call["n"] for call in await house.sandbox.calls()), default=0)
    yield
    assert await house.sandbox.problems() == []
    assert await house.refusals(since) == []
    assert house.trouble(before) == []


@pytest.fixture(params=["en", "zh"])
def words(request: pytest.FixtureRequest) -> SimpleNamespace:
    """What people read and press in a language."""
    return BY_CODE[request.param]


@pytest.fixture
async def ann(house: House, words: SimpleNamespace) -> Customer:
    """A customer who has accepted the terms."""
    return await house.customer(words)


@pytest.fixture
async def bob(house: House, words: SimpleNamespace) -> Customer:
    """Another one."""
    return await house.customer(words)


@pytest.fixture(scope="session")
def olivia(house: House) -> Owner:
    """The owner of the shop."""
    return Owner(house.sandbox, OLIVIA)
