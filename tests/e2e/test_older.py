"""The shop of an earlier version, opened by this one: its customers find what they bought, and buy on."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.e2e.expected_texts import EN, ZH
from tests.e2e.people import Customer, Owner, secret_in
from tests.support.databases import KEY
from tests.support.process_harness import OLIVIA, Message, codes, keys, said, sandbox_running, shop_running

STORAGE = Path(__file__).parents[1] / "storage"
BUYER, NUMBER = 20_000, "796H-QTNF"
DAY = 86_400
LATER = 60 * DAY
"""After everything (seconds) that the file tells of."""


WRITTEN_AT = 1_795_995_742
"""The time at which the second file was written (UTC seconds)."""


async def test_a_shop_of_the_first_version_goes_on(tmp_path: Path) -> None:
    restore_dump("shop_0_1_0.sql", tmp_path)
    async with sandbox_running() as sandbox:
        await sandbox.advance(LATER)
        await sandbox.post("users", id=BUYER, first_name="Guest", language_code="en")
        buyer = Customer(sandbox, BUYER, EN)
        async with shop_running(sandbox, tmp_path, stock=("emby-30",), SECRET_KEYS=KEY.decode()) as shop:
            await buyer.says("/start")
            found = await leafed_to(buyer, NUMBER)
            goods = codes(found)
            again = await buyer.buys("emby-30")

    assert "DEMO-EMBY30-ACT4-W83F" in goods
    assert codes(again)
    assert not [line for line in shop.log if "Traceback" in line or "incident" in line]


async def test_what_was_under_way_in_the_version_before_comes_to_its_end(tmp_path: Path) -> None:
    restore_dump("shop_schema_0013.sql", tmp_path)
    async with sandbox_running() as sandbox:
        await sandbox.post("clock", offset_seconds=int(WRITTEN_AT - time.time()) + 60)
        ann, wei, cleo, dan = (
            Customer(sandbox, 20_001 + number, words) for number, words in enumerate((EN, ZH, EN, EN))
        )
        for customer in (ann, wei, cleo, dan):
            await sandbox.post("users", id=customer.id, first_name="Guest", language_code="en")
            await sandbox.post("send", user_id=customer.id, text="/orders")
        begun = await sandbox.seq()
        async with shop_running(sandbox, tmp_path, stock=(), SECRET_KEYS=KEY.decode()) as shop:
            unsent = await dan.waits(begun, dan.words.thanks.format("4B4V-WFY4"))
            await cleo.taps(cleo.words.continue_, await cleo.reads("HNTY-TH4E"))
            paid = await cleo.pays_for("HNTY-TH4E")
            seq = await sandbox.seq()
            await Owner(sandbox, OLIVIA).approves("QRKT-RT8W")
            approved = await wei.waits(seq, wei.words.thanks.format("QRKT-RT8W"))
            seq = await sandbox.seq()
            await sandbox.advance(23 * DAY)
            reminder = await ann.waits(seq, ann.words.days.format(7))

    codes_sent = {secret_in(message) for message in (unsent, paid)}
    assert len(codes_sent) == 2
    assert "DEMO-EMBY30-ACT4-W83F" not in codes_sent  # Ann's
    assert "https://example.com/s/" in secret_in(approved)
    assert ann.words.emby_30 in said(reminder)
    assert not [line for line in shop.log if "Traceback" in line or "incident" in line]


def restore_dump(name: str, folder: Path) -> None:
    """Write the database of an earlier version where the shop looks for its own."""
    with closing(sqlite3.connect(folder / "shop.sqlite3")) as connection:
        connection.executescript((STORAGE / name).read_text(encoding="utf-8"))


async def leafed_to(buyer: Customer, number: str) -> Message:
    """An old order, some pages back."""
    orders = await buyer.says("/orders")
    while not any(number in key["text"] for key in keys(orders)):
        await buyer.taps(buyer.words.next, orders)
        orders = await buyer.shown(orders)
    await buyer.taps(number, orders)
    return await buyer.shown(orders)
