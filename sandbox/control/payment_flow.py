"""A person pays: the question to the bot, the ten seconds, the charge, the good news."""

from dataclasses import dataclass

from sandbox.api.json_types import Json
from sandbox.users.chats import Invoice, Post
from sandbox.users.payments import TIMEOUT, Charge, Verdict
from sandbox.users.users import User
from sandbox.world import World

TOO_POOR = "BALANCE_TOO_LOW"


@dataclass(frozen=True, slots=True)
class UpdateFault:
    """The delivery of a payment's update: once, unless a test wants it lost or told twice."""

    lost: bool = False
    twice: bool = False

    @property
    def times(self) -> int:
        """Return how many updates tell of one payment."""
        return 0 if self.lost else 2 if self.twice else 1


async def pay(world: World, user: User, invoice: Invoice, delivery: UpdateFault) -> Json:
    """One attempt to pay, told to whoever watches."""
    outcome = await _attempt(world, user, invoice, delivery)
    world.events.add("invoice", user.id, user_id=user.id, invoice=invoice.preview(), **outcome)
    return outcome


async def _attempt(world: World, user: User, invoice: Invoice, delivery: UpdateFault) -> Json:
    if user.balance < invoice.amount:
        return {"outcome": "declined", "error_message": TOO_POOR}
    verdict = await _asked(world, user, invoice)
    if verdict is not None and verdict.ok and user.balance < invoice.amount:  # spent while the bot thought
        return {"outcome": "declined", "error_message": TOO_POOR}
    if verdict is None:
        return {"outcome": "timeout", "error_message": TIMEOUT}
    if not verdict.ok:
        return {"outcome": "declined", "error_message": verdict.error_message}
    charge = world.payments.charge(user, invoice)
    post = _announced(world, user, charge)
    update_ids = [world.updates.push("message", post.body) for _ in range(delivery.times)]
    world.events.add("user", user.id, user=user.view())
    return {"outcome": "paid", "charge_id": charge.id, "message_id": post.id, "update_ids": update_ids}


async def _asked(world: World, user: User, invoice: Invoice) -> Verdict | None:
    query_id = world.payments.open_query()
    world.updates.push(
        "pre_checkout_query",
        {
            "id": query_id,
            "from": user.account(),
            "currency": invoice.currency,
            "total_amount": invoice.amount,
            "invoice_payload": invoice.payload,
        },
    )
    return await world.payments.verdict(query_id)


def _announced(world: World, user: User, charge: Charge) -> Post:
    receipt = charge.receipt() | {"provider_payment_charge_id": f"{charge.user.id}_{charge.id}"}
    if period := charge.invoice.subscription_period:
        receipt |= {
            "subscription_expiration_date": charge.date + period,
            "is_recurring": True,
            "is_first_recurring": True,
        }
    return world.service_message(user, {"successful_payment": receipt})
