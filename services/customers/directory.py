"""The directory of customers: written down once, and cached while they are busy with the shop."""

from dataclasses import dataclass, field, replace

from services.domain.customers.customer import Customer
from services.domain.values.bounded_dict import BoundedDict
from services.domain.values.clock import Clock
from services.domain.values.language import Language
from services.messaging.missed_notices import summarize_missed
from services.storage.database import Database

CACHE_SIZE = 5_000


@dataclass
class CustomerDirectory:
    """Knows customers by their Telegram id, with a bounded memory in front of the database."""

    db: Database
    now: Clock
    _known: BoundedDict[int, Customer] = field(default_factory=lambda: BoundedDict(CACHE_SIZE))

    async def get_or_create(self, customer_id: int, name: str, code: str | None) -> Customer:
        """Return the customer of a Telegram user; a new one is registered."""
        known = self._known.get(customer_id)
        if known is not None:
            return known
        async with self.db.read() as reading:
            found = await reading.customers.find(customer_id)
        return self._keep(found or await self._create(customer_id, name, Language.of_telegram(code)))

    async def _create(self, customer_id: int, name: str, guess: Language) -> Customer:
        """Register a customer. Notices for one that never spoke could not be sent, be it an admin: they are due now."""
        async with self.db.begin() as tx:
            await tx.customers.add(customer_id, name, guess, self.now())
            await summarize_missed(tx, customer_id)
            await tx.notices.requeue(customer_id)
            found = await tx.customers.find(customer_id)
        assert found is not None, "a customer that was just written can be read"
        return found

    def get_cached(self, customer_id: int) -> Customer | None:
        """A customer who is still remembered, without a question to the database."""
        return self._known.get(customer_id)

    async def language_of(self, customer_id: int, code: str | None = None) -> Language:
        """Return the language of a person who is not loaded; for unknown ones that of Telegram (`code`), or English."""
        known = self._known.get(customer_id)
        if known is None:
            async with self.db.read() as reading:
                known = await reading.customers.find(customer_id)
        return known.speaks if known else Language.of_telegram(code)

    async def choose_language(
        self, customer: Customer, language: Language, key: str | None = None
    ) -> tuple[Customer, bool]:
        """Keep the language that a customer has chosen; tells whether this act (`key`) has changed it."""
        async with self.db.begin() as tx:
            done = await tx.outcomes.find(key)
            changed = bool(done["changed"]) if done is not None else customer.speaks is not language
            if done is None:
                await tx.customers.choose_language(customer.id, language)
                await tx.outcomes.put(key, {"changed": changed})
        return self._keep(replace(customer, language=language)), changed

    def invalidate(self, customer_id: int) -> None:
        """Drop a customer from the cache: another process may have changed the row."""
        self._known.pop(customer_id, None)

    def _keep(self, customer: Customer) -> Customer:
        self._known[customer.id] = customer
        return customer
