"""The one table of what staff may do in the bot: the permission that each command, button and message needs.

handlers/admin/access.py asks it before every handler; what is not in it is refused. It decides also which buttons
(Screen) and which commands somebody is shown.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, Filter, StateFilter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardButton

from handlers.admin.stock import callbacks as stock
from handlers.admin.support.incidents import callbacks as incidents
from handlers.admin.ui import callbacks as ui
from handlers.admin.ui import case_callbacks as cases
from handlers.admin.ui.filters import OfAnswer, OfImport
from handlers.admin.ui.states import (
    CatalogStates,
    IncidentStates,
    RefundStates,
    RejectionStates,
    StockStates,
    TicketStates,
)
from handlers.ui.filters import HasGoodsFile
from services.domain.staff.role import PERMISSIONS, Permission, Role

COMMANDS: Mapping[str, Permission] = MappingProxyType(
    {
        "admin": Permission.OPEN_MENU,
        "stock": Permission.MANAGE_STOCK,
        "pending": Permission.VIEW_RECEIPTS,
        "order": Permission.VIEW_ORDERS,
        "resend": Permission.RESEND_GOODS,
        "refund": Permission.REFUND,
        "catalog": Permission.MANAGE_CATALOG,
        "hide": Permission.MANAGE_CATALOG,
        "show": Permission.MANAGE_CATALOG,
        "publish_terms": Permission.PUBLISH_DOCUMENTS,
    }
)
BUTTONS: Mapping[type[CallbackData], Permission] = MappingProxyType(
    {
        ui.ShowAdminMenu: Permission.OPEN_MENU,
        ui.ShowWorkList: Permission.VIEW_ORDERS,
        ui.ShowLevels: Permission.VIEW_STOCK,
        ui.ChooseStock: Permission.MANAGE_STOCK,
        ui.ImportStock: Permission.MANAGE_STOCK,
        ui.CancelImport: Permission.MANAGE_STOCK,
        ui.UndoImport: Permission.MANAGE_STOCK,
        stock.ShowReport: Permission.MANAGE_STOCK,
        stock.ShowUnusual: Permission.MANAGE_STOCK,
        stock.ShowOptions: Permission.MANAGE_STOCK,
        stock.ChooseOption: Permission.MANAGE_STOCK,
        ui.ShowReceipt: Permission.VIEW_RECEIPTS,
        ui.ShowPayment: Permission.VIEW_RECEIPTS,
        ui.ShowReceiptPart: Permission.VIEW_RECEIPTS,
        ui.ApproveReceipt: Permission.DECIDE_RECEIPTS,
        ui.RejectReceipt: Permission.DECIDE_RECEIPTS,
        ui.GiveReason: Permission.DECIDE_RECEIPTS,
        ui.TypeReason: Permission.DECIDE_RECEIPTS,
        ui.ShowOrderDetails: Permission.VIEW_ORDERS,
        ui.ResendOrder: Permission.RESEND_GOODS,
        ui.AskRefund: Permission.REFUND,
        ui.GiveRefundReason: Permission.REFUND,
        ui.CheckRefund: Permission.REFUND,
        ui.ConfirmRefund: Permission.REFUND,
        ui.MarkRefundPaid: Permission.REFUND,
        ui.RetryRefund: Permission.REFUND,
        ui.ShowDeadLetters: Permission.VIEW_SYSTEM,
        ui.RetryDeadLetters: Permission.HANDLE_DEAD_LETTERS,
        ui.DiscardDeadLetters: Permission.HANDLE_DEAD_LETTERS,
        ui.ShowCatalogFile: Permission.MANAGE_CATALOG,
        ui.ApplyCatalog: Permission.MANAGE_CATALOG,
        ui.ChooseProduct: Permission.MANAGE_CATALOG,
        ui.SetHidden: Permission.MANAGE_CATALOG,
        ui.ShowPublish: Permission.PUBLISH_DOCUMENTS,
        ui.PublishTerms: Permission.PUBLISH_DOCUMENTS,
        ui.ShowTickets: Permission.VIEW_TICKETS,
        ui.ListTickets: Permission.VIEW_TICKETS,
        ui.ShowTicket: Permission.VIEW_TICKETS,
        ui.ShowMedia: Permission.VIEW_TICKETS,
        ui.ShowTicketOrders: Permission.VIEW_TICKETS,
        ui.AnswerTicket: Permission.ANSWER_TICKETS,
        ui.CloseTicket: Permission.ANSWER_TICKETS,
        cases.ShowCases: Permission.VIEW_TICKETS,
        cases.ShowCase: Permission.VIEW_TICKETS,
        cases.ReplaceGoods: Permission.DECIDE_CASES,
        cases.AskRefusal: Permission.DECIDE_CASES,
        cases.RefuseCase: Permission.DECIDE_CASES,
        ui.ListIncidents: Permission.OPEN_MENU,
        incidents.ShowIncident: Permission.OPEN_MENU,
        incidents.AnnounceIncident: Permission.MANAGE_INCIDENTS,
        incidents.ChooseIncidentKind: Permission.MANAGE_INCIDENTS,
        incidents.ToggleTouched: Permission.MANAGE_INCIDENTS,
        incidents.ShowTouchedProducts: Permission.MANAGE_INCIDENTS,
        incidents.WriteIncident: Permission.MANAGE_INCIDENTS,
        incidents.UpdateIncident: Permission.MANAGE_INCIDENTS,
        incidents.PublishIncident: Permission.MANAGE_INCIDENTS,
        incidents.AskCloseIncident: Permission.MANAGE_INCIDENTS,
        incidents.CloseIncident: Permission.MANAGE_INCIDENTS,
        incidents.OfferExtension: Permission.MANAGE_INCIDENTS,
        incidents.TypeDays: Permission.MANAGE_INCIDENTS,
        incidents.PreviewExtension: Permission.MANAGE_INCIDENTS,
        incidents.CheckExtension: Permission.MANAGE_INCIDENTS,
        incidents.BeginExtension: Permission.MANAGE_INCIDENTS,
    }
)
AWAITED: Mapping[State, Permission] = MappingProxyType(
    {
        CatalogStates.file: Permission.MANAGE_CATALOG,
        IncidentStates.english: Permission.MANAGE_INCIDENTS,
        IncidentStates.chinese: Permission.MANAGE_INCIDENTS,
        IncidentStates.days: Permission.MANAGE_INCIDENTS,
        RefundStates.reason: Permission.REFUND,
        RejectionStates.reason: Permission.DECIDE_RECEIPTS,
        StockStates.goods: Permission.MANAGE_STOCK,
        TicketStates.answer_to_ticket: Permission.ANSWER_TICKETS,
    }
)
"""The messages that a conversation waits for."""
UNASKED: Mapping[type[Filter], Permission] = MappingProxyType(
    {OfAnswer: Permission.ANSWER_TICKETS, OfImport: Permission.MANAGE_STOCK, HasGoodsFile: Permission.MANAGE_STOCK}
)
"""The messages that nothing waits for, by the filter that knows them."""
MENU = ("admin", "stock", "pending", "order")
"""The commands in the menu of a chat, before those of customers; those besides are explained in /admin."""
STAFF_PREFIX = "a-"
_BY_PREFIX = {button.__prefix__: permission for button, permission in BUTTONS.items()}


class HandlerNotListed(LookupError):
    """A handler of staff that the table says nothing about: nobody may use it."""


def needs(handler: HandlerObject) -> frozenset[Permission]:
    """Return what a handler needs, read from its filters. Raises HandlerNotListed."""
    found = frozenset(found for one in handler.filters or () for found in _needs(one.callback))
    if not found:
        raise HandlerNotListed(handler.callback)
    return found


def _needs(condition: object) -> list[Permission]:
    match condition:
        case Command():
            return [COMMANDS[name] for name in condition.commands if isinstance(name, str) and name in COMMANDS]
        case CallbackQueryFilter():
            found = BUTTONS.get(condition.callback_data)
        case StateFilter():
            return [AWAITED[state] for state in condition.states if isinstance(state, State) and state in AWAITED]
        case Filter():
            found = UNASKED.get(type(condition))
        case _:
            found = None
    return [] if found is None else [found]


def buttons_for(permissions: frozenset[Permission]) -> Callable[[InlineKeyboardButton], bool]:
    """Return the rule of which buttons somebody with these permissions is shown: no button that would be refused."""

    def shows(button: InlineKeyboardButton) -> bool:
        prefix = (button.callback_data or "").partition(":")[0]
        return not prefix.startswith(STAFF_PREFIX) or _BY_PREFIX.get(prefix) in permissions

    return shows


def commands_of(role: Role) -> tuple[str, ...]:
    """Return the commands of staff that a role may send."""
    return tuple(name for name, permission in COMMANDS.items() if permission in PERMISSIONS[role])


def menu_of(role: Role | None) -> tuple[str, ...]:
    """Return the commands of staff in the menu of somebody's chat; none for customers."""
    return () if role is None else tuple(name for name in MENU if COMMANDS[name] in PERMISSIONS[role])
