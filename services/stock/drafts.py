"""The drafts of imports: rows, so that neither a restart nor a failing message loses any goods that an admin has sent.

A part is kept by its message, so that an update that comes again keeps it once. A draft that was imported remembers
what became of it, so that a second press says the same.
"""

from dataclasses import dataclass, replace

from services.domain.stock.stock import Choices, DraftPart, DraftState, StockDraft
from services.domain.values.clock import DAY, MINUTE, Clock
from services.storage.database import Database

KEPT_FOR = 60 * MINUTE
"""Goods that were sent and not imported, counted from the newest part."""
REMEMBERED_FOR = 8 * DAY
"""The time (ms) for which the end of a draft is remembered, without its goods."""


@dataclass(frozen=True)
class StockDrafts:
    """Keeps drafts of imports."""

    db: Database
    now: Clock

    async def open(self, draft_id: str, admin_id: int, product: str) -> None:
        """Begin a draft for a product (slug)."""
        async with self.db.begin() as tx:
            await tx.stock_drafts.open(StockDraft(draft_id, admin_id, product, self.now() + KEPT_FOR))

    async def find(self, draft_id: str, admin_id: int) -> StockDraft | None:
        """A draft of this admin; None for one that is gone, or whose time is over."""
        async with self.db.read() as reading:
            draft = await reading.stock_drafts.find(draft_id, admin_id)
        return draft if draft is not None and draft.expires_at > self.now() else None

    async def of_message(self, message_id: int, admin_id: int) -> StockDraft | None:
        """The draft to which a message belongs; None for one that is gone, or whose time is over."""
        async with self.db.read() as reading:
            draft_id = await reading.stock_drafts.of_message(message_id, admin_id)
        return None if draft_id is None else await self.find(draft_id, admin_id)

    async def put(self, draft: StockDraft, part: DraftPart) -> StockDraft:
        """Keep what a message brought, unless it was edited since; returns the draft as it is then."""
        async with self.db.begin() as tx:
            await tx.stock_drafts.put(draft.id, part, self.now() + KEPT_FOR)
            return await tx.stock_drafts.find(draft.id, draft.admin_id) or draft

    async def choose(self, draft: StockDraft, choices: Choices) -> StockDraft:
        """Keep what the admin has chosen about it; returns the draft with it."""
        async with self.db.begin() as tx:
            await tx.stock_drafts.choose(draft.id, choices)
        return replace(draft, choices=choices)

    async def close(self, draft: StockDraft, state: DraftState, added: int = 0, served: int = 0) -> StockDraft:
        """End a draft: its goods are forgotten here, what became of it is not."""
        ended = replace(draft, state=state, added=added, served=served, expires_at=self.now() + REMEMBERED_FOR)
        async with self.db.begin() as tx:
            await tx.stock_drafts.close(ended)
        return ended
