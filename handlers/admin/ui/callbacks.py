"""The callbacks of staff's buttons. Each needs a permission (handlers/admin/permissions.py).

Order numbers are enough here, since whoever may see orders sees all of them. All prefixes begin with `a-`, so that none
is ever taken for a customer's.
"""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.ui.callbacks import Number
from services.domain.support.ticket import TicketState


class WorkList(StrEnum):
    """The lists of orders and refunds that wait for a person."""

    WAITING = "waiting"
    ATTENTION = "attention"
    REFUNDS = "refunds"


class ShowAdminMenu(CallbackData, prefix="a-desk"):
    """To the menu of waiting decisions."""


class ShowWorkList(CallbackData, prefix="a-pile"):
    """To the list behind one number of the menu."""

    work_list: WorkList


class ShowLevels(CallbackData, prefix="a-levels"):
    """To the stock of every product."""

    page: Number = 0


class ChooseStock(CallbackData, prefix="a-stock"):
    """Add stock to this product."""

    slug: str


class ImportStock(CallbackData, prefix="a-import"):
    """Import a draft as it was shown; `digest` is of that: an older report imports nothing."""

    draft: str
    digest: str


class CancelImport(CallbackData, prefix="a-drop"):
    """Import nothing, and delete what was sent."""

    draft: str


class UndoImport(CallbackData, prefix="a-undo"):
    """Take a batch out again."""

    batch: str


class ShowReceipt(CallbackData, prefix="a-receipt"):
    """To the receipt at this place of the line (0 is the oldest)."""

    place: Number = 0


class ShowPayment(CallbackData, prefix="a-payment"):
    """To the receipt of this payment."""

    payment: Number


class ApproveReceipt(CallbackData, prefix="a-yes"):
    """The money is there. `seen` is when the receipt was handed in that the admin looks at."""

    payment: Number
    seen: Number


class RejectReceipt(CallbackData, prefix="a-no"):
    """The money is not there: why?"""

    payment: Number
    seen: Number


class GiveReason(CallbackData, prefix="a-why"):
    """Reject for one of the common reasons."""

    payment: Number
    seen: Number
    reason: str


class TypeReason(CallbackData, prefix="a-words"):
    """Reject in own words: the next text is the reason."""

    payment: Number
    seen: Number


class ShowReceiptPart(CallbackData, prefix="a-piece"):
    """To one more picture of a receipt."""

    receipt: Number


class ShowOrderDetails(CallbackData, prefix="a-order"):
    """To everything about one order."""

    number: str


class ResendOrder(CallbackData, prefix="a-again"):
    """Send the same goods again."""

    number: str


class AskRefund(CallbackData, prefix="a-refund"):
    """Think about giving the money back: why?"""

    number: str


class GiveRefundReason(CallbackData, prefix="a-rwhy"):
    """Refund for one of the common reasons."""

    number: str
    reason: str


class CheckRefund(CallbackData, prefix="a-rsure"):
    """The first yes of two."""

    number: str


class ConfirmRefund(CallbackData, prefix="a-ryes"):
    """The second yes: it goes back."""

    number: str


class MarkRefundPaid(CallbackData, prefix="a-back"):
    """A person has given this refund by hand."""

    refund: Number


class RetryRefund(CallbackData, prefix="a-rtry"):
    """Ask the provider once more."""

    refund: Number


class ShowDeadLetters(CallbackData, prefix="a-dead"):
    """To the messages that could not be handled."""


class RetryDeadLetters(CallbackData, prefix="a-dtry"):
    """Handle the messages again that could not be handled."""


class DiscardDeadLetters(CallbackData, prefix="a-dend"):
    """Leave them unhandled for good."""


class ShowCatalogFile(CallbackData, prefix="a-cat"):
    """Send the catalog as a file, and wait for a changed one."""


class ApplyCatalog(CallbackData, prefix="a-apply"):
    """Apply the changes just shown; `digest` is of them."""

    digest: str


class ChooseProduct(CallbackData, prefix="a-shelf"):
    """To a page of the products that can be hidden, or shown again."""

    hidden: bool
    page: Number = 0


class SetHidden(CallbackData, prefix="a-hide"):
    """Take a product off the shelf, or put it back."""

    slug: str
    hidden: bool


class ShowPublish(CallbackData, prefix="a-terms"):
    """To what the files of the documents would change."""


class PublishTerms(CallbackData, prefix="a-publish"):
    """Put the files in force; `digest` is of what was shown."""

    digest: str


class ListIncidents(CallbackData, prefix="a-incs"):
    """To a page of the incidents."""

    page: Number = 0


class ShowTickets(CallbackData, prefix="a-mails"):
    """To the messages of customers that wait for an answer."""


class ListTickets(CallbackData, prefix="a-list"):
    """To a page of the conversations in a state."""

    state: TicketState
    page: Number = 0


class ShowMedia(CallbackData, prefix="a-media"):
    """To a file of a conversation."""

    post: Number


class ShowTicketOrders(CallbackData, prefix="a-bought"):
    """To a page of what the customer of a conversation has ordered."""

    ticket: str
    page: Number = 0


class ShowTicket(CallbackData, prefix="a-mail"):
    """To one conversation with a customer, on the screen or `beside` it: a notice with a photo stays."""

    ticket: str
    beside: bool = False


class AnswerTicket(CallbackData, prefix="a-reply"):
    """Answer the customer: the next message is for him."""

    ticket: str


class CloseTicket(CallbackData, prefix="a-done"):
    """Nothing is left to say."""

    ticket: str
