"""Filters of messages that staff send without a command, and without a state in which they are awaited."""

from aiogram.filters import Filter
from aiogram.types import Message

from services.domain.customers.customer import Customer
from services.domain.stock.stock import StockDraft
from services.stock.stock_import import StockImporter
from services.support.tickets import SupportDesk


class OfAnswer(Filter):
    """A file of an album whose first one was the answer to a customer (`ticket`): Telegram sends each by itself."""

    gives = frozenset({"ticket"})

    async def __call__(self, message: Message, customer: Customer, support: SupportDesk) -> dict[str, str] | bool:
        """Return whether it is one, and to what."""
        first = await support.album(customer.id, message.media_group_id)
        if first is None or (await support.get(first.ticket_id)).customer_id == customer.id:
            return False
        return {"ticket": first.ticket_id}


class OfImport(Filter):
    """A message that has brought goods (`draft`), changed."""

    gives = frozenset({"draft"})

    async def __call__(
        self, message: Message, customer: Customer, stock_importer: StockImporter
    ) -> dict[str, StockDraft] | bool:
        """Return whether it is one, and of which import."""
        draft = await stock_importer.drafts.of_message(message.message_id, customer.id)
        return {"draft": draft} if draft is not None else False
