"""*There is a problem* on an order: not received, a code that does not work, a service that is down, something else.

Goods that did not arrive are sent again at once. A code that does not work becomes a case, which a person decides.
"""

from aiogram import Router

from handlers.orders.problem_views import (
    NotReceived,
    ReportGoods,
    ReportItem,
    ServiceDown,
    render_case_opened,
    render_problem,
    render_sent_again,
    render_service_down,
    render_which,
)
from handlers.ui.callbacks import ReportProblem
from handlers.ui.navigation.context import Context
from services.orders.order_history import OrderHistory
from services.support.cases import CaseDesk

router = Router(name=__name__)


@router.callback_query(ReportProblem.filter())
async def show_problem(_event: object, callback_data: ReportProblem, cases: CaseDesk, context: Context) -> None:
    """Ask what is wrong."""
    await context.screen.show(render_problem(await cases.goods(context.customer, callback_data.order), context.t))


@router.callback_query(NotReceived.filter())
async def not_received(_event: object, callback_data: NotReceived, orders: OrderHistory, context: Context) -> None:
    """Send the goods again, and tell when they were sent before."""
    order = await orders.resend_own(context.customer, callback_data.order, context.act.to("resend-own"))
    await context.screen.show(render_sent_again(order, await orders.sent_at(order), context.t))


@router.callback_query(ReportGoods.filter())
async def show_which(_event: object, callback_data: ReportGoods, cases: CaseDesk, context: Context) -> None:
    """Ask which of the goods does not work."""
    await context.screen.show(render_which(await cases.goods(context.customer, callback_data.order), context.t))


@router.callback_query(ReportItem.filter())
async def report_item(_event: object, callback_data: ReportItem, cases: CaseDesk, context: Context) -> None:
    """Report one of them; pressed again, tell how its case stands."""
    case = await cases.open(context.customer, callback_data.order, callback_data.item)
    await context.screen.show(render_case_opened(case, callback_data.order, context.t))


@router.callback_query(ServiceDown.filter())
async def service_down(_event: object, callback_data: ServiceDown, cases: CaseDesk, context: Context) -> None:
    """Tell what to do while a service is down, and the way to a person."""
    await context.screen.show(render_service_down(await cases.goods(context.customer, callback_data.order), context.t))
