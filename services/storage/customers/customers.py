"""Rows of people; their names are ciphertext."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from services.domain.customers.customer import Customer
from services.domain.values.ids import new_id
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from services.storage.dialect import insert, locks_rows
from services.storage.repository import Repository
from services.storage.tables import customers

BY_ID = select(customers).where(customers.c.id == bindparam("id"))
LOCKED = select(customers.c.id).where(customers.c.id == bindparam("id")).with_for_update(key_share=True)


class Customers(Repository):
    """Everybody who has ever spoken with the shop, by Telegram id."""

    def _customer(self, row: Row[Any]) -> Customer:
        return Customer(
            id=row.id,
            name=self._vault.decrypt(row.name).reveal(),
            language=Language(row.language) if row.language else None,
            guess=Language(row.guess),
            pseudonym=row.pseudonym,
            reachable=row.unreachable_since is None,
        )

    async def find(self, customer_id: int) -> Customer | None:
        """Return a customer; None for an unknown one."""
        return await self._first(self._customer, BY_ID, id=customer_id)

    async def lock(self, customer_id: int) -> None:
        """Let nobody else act for this customer until the end of the transaction."""
        if locks_rows(self._connection):
            await self._run(LOCKED, {"id": customer_id})

    async def add(self, customer_id: int, name: str, guess: Language, now: int) -> None:
        """Insert a customer, once."""
        sealed = self._vault.encrypt(Secret(name))
        values = {"id": customer_id, "pseudonym": new_id(), "name": sealed, "guess": guess, "first_seen": now}
        await self._run(insert(self._connection, customers).values(values).on_conflict_do_nothing())

    async def choose_language(self, customer_id: int, language: Language) -> None:
        """Keep the language that a customer has chosen."""
        await self._run(update(customers).where(customers.c.id == customer_id).values(language=language))

    async def mark_unreachable(self, customer_id: int, now: int) -> int | None:
        """Remember that writing to this person fails; returns since when. None for a stranger."""
        return await self._int_or_none(
            update(customers)
            .where(customers.c.id == customer_id)
            .values(unreachable_since=func.coalesce(customers.c.unreachable_since, now))
            .returning(customers.c.unreachable_since)
        )

    async def mark_reachable(self, customer_id: int) -> bool:
        """Remember that this person can be written to again; False if that was no news."""
        return (
            await self._change(
                update(customers)
                .where(customers.c.id == customer_id, customers.c.unreachable_since.is_not(None))
                .values(unreachable_since=None)
            )
            == 1
        )
