"""The transaction: it has a repository for each kind of row, as in `tx.orders` and `tx.payments`."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from services.domain.values.clock import Clock
from services.storage.catalog.products import Products
from services.storage.connection.connection import Connection
from services.storage.customers.customers import Customers
from services.storage.delivery.deliveries import Deliveries
from services.storage.legal.consents import Consents
from services.storage.legal.documents import Documents
from services.storage.messaging.notices import Notices
from services.storage.orders.orders import Orders
from services.storage.payments.payments import Payments
from services.storage.payments.receipts import Receipts
from services.storage.payments.refunds import Refunds
from services.storage.repository import Repository
from services.storage.staff.audit import AuditTrail
from services.storage.staff.invitations import Invitations
from services.storage.staff.members import StaffMembers
from services.storage.stock.back_in_stock import Waitlist
from services.storage.stock.drafts import StockDrafts
from services.storage.stock.given import GivenGoods
from services.storage.stock.stock import Stock
from services.storage.subscriptions.subscriptions import Subscriptions
from services.storage.support.cases import Cases
from services.storage.support.extensions import Extensions
from services.storage.support.incidents import Incidents
from services.storage.support.tickets import Tickets
from services.storage.system.conversations import Conversations
from services.storage.system.downtimes import Downtimes
from services.storage.system.inbox import Inbox
from services.storage.system.key_values import KeyValues
from services.storage.system.leases import Leases
from services.storage.system.outcomes import Outcomes
from services.storage.system.user_owners import UserOwners
from services.storage.vault import Vault

R = TypeVar("R", bound=Repository)


def _of(repository: Callable[[Connection, Vault, Clock], R]) -> cached_property[R]:
    """Return an attribute that makes a repository when it is asked for."""
    return cached_property(lambda tx: repository(tx.connection, tx.vault, tx.real))


class ReadTransaction:
    """A consistent read of all repositories. `real` is the clock of leases and back-off."""

    def __init__(self, connection: Connection, vault: Vault, real: Clock) -> None:
        self.connection = connection
        self.vault = vault
        self.real = real

    audit = _of(AuditTrail)
    cases = _of(Cases)
    consents = _of(Consents)
    conversations = _of(Conversations)
    customers = _of(Customers)
    deliveries = _of(Deliveries)
    documents = _of(Documents)
    downtimes = _of(Downtimes)
    given = _of(GivenGoods)
    extensions = _of(Extensions)
    inbox = _of(Inbox)
    incidents = _of(Incidents)
    user_owners = _of(UserOwners)
    invitations = _of(Invitations)
    leases = _of(Leases)
    key_values = _of(KeyValues)
    notices = _of(Notices)
    orders = _of(Orders)
    outcomes = _of(Outcomes)
    payments = _of(Payments)
    products = _of(Products)
    receipts = _of(Receipts)
    refunds = _of(Refunds)
    staff = _of(StaffMembers)
    stock = _of(Stock)
    stock_drafts = _of(StockDrafts)
    subscriptions = _of(Subscriptions)
    tickets = _of(Tickets)
    waitlist = _of(Waitlist)


class Transaction(ReadTransaction):
    """A transaction that may also write; it ends with the block that opened it."""
