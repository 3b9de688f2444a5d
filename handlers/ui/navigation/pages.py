"""The pages that are shown after something else was done, by name.

A page is a callable with the services that it needs; it stands with its capability, and handlers/pages.py makes it.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from handlers.ui.callbacks import ChoosePaymentMethod, PayOrder, ShowCategory, ShowOrder, ShowProduct
from handlers.ui.navigation.context import Context
from services.domain.orders.order import Order

Goal_contra = TypeVar("Goal_contra", contravariant=True)


class Page(Protocol[Goal_contra]):
    """A page of one kind; `goal` names which of them."""

    async def __call__(self, goal: Goal_contra, context: Context, /) -> None:
        """Show it. Raises the refusals of the services that it asks."""


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """An order whose money is asked for; `again` sends an invoice even if there is one."""

    order: Order
    again: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page that another handler leads to. The goal of the terms is where it goes on to (return_to.py)."""

    category: Page[ShowCategory]
    product: Page[ShowProduct]
    confirm: Page[ChoosePaymentMethod]
    payment: Page[PaymentRequest]
    resume_payment: Page[PayOrder]
    order: Page[ShowOrder]
    terms: Page[str]
