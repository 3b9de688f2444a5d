"""The facts of money as the audit log keeps them: where a payment, its order and its refund stand."""

from services.domain.errors import present
from services.domain.staff.audit import AuditAction, AuditEntry, Facts
from services.storage.transaction import ReadTransaction


async def money_facts(reading: ReadTransaction, payment_id: int) -> Facts:
    """Return where the money of a payment stands. Raises NotFound."""
    payment = present(await reading.payments.get(payment_id))
    order = await reading.orders.get(payment.order_id) if payment.order_id else None
    refund = await reading.refunds.of_payment(payment_id)
    return {
        "payment_id": payment.id,
        "payment": payment.state,
        "amount": payment.money.digits,
        "currency": payment.money.currency,
        "order": order.state if order else None,
        "refund": refund.state if refund else None,
    }


async def money_entry(reading: ReadTransaction, action: AuditAction, payment_id: int, before: Facts) -> AuditEntry:
    """Return the entry of what was just done to a payment: about its order, or about itself if it has none."""
    payment = present(await reading.payments.get(payment_id))
    order = await reading.orders.get(payment.order_id) if payment.order_id else None
    subject = f"order:{order.number}" if order else f"payment:{payment_id}"
    return AuditEntry(action, subject, before, await money_facts(reading, payment_id))
