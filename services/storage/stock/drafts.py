"""Goods that an admin has sent and not imported yet, sealed: what a person gave us is kept before anything is said."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, select, update

from services.domain.stock.stock import Choices, DraftPart, StockDraft, StockState
from services.storage.dialect import insert
from services.storage.repository import Repository, picked
from services.storage.tables import stock, stock_draft_parts, stock_drafts

CLEAR_BATCH = 100
ENDED = ("state", "added", "served", "expires_at")


class StockDrafts(Repository):
    """Drafts of imports and their parts, one a message."""

    async def open(self, draft: StockDraft) -> None:
        """Begin a draft; one that is there stays as it is."""
        row = picked(draft, ("id", "admin_id", "product", *ENDED))
        await self._run(insert(self._connection, stock_drafts).values(row).on_conflict_do_nothing())

    async def find(self, draft_id: str, admin_id: int) -> StockDraft | None:
        """A draft of this admin with its parts, in the order of their messages."""
        query = select(stock_drafts).where(stock_drafts.c.id == draft_id, stock_drafts.c.admin_id == admin_id)
        row = await self._one(query)
        if row is None:
            return None
        rows = await self._run(
            select(stock_draft_parts)
            .where(stock_draft_parts.c.draft_id == draft_id)
            .order_by(stock_draft_parts.c.message_id)
        )
        parts = tuple(self._part(one.message_id, one.content) for one in rows)
        ended = row.state, row.added, row.served
        choices = Choices(**json.loads(row.choices or "{}"))
        return StockDraft(row.id, row.admin_id, row.product, row.expires_at, *ended, parts, choices)

    def _part(self, message_id: int, content: bytes | None) -> DraftPart:
        return DraftPart(message_id, **self._vault.decrypt_json(content)) if content else DraftPart(message_id)

    async def put(self, draft_id: str, part: DraftPart, expires_at: int) -> None:
        """Keep what a message brought, once for each message; the draft lives on until a moment.

        What the message said before an edit comes too late: its update was handled again.
        """
        if await self._edited_at(draft_id, part.message_id) > part.edited_at:
            return
        params: dict[str, Any] = {name: fact for name, fact in asdict(part).items() if name != "message_id"}
        values = {"content": self._vault.encrypt_json(params) if part.is_goods or part.edited_at else None}
        row = insert(self._connection, stock_draft_parts).values(
            draft_id=draft_id, message_id=part.message_id, **values
        )
        await self._run(row.on_conflict_do_update(index_elements=["draft_id", "message_id"], set_=values))
        await self._run(update(stock_drafts).where(stock_drafts.c.id == draft_id).values(expires_at=expires_at))

    async def _edited_at(self, draft_id: str, message_id: int) -> int:
        query = select(stock_draft_parts.c.content).where(
            stock_draft_parts.c.draft_id == draft_id, stock_draft_parts.c.message_id == message_id
        )
        content = await self._connection.scalar(query)
        return self._part(message_id, content).edited_at

    async def of_message(self, message_id: int, admin_id: int) -> str | None:
        """The draft of this admin to which a message belongs."""
        query = select(stock_drafts.c.id).join(stock_draft_parts, stock_draft_parts.c.draft_id == stock_drafts.c.id)
        found = await self._connection.scalar(
            query.where(stock_draft_parts.c.message_id == message_id, stock_drafts.c.admin_id == admin_id)
        )
        return None if found is None else str(found)

    async def choose(self, draft_id: str, choices: Choices) -> None:
        """Keep what the admin has chosen."""
        written = json.dumps({name: choice for name, choice in asdict(choices).items() if choice is not None})
        await self._run(update(stock_drafts).where(stock_drafts.c.id == draft_id).values(choices=written))

    async def close(self, draft: StockDraft) -> None:
        """Keep what became of a draft, and which messages brought it; the goods themselves are kept no longer."""
        await self._run(update(stock_drafts).where(stock_drafts.c.id == draft.id).values(picked(draft, ENDED)))
        await self._run(update(stock_draft_parts).where(stock_draft_parts.c.draft_id == draft.id).values(content=None))

    async def clear(self, now: int) -> int:
        """Forget drafts whose time is over, a small batch at a time; returns how many."""
        old = await self._run(select(stock_drafts.c.id).where(stock_drafts.c.expires_at <= now).limit(CLEAR_BATCH))
        ids = list(old.scalars())
        if ids:
            await self._run(delete(stock_draft_parts).where(stock_draft_parts.c.draft_id.in_(ids)))
            await self._run(delete(stock_drafts).where(stock_drafts.c.id.in_(ids)))
        return len(ids)

    async def free(self, product_id: int) -> int:
        """Return how many goods of a product are free, all of them counted: asked once an import."""
        count = select(func.count()).where(stock.c.product_id == product_id, stock.c.state == StockState.FREE)
        return await self._number(count)
