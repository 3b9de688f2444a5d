"""The repository of conversation states: they survive a restart, encrypted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from services.storage.dialect import insert
from services.storage.repository import Repository
from services.storage.tables import conversations


class Conversations(Repository):
    """State and data of a conversation by its key."""

    async def get(self, key: str) -> tuple[str | None, dict[str, Any]]:
        """State and data, empty if nothing is awaited."""
        row = await self._one(select(conversations.c.state, conversations.c.data).where(conversations.c.key == key))
        if row is None:
            return None, {}
        return row.state, self._vault.decrypt_json(row.data) if row.data else {}

    async def put(self, key: str, state: str | None, data: Mapping[str, Any], now: int) -> None:
        """Keep a conversation; one without state and data is forgotten."""
        if state is None and not data:
            await self._run(delete(conversations).where(conversations.c.key == key))
            return
        values = {"state": state, "data": self._vault.encrypt_json(data) if data else None, "updated_at": now}
        await self._run(
            insert(self._connection, conversations)
            .values(key=key, **values)
            .on_conflict_do_update(index_elements=["key"], set_=values)
        )
