"""Answers to what people do and wait for: pressed buttons and the question before a payment."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.users.payments import Verdict
from sandbox.world import World

MAX_ANSWER = 200


async def answer_callback_query(world: World, params: Params) -> bool:
    """End the spinner on a pressed button."""
    text = params.text("text")
    if len(text) > MAX_ANSWER:
        raise api_errors.code("MESSAGE_TOO_LONG")
    answer: Json = {"text": text, "show_alert": params.flag("show_alert"), "url": params.text("url") or None}
    callback = world.callbacks.answer(params.text("callback_query_id"), answer)
    world.events.add(
        "callback_answer",
        callback.chat_id,
        callback_query_id=callback.id,
        message_id=callback.message_id,
        user_id=callback.user_id,
        answer=answer,
    )
    return True


async def answer_pre_checkout_query(world: World, params: Params) -> bool:
    """Agree to a payment, or decline with a reason."""
    agreed = params.flag("ok")
    reason = "" if agreed else params.required_text("error_message")
    world.payments.answer_query(params.text("pre_checkout_query_id"), Verdict(agreed, reason))
    return True
