"""The fields that the inbox reads of an update."""

from typing import Any

from services.domain.system.update import InboxUpdate
from services.domain.values.clock import MINUTE

LEASE = MINUTE
LARGEST_ID = 2**63 - 1
"""The limit of a column. A row that cannot be written would spoil its whole batch."""


def parse_update(bot_id: int, raw: dict[str, Any], received_at: int) -> InboxUpdate:
    """Read of a raw update only what is needed to keep it: its id, its kind, whose it is."""
    named = next((name for name in raw if name != "update_id"), "nothing")
    kind, body = named if named.isidentifier() else "unknown", raw.get(named)
    sender = body.get("from") if isinstance(body, dict) else None
    user_id = sender.get("id") if isinstance(sender, dict) else None
    known = isinstance(user_id, int) and 0 < user_id <= LARGEST_ID
    return InboxUpdate(bot_id, int(raw["update_id"]), user_id if known else None, kind, raw, received_at)
