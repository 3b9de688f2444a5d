"""My data and Erase me, as a customer sees them: the files, the time to think, the receipt, and a new beginning."""

import json

from tests.e2e.context import StoryContext
from tests.e2e.people import Customer
from tests.support.process_harness import Message, keys, said

DAY = 86_400


async def file_named(ann: Customer, name: str) -> bytes:
    """The content of a document that the bot has sent."""
    message = next(one for one in (await ann.from_bot())[::-1] if one.get("document", {}).get("file_name") == name)
    async with ann.sandbox.session.get(
        f"{ann.sandbox.address}/sandbox/file/{message['document']['file_id']}"
    ) as answer:
        assert answer.status == 200
        return await answer.read()


async def opens_my_data(ann: Customer) -> Message:
    await ann.says("/privacy")
    await ann.taps(ann.words.my_data)
    return await ann.screen()


async def test_a_customer_reads_everything_that_is_kept(ann: Customer) -> None:
    await ann.buys("emby-30")
    await ann.says("/support")
    await ann.says(f"Where is it, {ann.id}?")

    await opens_my_data(ann)
    seq = await ann.sandbox.seq()
    await ann.taps(ann.words.send_my_data)
    await ann.waits(seq, ann.words.my_data_html)

    copy, page = json.loads(await file_named(ann, "my-data.json")), (await file_named(ann, "my-data.html")).decode()
    assert [one["id"] for one in copy["customers"]] == [ann.id]
    assert len(copy["orders"]) == 1
    assert f"Where is it, {ann.id}?" in page
    assert f"Guest {ann.id}" in page


async def test_a_customer_is_erased_after_a_time_to_think_and_starts_anew(story: StoryContext, ann: Customer) -> None:
    await ann.buys("emby-30")
    await opens_my_data(ann)
    await ann.taps(ann.words.erase_me)
    told = said(await ann.screen())
    await ann.taps(ann.words.erase_yes)
    asked = said(await ann.screen())
    await ann.taps(ann.words.erase_no)
    await ann.taps(ann.words.erase_me)
    await ann.taps(ann.words.erase_yes)

    seq = await ann.sandbox.seq()
    await story.sandbox.advance(DAY)
    receipt = await ann.waits(seq, ann.words.erased)
    await ann.says("/start")

    assert ann.words.erasure_goes in told
    assert ann.words.erasure_asked in asked
    assert keys(receipt) == []
    assert any(key["text"] == ann.words.language for key in keys(await ann.screen()))


async def test_an_open_order_comes_first(ann: Customer) -> None:
    number = await ann.orders("emby-30")
    await opens_my_data(ann)

    await ann.taps(ann.words.erase_me)

    assert number in said(await ann.screen())
