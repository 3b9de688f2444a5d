"""The bot's own money: refunds, the ledger, the balance."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.world import World


async def refund_star_payment(world: World, params: Params) -> bool:
    """Give the Stars back, once."""
    user_id = params.integer("user_id")
    user = world.people.find(user_id)
    if user is None:
        raise api_errors.invalid_user() if user_id <= 0 else api_errors.code("USER_ID_INVALID")
    charge = world.payments.refund(user_id, params.required_text("telegram_payment_charge_id"))
    post = world.service_message(user, {"refunded_payment": charge.receipt()})
    world.updates.push("message", post.body)
    world.events.add("refund", user_id, user_id=user_id, charge_id=charge.id, amount=charge.invoice.amount)
    world.events.add("user", user_id, user=user.view())
    return True


async def get_star_transactions(world: World, params: Params) -> Json:
    """Oldest first."""
    offset = params.integer("offset", low=0)
    limit = params.integer("limit", default=100, low=1, high=100)
    return {"transactions": world.payments.transactions[offset : offset + limit]}


async def get_my_star_balance(world: World, _params: Params) -> Json:
    """Return the Stars that the bot has earned and not refunded."""
    return {"amount": world.payments.balance}
