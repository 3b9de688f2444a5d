"""A transaction is a set of plural nouns: `tx.orders`, `tx.stock`, `tx.payments`."""

from functools import cached_property

from services.domain.values.clock import Clock
from services.storage.catalog.products import Products
from services.storage.connection import Connection
from services.storage.customers.customers import Customers
from services.storage.delivery.deliveries import Deliveries
from services.storage.legal.consents import Consents
from services.storage.legal.documents import Documents
from services.storage.messaging.notices import Notices
from services.storage.orders.orders import Orders
from services.storage.payments.payments import Payments
from services.storage.payments.receipts import Receipts
from services.storage.payments.refunds import Refunds
from services.storage.stock.back_in_stock import Waitlist
from services.storage.stock.drafts import StockDrafts
from services.storage.stock.stock import Stock
from services.storage.subscriptions.subscriptions import Subscriptions
from services.storage.support.tickets import Tickets
from services.storage.system.conversations import Conversations
from services.storage.system.inbox import Inbox
from services.storage.system.key_values import KeyValues
from services.storage.system.leases import Leases
from services.storage.system.outcomes import Outcomes
from services.storage.system.user_owners import UserOwners
from services.storage.vault import Vault


class ReadTransaction:
    """One consistent look at everything. `real` is the clock of leases and back-off."""

    def __init__(self, connection: Connection, vault: Vault, real: Clock) -> None:
        self.connection = connection
        self.vault = vault
        self.real = real

    @cached_property
    def consents(self) -> Consents:
        """The consent chain."""
        return Consents(self.connection)

    @cached_property
    def conversations(self) -> Conversations:
        """The conversations that wait for an answer."""
        return Conversations(self.connection, self.vault)

    @cached_property
    def customers(self) -> Customers:
        """The customers who have ever spoken with the shop."""
        return Customers(self.connection, self.vault)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Messages with goods."""
        return Deliveries(self.connection, self.real)

    @cached_property
    def documents(self) -> Documents:
        """Terms and privacy policies, every version."""
        return Documents(self.connection)

    @cached_property
    def inbox(self) -> Inbox:
        """Raw updates."""
        return Inbox(self.connection, self.vault, self.real)

    @cached_property
    def user_owners(self) -> UserOwners:
        """The owners of customers' updates."""
        return UserOwners(self.connection, self.real)

    @cached_property
    def leases(self) -> Leases:
        """The leases of processes, and which of them leads."""
        return Leases(self.connection, self.real)

    @cached_property
    def meta(self) -> KeyValues:
        """Single values."""
        return KeyValues(self.connection)

    @cached_property
    def notices(self) -> Notices:
        """Messages that the shop sends by itself."""
        return Notices(self.connection, self.vault, self.real)

    @cached_property
    def orders(self) -> Orders:
        """Orders and their history."""
        return Orders(self.connection)

    @cached_property
    def outcomes(self) -> Outcomes:
        """The outcomes of acts."""
        return Outcomes(self.connection, self.vault, self.real)

    @cached_property
    def payments(self) -> Payments:
        """The money book."""
        return Payments(self.connection, self.vault)

    @cached_property
    def products(self) -> Products:
        """The catalog."""
        return Products(self.connection)

    @cached_property
    def receipts(self) -> Receipts:
        """The receipts of transfers, piece by piece."""
        return Receipts(self.connection, self.vault)

    @cached_property
    def refunds(self) -> Refunds:
        """Money that goes back."""
        return Refunds(self.connection, self.real)

    @cached_property
    def stock(self) -> Stock:
        """Goods on the shelf and goods sold."""
        return Stock(self.connection, self.vault)

    @cached_property
    def stock_drafts(self) -> StockDrafts:
        """Goods that are not imported yet."""
        return StockDrafts(self.connection, self.vault)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Periods and the reminder ledger."""
        return Subscriptions(self.connection)

    @cached_property
    def tickets(self) -> Tickets:
        """Conversations with the people behind the shop."""
        return Tickets(self.connection, self.vault)

    @cached_property
    def watchers(self) -> Waitlist:
        """The waiting list of sold-out products."""
        return Waitlist(self.connection)


class Transaction(ReadTransaction):
    """A reading that may also write; it ends with the block that opened it."""
