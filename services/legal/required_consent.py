"""The consent that an order and its payment need."""

from services.domain.customers.customer import Customer
from services.domain.errors import ConsentMissing
from services.domain.legal.consent import DocumentKind
from services.storage.transaction import ReadTransaction


async def consent_in_force(reading: ReadTransaction, customer: Customer, **purchase: object) -> int:
    """Return the consent (id) of a customer to the terms in force. Raises ConsentMissing, which names the purchase."""
    consent_id = await reading.consents.in_force(customer.pseudonym, DocumentKind.TERMS)
    if consent_id is None:
        raise ConsentMissing(**purchase)
    return consent_id
