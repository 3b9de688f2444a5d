"""The subscriptions of a customer: their state, their end, and their renewal."""

from collections.abc import Collection, Sequence

from aiogram import Router
from aiogram.filters import Command

from handlers.ui.callbacks import ChoosePaymentMethod, Renew, ShowOrder, ShowOrders, ShowRunning, ShowSubscriptions
from handlers.ui.incident_banner import with_banner
from handlers.ui.keyboards import PRIMARY, Row, button, column, keyboard, pager, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.errors import NotForSale
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.support.incident import Incident
from services.domain.values.clock import Clock
from services.domain.values.language import LocalizedText
from services.domain.values.money import Money
from services.orders.checkout import Checkout
from services.subscriptions.renewals import Renewals, SubscriptionView
from services.support.incident_board import IncidentBoard

router = Router(name=__name__)
BAR = 10
FULL, EMPTY = "▰", "▱"


@router.message(Command("subscriptions"))
@router.callback_query(ShowSubscriptions.filter())
async def show_subscriptions(
    _event: object, renewals: Renewals, incident_board: IncidentBoard, now: Clock, context: Context
) -> None:
    """Show the subscriptions that run or have ended lately."""
    views, more = await renewals.overview(context.customer)
    outgoing = render_subscriptions(views, now(), context.t, more=more)
    await context.screen.show(with_banner(outgoing, _touching(views, await incident_board.open()), context.t))


@router.callback_query(ShowRunning.filter())
async def show_running(
    _event: object,
    callback_data: ShowRunning,
    renewals: Renewals,
    incident_board: IncidentBoard,
    now: Clock,
    context: Context,
) -> None:
    """A page of it."""
    views, more = await renewals.overview(context.customer, callback_data.page)
    outgoing = render_subscriptions(views, now(), context.t, callback_data.page, more=more)
    await context.screen.show(with_banner(outgoing, _touching(views, await incident_board.open()), context.t))


def _touching(views: Sequence[SubscriptionView], incidents: Sequence[Incident]) -> list[Incident]:
    """Return the incidents that touch what is shown."""
    return [one for one in incidents if any(one.touches(view.subscription.product_id) for view in views)]


@router.callback_query(Renew.filter())
async def renew(
    _event: object, callback_data: Renew, checkout: Checkout, renewals: Renewals, pages: Pages, context: Context
) -> None:
    """Straight to the confirm screen; several payment methods come first."""
    subscription, product, quantity = await renewals.renewable(context.customer, callback_data.subscription)
    methods = checkout.payment_methods(product)
    if product.hidden or not methods:
        raise NotForSale
    if len(methods) > 1:
        await context.screen.show(render_payment_methods(subscription, quantity, methods, context.t))
        return
    chosen = ChoosePaymentMethod(product=product.id, quantity=quantity, method=methods[0][0], renews=subscription.id)
    await pages.confirm(chosen, context)


def render_subscriptions(
    views: Sequence[SubscriptionView], now: int, t: Texts, page: int = 0, *, more: bool = False
) -> OutgoingMessage:
    """A page of them, in the order in which they come: each with its state, its end and how much is left of it."""
    last_row = [button(t.plain("button-orders"), ShowOrders()), shop_button(t)]
    if not views and not page:
        return OutgoingMessage(t("subscriptions-empty"), keyboard(last_row))
    titles = [one.subscription.title for one in views]
    alike = {title for title in titles if titles.count(title) > 1}
    entries = [part for one in views for part in (Html(), _entry(one, now, t, alike))]
    pager_row = pager(lambda number: ShowRunning(page=number), page, t, more=more)
    alone = len(views) == 1 and not page
    return OutgoingMessage(
        lines([t("subscriptions-title"), *entries]),
        keyboard(*(_row(one, t, alike, alone=alone) for one in views), pager_row, last_row),
    )


def _named(one: SubscriptionView, t: Texts, alike: Collection[LocalizedText]) -> LocalizedText:
    """Return the name of a subscription among others: its quantity, and of several of one product its first order."""
    what = t.plain("goods-counted", title=one.subscription.title, quantity=one.quantity)
    title = f"{what} · {one.number}" if one.subscription.title in alike else what
    return LocalizedText(title, title)


def _row(one: SubscriptionView, t: Texts, alike: Collection[LocalizedText], *, alone: bool) -> Row:
    """Renew it, or at least see what was given."""
    subscription = one.subscription
    if not one.renewable:
        return [button(t.plain("button-goods-of", title=_named(one, t, alike)), ShowOrder(order=subscription.order_id))]
    label = t.plain("button-renew") if alone else t.plain("button-renew-one", title=_named(one, t, alike))
    return [button(label, Renew(subscription=subscription.id), PRIMARY if alone else None)]


def _is_over(subscription: Subscription, now: int) -> bool:
    return subscription.state is SubscriptionState.REVOKED or subscription.ends_at <= now


def _entry(one: SubscriptionView, now: int, t: Texts, alike: Collection[LocalizedText]) -> Html:
    """The day on which a refunded one would have ended is nothing to read: it is over."""
    subscription = one.subscription
    state, over = subscription.state, _is_over(subscription, now)
    if over and state not in {SubscriptionState.REVOKED, SubscriptionState.SUSPENDED}:
        state = SubscriptionState.GRACE if one.renewable else SubscriptionState.ENDED
    elif not over and state in {SubscriptionState.GRACE, SubscriptionState.ENDED}:
        state = SubscriptionState.ACTIVE  # what runs is told by the time: a clock may have been set back
    said = t(f"subscription-state-{state.lower()}", title=_named(one, t, alike))
    if state is SubscriptionState.REVOKED:
        return said
    if over:
        return lines([said, t("subscription-ended-on", date=t.date(subscription.ends_at))])
    left = t("subscription-left", days=t.days_ahead(now, subscription.ends_at))
    ends = t("subscription-ends", date=t.date(subscription.ends_at), left=left)
    return lines([said, render_bar(one, now), ends])


def render_bar(one: SubscriptionView, now: int) -> Html:
    """Render the rest of a period, as a bar that empties: the last piece goes at the very end."""
    left = max(one.subscription.ends_at - now, 0)
    full = min(-(-left * BAR // one.period), BAR)
    return Html(FULL * full + EMPTY * (BAR - full))


def render_payment_methods(
    subscription: Subscription, quantity: int, methods: Sequence[tuple[str, Money]], t: Texts
) -> OutgoingMessage:
    """Render the payment methods of a renewal."""
    buttons = [
        button(
            t.plain(f"button-method-{method}", total=t.money(price * quantity)),
            ChoosePaymentMethod(
                product=subscription.product_id, quantity=quantity, method=method, renews=subscription.id
            ),
            None if place else PRIMARY,
        )
        for place, (method, price) in enumerate(methods)
    ]
    what = t("goods-counted", title=subscription.title, quantity=quantity)
    text = lines([t("renew-title", title=what), t("renew-methods")])
    return OutgoingMessage(text, keyboard(*column(buttons), [button(t.plain("button-back"), ShowSubscriptions())]))
