"""The context of an update: all that a page needs from it, and nearly all that a handler does."""

from dataclasses import dataclass

from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey


@dataclass(frozen=True, slots=True)
class Context:
    """The customer who acts, the screen that shows the answer, its texts, and the key of the act.

    A handler that needs no more than two of them asks for these by name: `customer`, `screen`, `t`, `act`.
    """

    customer: Customer
    screen: Screen
    t: Texts
    act: ActKey
