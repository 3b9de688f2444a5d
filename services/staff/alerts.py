"""Alerts to admins: written in the transaction of what they are about, sent by the outbox, never with goods.

They name what was bought, how much and by whom, so that nobody has to look anything up. `order`, `product` (a slug)
and `payment` lead to more of it; a version of the shop before this one reads no more than these.
"""

from collections.abc import Mapping, Sequence

from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.orders.order import Order
from services.domain.policy import Policy
from services.domain.values.language import LocalizedText
from services.storage.transaction import ReadTransaction, Transaction

SOLD = "admin-sale"


async def alert_admins(
    tx: Transaction, policy: Policy, kind: str, dedup_key: str | None = None, /, **params: NoticeValue
) -> None:
    """Leave one notice for each admin. `dedup_key` names the matter: it is told only once."""
    for notice in _for_each(policy.admins, kind, dedup_key, params):
        await tx.notices.add(notice)


async def queue_sale_notice(tx: Transaction, policy: Policy, order: Order, approved_by: int | None) -> None:
    """Leave word of a paid order, to be told with others, for each admin but the one who has approved its receipt.

    Extensions of subscriptions and backorders have notices of their own, which ask for an act.
    """
    told = [admin for admin in policy.admins if admin != approved_by]
    if policy.sale_notices and told:
        params = await order_params(tx, order)
        await tx.notices.gather(_for_each(told, SOLD, f"sale:{order.id}", params))


def _for_each(
    admins: Sequence[int], kind: str, dedup_key: str | None, params: Mapping[str, NoticeValue]
) -> list[Notice]:
    return [Notice(admin, kind, params, None if dedup_key is None else f"{dedup_key}:{admin}") for admin in admins]


async def order_params(reading: ReadTransaction, order: Order) -> dict[str, NoticeValue]:
    """Return the facts of an order for a notice to admins: number, product, quantity, amount, customer."""
    return {
        "order": order.number,
        **product_params(order.snapshot.slug, order.snapshot.title),
        "quantity": order.quantity,
        "total": str(order.total),
        **await customer_params(reading, order.customer_id),
        "renewal": int(order.renews is not None),
    }


def product_params(slug: str, title: LocalizedText) -> dict[str, NoticeValue]:
    """A product as admins are told of it."""
    return {"product": slug, "title_en": title.en, "title_zh": title.zh}


async def customer_params(reading: ReadTransaction, customer_id: int) -> dict[str, NoticeValue]:
    """A customer as admins are told of one."""
    customer = await reading.customers.find(customer_id)
    return {"name": customer.name if customer else "", "customer": customer_id}
