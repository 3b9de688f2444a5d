"""The end of a history: the faults end, everybody comes back, the admin does what is hers, and time passes."""

import asyncio

from handlers.admin.ui.callbacks import ApproveReceipt, ImportStock, MarkRefundPaid, RetryDeadLetters, RetryRefund
from tests.simulation.final_checks import unsettled
from tests.simulation.people import Person, carried
from tests.simulation.world import SLUGS, Simulation

ROUNDS = 15
A_WHILE = 8.0
STUCK = "SELECT r.id, provider FROM refunds r JOIN payments p ON p.id = payment_id WHERE r.state = 'PERSON'"
SHORT = "SELECT promise, quantity FROM orders WHERE state = 'WAITING'"


async def settle(simulation: Simulation) -> None:
    """Let everything come to its end; stops as soon as nothing waits any more."""
    simulation.note("the faults end")
    simulation.fault_rates.clear_up()
    simulation.admin.planned.clear()
    for person in (*simulation.buyers, simulation.admin):
        person.blocks(blocked=False)
        person.does("/start")
    await asyncio.sleep(A_WHILE)
    for _ in range(ROUNDS):
        await _work(simulation)
        simulation.environment.wall.set_by += 360
        simulation.let_pass(30 * 60)
        await asyncio.sleep(A_WHILE)
        simulation.environment.wall.set_by += 360
        await asyncio.sleep(A_WHILE)
        await simulation.program.look()
        if not (unsettled(simulation.invariants) or simulation.world.updates.pending()):
            return


async def _work(simulation: Simulation) -> None:
    """Do an admin's round: goods, receipts, refunds, and what could not be delivered or handled."""
    admin = simulation.admin
    for slug, short in _missing(simulation).items():
        await _restock(simulation, slug, short)
    for receipt in simulation.invariants.read("SELECT id, submitted_at FROM payments WHERE state = 'REVIEW'"):
        await _press(admin, ApproveReceipt(payment=receipt["id"], seen=receipt["submitted_at"]).pack())
    for refund in simulation.invariants.read(STUCK):
        button = RetryRefund if refund["provider"] == "stars" else MarkRefundPaid
        await _press(admin, button(refund=refund["id"]).pack())
    for order in simulation.invariants.read("SELECT number FROM orders WHERE state = 'ATTENTION'"):
        admin.does(f"/resend {order['number']}")
    if simulation.invariants.read("SELECT 1 FROM inbox WHERE state = 'DEAD'"):
        await _press(admin, RetryDeadLetters().pack())


def _missing(simulation: Simulation) -> dict[str, int]:
    short: dict[str, int] = {}
    for order in simulation.invariants.read(SHORT):
        for slug in SLUGS:
            if f'"slug":"{slug}"' in order["promise"].replace(" ", ""):
                short[slug] = short.get(slug, 0) + order["quantity"]
    return short


async def _restock(simulation: Simulation, slug: str, count: int) -> None:
    simulation.admin.does(f"/stock {slug}")
    await asyncio.sleep(2)
    simulation.admin.does(simulation.upload(slug, count))
    await asyncio.sleep(2)
    offers = [
        (post.id, data) for post in simulation.admin._posts() for data in carried(post) if data.startswith(_import())
    ]
    if offers:
        await simulation.admin.presses(*offers[0], times=1)
    await asyncio.sleep(2)


def _import() -> str:
    return f"{ImportStock.__prefix__}:"


async def _press(admin: Person, data: str) -> None:
    newest = next((post.id for post in admin._posts()), None)
    if newest is not None:
        await admin.presses(newest, data, times=1)
        await asyncio.sleep(0.5)
