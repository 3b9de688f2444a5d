"""The shop of an earlier version, opened by this one: its customers find what they bought, and buy on."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.e2e.expected_texts import EN
from tests.e2e.people import Customer
from tests.support.databases import KEY
from tests.support.process_harness import Message, codes, keys, sandbox_running, shop_running

DUMP = Path(__file__).parents[1] / "storage/shop_0_1_0.sql"
BUYER, NUMBER = 20_000, "796H-QTNF"
LATER = 60 * 86_400
"""After everything (seconds) that the file tells of."""


async def test_a_shop_of_the_first_version_goes_on(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "shop.sqlite3")) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
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


async def leafed_to(buyer: Customer, number: str) -> Message:
    """An old order, some pages back."""
    orders = await buyer.says("/orders")
    while not any(number in key["text"] for key in keys(orders)):
        await buyer.taps(buyer.words.next, orders)
        orders = await buyer.shown(orders)
    await buyer.taps(number, orders)
    return await buyer.shown(orders)
