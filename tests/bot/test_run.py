import asyncio
from pathlib import Path

import pytest

from bot import run
from tests.chaos.world import read_settings
from tests.stage import sandbox_running, settings_for


async def test_a_part_that_fails_ends_the_process_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stumble(_pulse: object) -> None:
        raise RuntimeError("the beat is lost")

    monkeypatch.setattr(run, "keep_beating", stumble)

    async with sandbox_running() as sandbox:
        with pytest.raises(RuntimeError, match="the beat is lost"):
            await asyncio.wait_for(run.serve(read_settings(settings_for(sandbox, tmp_path))), 60)
