"""A second process of a shop that polls: it stands by, disturbs nobody, and takes over when the first is gone."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import ANN, Person, Sandbox, ShopProcess, sandbox_running, settings_for

STANDS_BY = "stands by"


class Standby(ShopProcess):
    """A process that need not open: its first word is that it stands by."""

    def opens_with(self, line: str) -> bool:
        return STANDS_BY in line or super().opens_with(line)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with sandbox_running() as sandbox:
        yield sandbox


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_a_standby_takes_over_when_the_first_process_is_gone(
    sandbox: Sandbox, tmp_path: Path, how: signal.Signals
) -> None:
    ann = Person(sandbox, ANN)
    first = ShopProcess(settings_for(sandbox, tmp_path))
    second = Standby(first.environment)
    await first.start()
    try:
        await second.start()
        assert "OceanMart" in (await ann.says("/start"))["text"]
        assert not [line for line in first.log if "Conflict" in line]

        await first.stop(how)
        answer = await ann.says("/help")

        assert answer["text"]
        assert any("takes over" in line for line in second.log)
    finally:
        await first.stop()
        code = await second.stop()
    assert code == 0


async def test_a_standby_that_is_not_needed_ends_when_it_is_asked_to(sandbox: Sandbox, tmp_path: Path) -> None:
    first = await ShopProcess(settings_for(sandbox, tmp_path)).start()
    second = await Standby(first.environment).start()

    codes = [await second.stop(), await first.stop()]

    assert codes == [0, 0]
