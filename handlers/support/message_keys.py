"""The keys of messages to support, at both ends: an album comes as several messages, and any of them may come again."""

from aiogram.types import Message

from services.support.tickets import SupportDesk


def dedup_key_of(message: Message, author_id: int, part: int = 0) -> str:
    """Return the key of a portion of what somebody has written."""
    return f"{author_id}:{message.message_id}:{part}"


async def is_first(message: Message, author_id: int, dedup_key: str, support: SupportDesk) -> bool:
    """Return whether a message is to be answered: of an album the first one only, each time that it is handled."""
    first = await support.album(author_id, message.media_group_id)
    return first is None or first.dedup_key == dedup_key
