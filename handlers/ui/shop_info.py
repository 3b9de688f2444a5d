"""The shop's own texts that handlers may know, as the owner has set them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.domain.legal.consent import DocumentKind
from services.domain.values.language import Language, LocalizedText

Files = Mapping[tuple[DocumentKind, Language], str]


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """The address of the shop, how else to reach it, where money goes by each way to pay, how to read documents."""

    site: str
    support_contact: str
    payees: Mapping[str, LocalizedText]
    bot_username: str
    read_documents: Callable[[], Files]
