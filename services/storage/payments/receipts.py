"""Rows of what customers hand in for a transfer, part by part."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, delete, select, update

from services.domain.payments.receipt import StoredReceipt
from services.storage.repository import Repository
from services.storage.tables import receipts

CLEAR_BATCH = 100


class Receipts(Repository):
    """Parts of receipts; what they show is ciphertext."""

    async def keep(
        self,
        customer_id: int,
        payment_id: int | None,
        shown: Mapping[str, Any],
        now: int,
        dedup_key: str | None,
        album: str | None,
    ) -> int | None:
        """Keep a part; returns its id, or None if this very message is kept already."""
        return await self._insert_once(
            receipts,
            customer_id=customer_id,
            payment_id=payment_id,
            at=now,
            shown=self._vault.encrypt_json(shown),
            dedup_key=dedup_key,
            album=album,
        )

    async def get(self, receipt_id: int) -> StoredReceipt | None:
        """A part by its id; for admins."""
        return await self._part(receipts.c.id == receipt_id)

    async def of(self, customer_id: int, receipt_id: int) -> StoredReceipt | None:
        """A part, if this customer has sent it."""
        return await self._part(receipts.c.id == receipt_id, receipts.c.customer_id == customer_id)

    async def said(self, dedup_key: str) -> StoredReceipt | None:
        """The part that a message was."""
        return await self._part(receipts.c.dedup_key == dedup_key)

    async def album(self, customer_id: int, album: str, since: int) -> StoredReceipt | None:
        """The first part of an album that a customer has begun to send."""
        return await self._part(
            receipts.c.customer_id == customer_id, receipts.c.at >= since, receipts.c.album == album
        )

    async def of_payment(self, payment_id: int, limit: int) -> list[StoredReceipt]:
        """Return the parts handed in for a payment, in order."""
        return await self._all(
            self._kept, select(receipts).where(receipts.c.payment_id == payment_id).order_by(receipts.c.id).limit(limit)
        )

    async def assign(self, customer_id: int, kept: StoredReceipt, payment_id: int) -> None:
        """A part, and what else has come of its album, is for this payment."""
        which = receipts.c.id == kept.id if kept.album is None else receipts.c.album == kept.album
        await self._run(
            update(receipts)
            .where(receipts.c.customer_id == customer_id, receipts.c.payment_id.is_(None), which)
            .values(payment_id=payment_id)
        )

    async def empty(self, customer_id: int, kept: StoredReceipt) -> None:
        """A part, and what else has come of its album, was no receipt: what it shows is forgotten."""
        which = receipts.c.id == kept.id if kept.album is None else receipts.c.album == kept.album
        await self._run(
            update(receipts)
            .where(receipts.c.customer_id == customer_id, receipts.c.payment_id.is_(None), which)
            .values(shown=self._vault.encrypt_json({}))
        )

    async def times_asked(self, customer_id: int, since: int, limit: int) -> int:
        """Return how many parts of a customer since a moment are for no payment, counted no further than `limit`."""
        some = select(receipts.c.id).where(
            receipts.c.customer_id == customer_id, receipts.c.at > since, receipts.c.payment_id.is_(None)
        )
        return await self._count(some.limit(limit))

    async def clear(self, before: int) -> int:
        """Forget parts of no payment that were kept until a moment, a small batch at a time; returns how many."""
        old = select(receipts.c.id).where(receipts.c.payment_id.is_(None), receipts.c.at <= before).limit(CLEAR_BATCH)
        ids = await self._values(old)
        if ids:
            await self._run(delete(receipts).where(receipts.c.id.in_(ids), receipts.c.payment_id.is_(None)))
        return len(ids)

    async def _part(self, *conditions: Any) -> StoredReceipt | None:  # noqa: ANN401 - SQL expressions
        return await self._first(
            self._kept, select(receipts).where(*conditions).order_by(receipts.c.at, receipts.c.id).limit(1)
        )

    def _kept(self, row: Row[Any]) -> StoredReceipt:
        return StoredReceipt(row.id, row.payment_id, self._vault.decrypt_json(row.shown), row.dedup_key, row.album)
