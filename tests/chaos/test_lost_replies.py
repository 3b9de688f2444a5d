"""The faults of a network at each call of a purchase: one code, at most one copy and that one marked, nobody stuck."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from itertools import islice, product
from pathlib import Path

import pytest

import bot.app
from bot.intake.polling import Polling
from bot.serve import OpenShop, _hold_lease, open_shop
from services.messaging.rate_limit.limiter import RateLimiter
from tests.chaos.buyer import Buyer, ask, is_settled, until
from tests.chaos.crash_points import A_WHILE, ManualClock
from tests.chaos.final_checks import broken_promises
from tests.chaos.world import (
    NOWHERE,
    InProcessSandbox,
    codes_of,
    copy_database,
    furnish_shop,
    in_process_sandbox,
    invite,
    read_settings,
    settings_in,
)
from tests.support import databases

KINDS = ("lost_reply", "not_sent", "html_502", "server_error", "bad_json", "flood")
SENDS = {
    "sendMessage": 4,
    "editMessageText": 4,
    "answerCallbackQuery": 3,
    "sendInvoice": 1,
    "answerPreCheckoutQuery": 1,
    "deleteMessage": 1,
}
"""The number of calls of each method in a purchase: card, invoice's screen, goods, list of orders; and so on."""
LANES = 6
FIRST = 2001

Case = tuple[str, int, str, int]
"""The method, how many of its calls pass before, what happens to the next one, and to how many."""

CASES: list[Case] = [
    *((method, after, kind, 1) for method, count in SENDS.items() for after, kind in product(range(count), KINDS)),
    *(("sendMessage", after, kind, 2) for after, kind in product(range(SENDS["sendMessage"]), KINDS)),
]


@pytest.fixture(autouse=True)
def _texts_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.app, "Translations", cache(bot.app.Translations))


@asynccontextmanager
async def serving_shop(environment: dict[str, str], watch: ManualClock) -> AsyncIterator[OpenShop]:
    """A shop in this process that polls and sends, whose half minutes can be put forward."""
    async with open_shop(read_settings(environment)) as opened, _hold_lease(opened, asyncio.Event()):
        opened.shop.db.real = watch
        opened.shop.outbox.limiter = RateLimiter(watch)
        polling = asyncio.create_task(Polling(opened.bot, opened.intake, opened.monitor.telegram_ok).run())
        sending = asyncio.create_task(opened.shop.outbox.run())
        yield opened
        polling.cancel()
        await opened.intake.close(1)
        await opened.shop.outbox.close(1)
        await asyncio.gather(polling, sending, return_exceptions=True)


async def play_cases(template: Path, folder: Path, guests: dict[int, Case], codes: list[str]) -> list[str]:
    """One shop in which these guests buy, one by one, each with a fault of his own; returns what went wrong."""
    copy_database(template, folder)
    watch = ManualClock()
    async with in_process_sandbox() as sandbox:
        await invite(sandbox, list(guests))
        environment = settings_in(sandbox, folder, SECRET_KEYS=databases.KEY.decode())
        async with serving_shop(environment, watch) as opened:
            broken = [
                f"{case}: {complaint}"
                for paid, (guest, case) in enumerate(guests.items(), 1)
                for complaint in await suffer(sandbox, opened, watch, folder / "shop.sqlite3", guest, case, paid)
            ]
        return broken + [
            f"{guests}: {one}" for one in broken_promises(sandbox.world, folder / "shop.sqlite3", codes, list(guests))
        ]


async def suffer(
    sandbox: InProcessSandbox, opened: OpenShop, watch: ManualClock, database: Path, guest: int, case: Case, paid: int
) -> list[str]:
    """Buy under a fault; what takes half a minute is over at once."""
    method, after, kind, times = case
    await sandbox.post("faults", method=method, after=after, kind=kind, times=times, retry_after=1)
    buyer = Buyer(sandbox, guest)

    def is_over() -> bool:
        if ask(database, "SELECT 1 FROM deliveries WHERE state = 'UNCERTAIN'"):
            watch.ahead += A_WHILE
            opened.shop.outbox.wake()
        return is_settled(database, paid)

    try:
        await buyer.buys()
        await until(is_over, "settled deliveries")
        shown = await buyer.looks()
    except AssertionError as error:
        return [repr(error)]
    finally:
        sandbox.world.faults.clear()
    return [] if len(shown) > 1 else [f"/orders shows {shown}"]


async def test_no_lost_reply_costs_a_code_or_leaves_anybody_waiting(tmp_path: Path) -> None:
    guests, codes, template = dict(enumerate(CASES, FIRST)), codes_of(len(CASES)), tmp_path / "shop.sqlite3"
    queues = [dict(islice(guests.items(), number, None, LANES)) for number in range(LANES)]
    settings = read_settings(settings_in(NOWHERE, tmp_path, SECRET_KEYS=databases.KEY.decode()))
    await furnish_shop(settings, codes, list(guests))

    work = [play_cases(template, tmp_path / str(number), mine, codes) for number, mine in enumerate(queues)]
    broken = await asyncio.gather(*work)

    print(f"{len(CASES)} purchases, a fault in each")
    assert [one for complaints in broken for one in complaints] == []
