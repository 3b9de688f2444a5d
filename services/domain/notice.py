"""Something that the shop says by itself: a reminder, an answer, a word to the admins."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NoticeValue = str | int | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be worded by the handlers: `kind` names the wording, `facts` are its arguments.

    `once` is a key that makes a second notice of the same matter impossible. `stale_after` (business time) is when it
    is no longer worth sending. Who holds it may send it until `lease_until` (real time).
    """

    recipient_id: int
    kind: str
    facts: Mapping[str, NoticeValue] = field(default_factory=dict)
    once: str | None = None
    stale_after: int | None = None
    id: int = 0
    attempts: int = 0
    lease_until: int | None = None
