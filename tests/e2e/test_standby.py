"""A second process of a shop that polls: it stands by, disturbs nobody, and takes over when the first is gone."""

import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.process_harness import ANN, Person, Sandbox, ShopProcess, sandbox_running, settings_for

STANDS_BY = "standby_started"
ASKED, ON_ITS_WAY = 4, 3
"""So many questions, and how long (seconds) the reply to the first answer takes: shorter than a lease of theirs."""


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
        assert any("leadership_taken_over" in line for line in second.log)
    finally:
        await first.stop()
        code = await second.stop()
    assert code == 0


async def test_who_was_stopped_for_too_long_does_nothing_that_the_standby_has_done(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    ann, hasty = Person(sandbox, ANN), (sys.executable, "-m", "tests.e2e.short_lease_process", "run")
    first = ShopProcess(settings_for(sandbox, tmp_path), hasty)
    second = Standby(first.environment, hasty)
    await first.start()
    await second.start()
    assert first.process is not None
    try:
        await ann.says("/start")
        before = len(await ann.from_bot())
        await sandbox.post("faults", method="sendMessage", kind="slow", seconds=ON_ITS_WAY)
        seq = await sandbox.seq()
        for _ in range(ASKED):
            await sandbox.post("send", user_id=ANN, text="/help")
        heard = await ann.hears(seq, "an answer whose reply is on its way for long")
        while (await sandbox.get("webhook"))["pending_update_count"]:
            assert first.process.returncode is None

        first.process.send_signal(signal.SIGSTOP)
        for _ in range(ASKED):
            heard = await ann.hears(heard["seq"], "the answers of the standby")
        first.process.send_signal(signal.SIGCONT)
        code = await first.process.wait()
        answers = len(await ann.from_bot()) - before
    finally:
        if first.process.returncode is None:
            first.process.send_signal(signal.SIGCONT)
        await first.stop()
        await second.stop()

    assert code == 1, first.log[-5:]
    assert answers == 1 + ASKED


async def test_a_standby_that_is_not_needed_ends_when_it_is_asked_to(sandbox: Sandbox, tmp_path: Path) -> None:
    first = await ShopProcess(settings_for(sandbox, tmp_path)).start()
    second = await Standby(first.environment).start()

    codes = [await second.stop(), await first.stop()]

    assert codes == [0, 0]
