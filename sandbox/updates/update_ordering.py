"""The ordering of a webhook's updates: each queue has one outstanding update, and queues do not wait for each other.

The keys follow the official server: the messages of a chat are one queue, the presses of a person another, his
checkouts a third. So a press may overtake a message of the same person, and a bot must not mind.
"""

from itertools import count

from sandbox.api.json_types import Json

QueueKey = tuple[str, int]

BY_SENDER = {
    "callback_query": "callback",
    "pre_checkout_query": "checkout",
    "shipping_query": "checkout",
    "inline_query": "inline",
    "chosen_inline_result": "chosen",
    "chat_member": "member",
    "chat_join_request": "member",
    "purchased_paid_media": "media",
}
BY_CHAT = {"my_chat_member": "membership", "message_reaction": "reaction", "message_reaction_count": "reactions"}
MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")

_strays = count(1)


def queue_key(update: Json) -> QueueKey:
    """The queue of an update; one that belongs to nobody has a queue of its own."""
    for kind, payload in update.items():
        if kind in BY_SENDER:
            return BY_SENDER[kind], _id(payload, "from")
        if kind in BY_CHAT:
            return BY_CHAT[kind], _id(payload, "chat")
        if kind in MESSAGES:
            return "chat", _id(payload, "chat")
    return "stray", next(_strays)


def _id(payload: object, owner: str) -> int:
    """Raw updates may be as broken as a test likes; those of nobody share the queue 0."""
    held = payload.get(owner) if isinstance(payload, dict) else None
    found = held.get("id") if isinstance(held, dict) else None
    return found if isinstance(found, int) else 0
