"""Single values that the shop must not forget: the wrapped fingerprint key, the cursor of the Stars ledger."""

from sqlalchemy import delete, select

from services.storage import tables
from services.storage.dialect import insert
from services.storage.repository import Repository


class KeyValues(Repository):
    """A small dictionary of bytes."""

    async def get(self, key: str, *, lock: bool = False) -> bytes | None:
        """The value, or None. With `lock` whoever asks for it likewise waits until our transaction has ended."""
        wanted = select(tables.key_values.c.value).where(tables.key_values.c.key == key)
        found = await self._connection.scalar(wanted.with_for_update() if lock else wanted)
        return None if found is None else bytes(found)

    async def put(self, key: str, value: bytes) -> None:
        """Set a value."""
        statement = insert(self._connection, tables.key_values).values(key=key, value=value)
        await self._run(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value})
        )

    async def remove(self, key: str) -> None:
        """Forget a value; nothing happens if there is none."""
        await self._run(delete(tables.key_values).where(tables.key_values.c.key == key))

    async def put_once(self, key: str, value: bytes) -> None:
        """Set a value unless it exists."""
        await self._run(
            insert(self._connection, tables.key_values).values(key=key, value=value).on_conflict_do_nothing()
        )
