"""The consent that an order and its payment need."""

from services.domain.customers.customer import Customer
from services.domain.errors import ConsentMissing
from services.domain.legal.consent import DocumentKind
from services.storage.transaction import ReadTransaction


async def consent_in_force(reading: ReadTransaction, customer: Customer) -> int:
    """The consent of a customer to the terms in force. Raises ConsentMissing."""
    consent_id = await reading.consents.in_force(customer.pseudonym, DocumentKind.TERMS)
    if consent_id is None:
        raise ConsentMissing
    return consent_id
