"""The callbacks of the buttons about incidents."""

from aiogram.filters.callback_data import CallbackData

from handlers.ui.callbacks import Number
from services.domain.support.incident import IncidentKind


class ShowIncident(CallbackData, prefix="a-inc"):
    """To one incident, with a page of its updates."""

    incident: str
    page: Number = 0


class AnnounceIncident(CallbackData, prefix="a-inew"):
    """Announce one: of which kind?"""


class ChooseIncidentKind(CallbackData, prefix="a-ikind"):
    """It is of this kind: what does it touch?"""

    kind: IncidentKind


class ToggleTouched(CallbackData, prefix="a-itog"):
    """This product is touched, or not after all."""

    product: Number
    page: Number = 0


class ShowTouchedProducts(CallbackData, prefix="a-iprod"):
    """To a page of the products that may be touched."""

    page: Number


class WriteIncident(CallbackData, prefix="a-iwrite"):
    """Write about it: the next message is the English text. `everything`: all products are touched."""

    everything: bool


class UpdateIncident(CallbackData, prefix="a-iupd"):
    """Write how it goes: the next message is the English text."""

    incident: str


class PublishIncident(CallbackData, prefix="a-ipub"):
    """Publish what was written, once for each draft."""

    draft: str


class AskCloseIncident(CallbackData, prefix="a-iask"):
    """Think about closing an incident."""

    incident: str


class CloseIncident(CallbackData, prefix="a-iend"):
    """It is over."""

    incident: str


class OfferExtension(CallbackData, prefix="a-xoff"):
    """Extend the subscriptions that an incident has touched: by how many days?"""

    incident: str


class TypeDays(CallbackData, prefix="a-xtyp"):
    """By another number of days: the next message is the number."""

    incident: str


class PreviewExtension(CallbackData, prefix="a-xpre"):
    """To whom an extension would be for, a page of them."""

    incident: str
    days: Number
    page: Number = 0


class CheckExtension(CallbackData, prefix="a-xsure"):
    """The first yes of two; `count` subscriptions were shown."""

    incident: str
    days: Number
    count: Number


class BeginExtension(CallbackData, prefix="a-xyes"):
    """The second yes: they are extended, if they are as many as were shown."""

    incident: str
    days: Number
    count: Number
