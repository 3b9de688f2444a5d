"""The pages of staff, in the private chat alone: the guard (access.py) stands here, once, before all of them."""

from aiogram import Router

from handlers.admin.access import InPerson, StaffAccess
from handlers.admin.catalog import catalog
from handlers.admin.legal import publish_terms
from handlers.admin.orders import orders
from handlers.admin.payments import receipts
from handlers.admin.staff import menu
from handlers.admin.stock import reading_choices, stock
from handlers.admin.support import cases, tickets
from handlers.admin.support.incidents import announce, extend, incidents
from handlers.admin.system import unexpected_file

router = Router(name=__name__)
for observer in (router.message, router.edited_message, router.callback_query):
    observer.filter(InPerson())
    observer.middleware(StaffAccess())
router.include_routers(
    menu.router,
    stock.router,
    reading_choices.router,
    receipts.router,
    orders.router,
    catalog.router,
    publish_terms.router,
    tickets.router,
    incidents.router,
    announce.router,
    extend.router,
    cases.router,
    unexpected_file.router,
)
