"""Ways to pay: one folder a provider, one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.payments.providers.contract import Presentation, Provider
from services.payments.providers.manual import Manual
from services.payments.providers.manual.settings import ManualSettings
from services.payments.providers.settings import ProviderSettings
from services.payments.providers.stars import Stars, StarsGateway

__all__ = ["PROVIDERS", "PROVIDER_SETTINGS", "Presentation", "Provider", "ProviderContext", "make_provider"]


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """The parts of the process that providers are made of."""

    stars: StarsGateway


MAKERS: Mapping[type[Provider], Callable[[ProviderContext], Provider]] = MappingProxyType(
    {Stars: lambda context: Stars(context.stars), Manual: lambda _: Manual()}
)
PROVIDERS: Mapping[str, type[Provider]] = MappingProxyType({kind.name: kind for kind in MAKERS})
"""All ways to pay by their names, switched on or not."""

PROVIDER_SETTINGS: Mapping[str, type[ProviderSettings]] = MappingProxyType({Manual.name: ManualSettings})
"""The sections of settings of those that have any."""


def make_provider(name: str, context: ProviderContext) -> Provider:
    """Make a way to pay that is switched on."""
    return MAKERS[PROVIDERS[name]](context)


def presentation(method: str) -> Presentation:
    """Return the message that asks for the money of an order."""
    return PROVIDERS[method].presentation


def takes_receipt(method: str) -> bool:
    """Return whether customers hand in receipts for a way to pay, be it switched on or not."""
    return method in PROVIDERS and PROVIDERS[method].takes_receipt


def refunds_itself(method: str) -> bool:
    """Return whether a provider can give money back. One that this version does not know may: it is asked for."""
    return method not in PROVIDERS or PROVIDERS[method].refunds_itself
