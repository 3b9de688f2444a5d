"""The status of the shop, as anybody reads it."""

import re
from types import SimpleNamespace

from tests.e2e.context import StoryContext
from tests.support.process_harness import said


async def test_a_stranger_reads_how_the_shop_is_before_any_terms(story: StoryContext, words: SimpleNamespace) -> None:
    ann = await story.stranger(words)
    await ann.says("/start")
    await ann.taps(words.language)

    status = said(await ann.asks("/status", words.serves))

    assert "99.9%" in status
    assert re.search(r"\d+\.\d\d%", status)
    assert "🟩" in status
    menu = await story.sandbox.get(f"chats/{ann.id}")
    assert "status" in {one["command"] for one in menu["commands"]}
