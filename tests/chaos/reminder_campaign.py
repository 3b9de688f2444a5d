"""Thousands of reminders fall due at once while replicas are killed again and again: each goes out once.

The one that leads sends them. Every second kill is meant for it, and before the first it hangs until its lease is over.

`python -m tests.chaos.reminder_campaign POSTGRES_URL FOLDER REMINDERS KILLS SEED` prints the report as JSON;
the database must be empty.
"""

import asyncio
import json
import random
import signal
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

import asyncpg

from sandbox.world import World
from services.domain.values.clock import DAY, real_time
from tests.chaos.buyer import told
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.rolling_upgrade import FIRST_GUEST, REPLICAS, CountedFloods, Fleet, Report, fleet_running
from tests.chaos.world import SLUG, codes_of

ORDERS = f"""
INSERT INTO orders (id, number, customer_id, intent, product_id, promise, quantity, currency, amount, method, language,
                    state, created_at, expires_at, hold_until, paid_at, delivered_at)
SELECT 'order-' || guest, 'R' || guest, guest, 'once', (SELECT id FROM products WHERE slug = '{SLUG}'), '{{}}', 1,
       'XTR', 250, 'stars', 'en', 'DELIVERED', $3, $3, $3, $3, $3
  FROM generate_series($1::bigint, $2::bigint) AS guest
"""
SUBSCRIPTIONS = f"""
INSERT INTO subscriptions (id, customer_id, product_id, order_id, title_en, title_zh, state, starts_at, ends_at,
                           remind_at)
SELECT 'subscription-' || guest, guest, (SELECT id FROM products WHERE slug = '{SLUG}'), 'order-' || guest,
       'Emby', 'Emby', 'ACTIVE', $3, $4, $3
  FROM generate_series($1::bigint, $2::bigint) AS guest
"""
LEFT = """
SELECT (SELECT count(*) FROM subscriptions) - count(*) FILTER (WHERE state = 'SENT')
  FROM notices WHERE kind = 'reminder'
"""


async def let_end(guests: range, url: str) -> None:
    """Give each guest a subscription that ends in two and a half days, of which it is time to remind."""
    now, ends_at = real_time(), real_time() + 5 * DAY // 2
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(ORDERS, guests.start, guests.stop - 1, now - DAY)
    await connection.execute(SUBSCRIPTIONS, guests.start, guests.stop - 1, now - DAY, ends_at)
    await connection.close()


async def remind(url: str, folder: Path, reminders: int, kills: int, seed: int, *, cold: bool = True) -> Report:
    """So many reminders are due when the replicas start; so many times one of them is killed, in turn the leader."""
    chance, report = random.Random(seed), Report(0)
    guests = range(FIRST_GUEST, FIRST_GUEST + reminders)
    async with fleet_running(url, folder, codes_of(1), guests, partial(let_end, guests), cold=cold) as fleet:
        for kill in range(kills):
            await until_left(fleet, reminders - int((kill + chance.random()) / (kills + 1) * reminders))
            number = chance.randrange(REPLICAS) if kill % 2 else await fleet.leader()
            sent = 0 if kill else await sent_without(fleet, number)
            assert sent == 0, f"{sent} reminders went out while the leader hung"
            report.kills += await fleet.replace(number, signal.SIGKILL) == -signal.SIGKILL
        await fleet.until(LEFT, (0,))
        world = fleet.sandbox.world
        assert isinstance(world.floods, CountedFloods)
        report.floods, report.most, report.silence = world.floods.refused, world.floods.most, world.floods.silence
        counts = {guest: heard(world, guest) for guest in guests}
        report.done = sum(count > 0 for count in counts.values())
        report.copies = sum(count - 1 for count in counts.values() if count > 1)
        report.broken = [
            f"{guest} was reminded {count} times" for guest, count in counts.items() if count not in {1, 2}
        ]
        report.broken += fleet.trouble()
        beyond = max(0, report.copies - report.kills)
        report.failures = FailureCounts(reminders - report.done, beyond, await left(fleet))
    return report


async def left(fleet: Fleet) -> int:
    """Return how many reminders are to be sent."""
    return int(str((await fleet.ask(LEFT))[0][0]))


async def until_left(fleet: Fleet, most: int) -> None:
    """Wait until no more reminders than that are to be sent."""
    while await left(fleet) > most:  # noqa: ASYNC110 - a database tells nobody
        await asyncio.sleep(0.1)


async def sent_without(fleet: Fleet, leader: int) -> int:
    """Let the leader hang until another one leads; returns how many reminders went out before that."""
    fleet.tell(leader, signal.SIGSTOP)
    try:
        before = known = latest = await left(fleet)
        while await fleet.leader() == leader:
            known, latest = latest, await left(fleet)
            await asyncio.sleep(0.1)
    finally:
        fleet.tell(leader, signal.SIGCONT)
    return before - known


def heard(world: World, guest: int) -> int:
    """Return how many messages a guest has had."""
    return sum(kind == "message" for kind, _ in told(world, guest))


if __name__ == "__main__":
    where, folder, reminders, kills, seed = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(remind(where, Path(folder), int(reminders), int(kills), int(seed))))))
