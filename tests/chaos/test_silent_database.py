"""A shop whose PostgreSQL goes silent ends when it is asked to, and loses no word."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.support.process_harness import ANN, ShopProcess, sandbox_running, settings_for
from tests.support.relay import relay_to

GIVEN = 30.0
"""Seconds after which systemd kills (docs/operating.md)."""


@pytest.mark.parametrize("bare_url", ["postgresql"], indirect=True)
async def test_a_shop_whose_database_is_silent_ends_in_time_and_answers_after_the_next_start(
    bare_url: str, tmp_path: Path
) -> None:
    place = make_url(bare_url)
    async with sandbox_running() as sandbox, relay_to(place.host or "", place.port or 5432) as relay:
        through = place.set(host="127.0.0.1", port=relay.port).render_as_string(hide_password=False)
        shop = await ShopProcess(settings_for(sandbox, tmp_path, DATABASE_URL=through)).start()
        ann = sandbox.person(ANN)
        await ann.says("/start")
        seq = await sandbox.seq()

        relay.fall_silent()
        await sandbox.post("send", user_id=ANN, text="/start")
        code = await asyncio.wait_for(shop.stop(), GIVEN)
        relay.speak()
        await shop.start()
        await ann.hears(seq, "the answer")
        await shop.stop()

    assert code == 0, "\n".join(shop.log)
