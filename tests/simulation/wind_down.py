"""The end of a history: the weather clears up, everybody comes back, the admin does what is hers, and time passes."""

import asyncio

from handlers.admin.ui.callbacks import ApproveReceipt, ImportStock, MarkRefundPaid, RetryDeadLetters, RetryRefund
from tests.simulation.final_checks import unsettled
from tests.simulation.people import Person, carried
from tests.simulation.world import SLUGS, World

ROUNDS = 15
A_WHILE = 8.0
STUCK = "SELECT r.id, provider FROM refunds r JOIN payments p ON p.id = payment_id WHERE r.state = 'PERSON'"
SHORT = "SELECT promise, quantity FROM orders WHERE state = 'WAITING'"


async def settle(here: World) -> None:
    """Let everything come to its end; stops as soon as nothing waits any more."""
    here.note("the weather clears up")
    here.weather.clear_up()
    here.admin.errands.clear()
    for person in (*here.buyers, here.admin):
        person.blocks(blocked=False)
        person.does("/start")
    await asyncio.sleep(A_WHILE)
    for _ in range(ROUNDS):
        await _work(here)
        here.nature.wall.set_by += 360
        here.let_pass(30 * 60)
        await asyncio.sleep(A_WHILE)
        here.nature.wall.set_by += 360
        await asyncio.sleep(A_WHILE)
        await here.program.look()
        if not (unsettled(here.books) or here.box.updates.pending()):
            return


async def _work(here: World) -> None:
    """Do an admin's round: goods, receipts, refunds, and what could not be delivered or handled."""
    admin = here.admin
    for slug, short in _missing(here).items():
        await _restock(here, slug, short)
    for receipt in here.books.read("SELECT id, submitted_at FROM payments WHERE state = 'REVIEW'"):
        await _press(admin, ApproveReceipt(payment=receipt["id"], seen=receipt["submitted_at"]).pack())
    for refund in here.books.read(STUCK):
        button = RetryRefund if refund["provider"] == "stars" else MarkRefundPaid
        await _press(admin, button(refund=refund["id"]).pack())
    for order in here.books.read("SELECT number FROM orders WHERE state = 'ATTENTION'"):
        admin.does(f"/resend {order['number']}")
    if here.books.read("SELECT 1 FROM inbox WHERE state = 'DEAD'"):
        await _press(admin, RetryDeadLetters().pack())


def _missing(here: World) -> dict[str, int]:
    short: dict[str, int] = {}
    for order in here.books.read(SHORT):
        for slug in SLUGS:
            if f'"slug":"{slug}"' in order["promise"].replace(" ", ""):
                short[slug] = short.get(slug, 0) + order["quantity"]
    return short


async def _restock(here: World, slug: str, count: int) -> None:
    here.admin.does(f"/stock {slug}")
    await asyncio.sleep(2)
    here.admin.does(here.upload(slug, count))
    await asyncio.sleep(2)
    offers = [(post.id, data) for post in here.admin._posts() for data in carried(post) if data.startswith(_import())]
    if offers:
        await here.admin.presses(*offers[0], times=1)
    await asyncio.sleep(2)


def _import() -> str:
    return f"{ImportStock.__prefix__}:"


async def _press(admin: Person, data: str) -> None:
    newest = next((post.id for post in admin._posts()), None)
    if newest is not None:
        await admin.presses(newest, data, times=1)
        await asyncio.sleep(0.5)
