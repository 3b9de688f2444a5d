"""Alerts to staff: written in the transaction of what they are about, sent by the outbox, never with goods.

They name what was bought, how much and by whom, so that nobody has to look anything up. `order`, `product` (a slug)
and `payment` lead to more of it; a version of the shop before this one reads no more than these.
"""

from collections.abc import Mapping, Sequence

from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.orders.order import Order
from services.domain.policy import Policy
from services.domain.staff.alert_kinds import ALERTS
from services.domain.staff.role import roles_with
from services.domain.values.language import LocalizedText
from services.storage.transaction import ReadTransaction, Transaction

SOLD = "admin-sale"


async def alert_admins(
    tx: Transaction, policy: Policy, kind: str, dedup_key: str | None = None, /, **params: NoticeValue
) -> None:
    """Leave one notice for each member who can act on its kind. `dedup_key` names the matter: it is told only once."""
    for notice in _for_each(await recipients(tx, policy, kind), kind, dedup_key, params):
        await tx.notices.add(notice)


async def queue_sale_notice(tx: Transaction, policy: Policy, order: Order, approved_by: int | None) -> None:
    """Leave word of a paid order, to be told with others, for each member but the one who has approved its receipt.

    Extensions of subscriptions and backorders have notices of their own, which ask for an act.
    """
    if not policy.sale_notices:
        return
    told = [member for member in await recipients(tx, policy, SOLD) if member != approved_by]
    if told:
        params = await order_params(tx, order)
        await tx.notices.gather(_for_each(told, SOLD, f"sale:{order.id}", params))


async def recipients(reading: ReadTransaction, policy: Policy, kind: str) -> list[int]:
    """Return who is told of a kind: owners, and the members whose role covers it."""
    members = await reading.staff.with_roles(roles_with(ALERTS[kind]))
    return list(dict.fromkeys((*policy.admins, *members)))


def _for_each(
    members: Sequence[int], kind: str, dedup_key: str | None, params: Mapping[str, NoticeValue]
) -> list[Notice]:
    return [Notice(one, kind, params, None if dedup_key is None else f"{dedup_key}:{one}") for one in members]


async def order_params(reading: ReadTransaction, order: Order) -> dict[str, NoticeValue]:
    """Return the facts of an order for a notice to staff: number, product, quantity, amount, customer."""
    return {
        "order": order.number,
        **product_params(order.snapshot.slug, order.snapshot.title),
        "quantity": order.quantity,
        "total": str(order.total),
        **await customer_params(reading, order.customer_id),
        "renewal": int(order.renews is not None),
    }


def product_params(slug: str, title: LocalizedText) -> dict[str, NoticeValue]:
    """A product as staff are told of it."""
    return {"product": slug, "title_en": title.en, "title_zh": title.zh}


async def customer_params(reading: ReadTransaction, customer_id: int) -> dict[str, NoticeValue]:
    """A customer as staff are told of one."""
    customer = await reading.customers.find(customer_id)
    return {"name": customer.name if customer else "", "customer": customer_id}
