import asyncio
from functools import partial
from pathlib import Path

import pytest

from bot import serve
from bot.intake import polling
from bot.monitoring.watchdog import SCHEDULER, PartUnresponsive, Watchdog
from bot.runtime import leader
from bot.runtime.leader import ProcessLease
from bot.runtime.scheduler import Scheduler
from services.domain.values.clock import SECOND
from tests.chaos.world import read_settings
from tests.support.process_harness import sandbox_running, settings_for


async def test_a_part_that_fails_ends_the_process_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stumble(_health: object) -> None:
        raise RuntimeError("the beat is lost")

    monkeypatch.setattr(serve, "keep_loop_ok", stumble)

    async with sandbox_running() as sandbox:
        with pytest.raises(RuntimeError, match="the beat is lost"):
            await asyncio.wait_for(serve.serve(read_settings(settings_for(sandbox, tmp_path))), 60)


async def test_a_lease_that_is_no_longer_renewed_ends_the_process_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(_lease: ProcessLease) -> None:
        raise RuntimeError("the lease is not renewed")

    monkeypatch.setattr(leader, "RENEW_EVERY", 0.1)
    monkeypatch.setattr(ProcessLease, "renew", stumble)

    async with sandbox_running() as sandbox:
        with pytest.raises(RuntimeError, match="the lease is not renewed"):
            await asyncio.wait_for(serve.serve(read_settings(settings_for(sandbox, tmp_path))), 60)


async def test_a_process_whose_scheduler_stands_still_ends_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "POLL_TIMEOUT", 0)  # Telegram is heard all the time
    monkeypatch.setattr(Scheduler, "start", lambda _: None)
    monkeypatch.setattr(serve, "Watchdog", partial(Watchdog, alert_after=500, give_up_after=2 * SECOND))

    async with sandbox_running() as sandbox:
        with pytest.raises(PartUnresponsive, match=SCHEDULER.end):
            await asyncio.wait_for(serve.serve(read_settings(settings_for(sandbox, tmp_path))), 60)
