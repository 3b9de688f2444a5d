"""The repository of outcomes: written in the transaction of the act, so that doing it again finds what it did before.

The key says when two acts are the same: it is made of the update (services/domain/idempotency.py), or of what
a button carries.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from services.storage.repository import Repository
from services.storage.tables import outcomes

CLEAR_BATCH = 500

Params = Mapping[str, Any]


class Outcomes(Repository):
    """Outcomes by the key of their act; a key of None is nobody's, and leaves no row."""

    async def find(self, key: str | None) -> dict[str, Any] | None:
        """Return the outcome of an act; None if it was not done yet."""
        if key is None:
            return None
        sealed = await self._connection.scalar(select(outcomes.c.outcome).where(outcomes.c.key == key))
        return None if sealed is None else self._vault.decrypt_json(sealed)

    async def put(self, key: str | None, outcome: Params) -> None:
        """Write down what an act has led to (JSON). A rival that did the same act meanwhile makes this fail whole."""
        if key is not None:
            values = {"key": key, "outcome": self._vault.encrypt_json(outcome), "at": self._real()}
            await self._run(outcomes.insert().values(values))

    async def clear(self, before: int) -> int:
        """Forget outcomes older than a moment (real time), a small batch at a time; returns how many."""
        old = await self._run(select(outcomes.c.key).where(outcomes.c.at < before).limit(CLEAR_BATCH))
        keys = list(old.scalars())
        if keys:
            await self._run(delete(outcomes).where(outcomes.c.key.in_(keys)))
        return len(keys)
