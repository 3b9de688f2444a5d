"""What runs, until when, and renewing it."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command

from handlers.buttons import ChooseWay, Renew, ShowOrder, ShowOrders, ShowShop, ShowSubscriptions
from handlers.checkout import show_confirm
from handlers.draft import Draft
from handlers.keyboards import PRIMARY, Row, board, column, key
from handlers.lettering import Html, lines
from handlers.screen import Screen
from handlers.texts import Texts
from services.checkout import Checkout
from services.consents import Consents
from services.domain.clock import Clock
from services.domain.customer import Customer
from services.domain.errors import NotForSale
from services.domain.money import Money
from services.domain.product import Product
from services.domain.subscription import Subscription, SubscriptionState
from services.renewals import Renewals, Running

router = Router(name=__name__)
BAR = 10
FULL, EMPTY = "▰", "▱"
_S = SubscriptionState


@router.message(Command("subscriptions"))
@router.callback_query(ShowSubscriptions.filter())
async def show_subscriptions(
    _event: object, customer: Customer, renewals: Renewals, now: Clock, screen: Screen, t: Texts
) -> None:
    """What runs and what has ended lately."""
    await screen.show(draw_subscriptions(await renewals.overview(customer), now(), t))


@router.callback_query(Renew.filter())
async def renew(
    event: object,
    callback_data: Renew,
    customer: Customer,
    checkout: Checkout,
    consents: Consents,
    renewals: Renewals,
    screen: Screen,
    t: Texts,
) -> None:
    """Straight to the confirm screen; only if there are several ways to pay, they come first."""
    subscription, product, _ = await renewals.renewable(customer, callback_data.subscription)
    ways = checkout.ways(product)
    if product.hidden or not ways:
        raise NotForSale
    if len(ways) > 1:
        await screen.show(draw_ways(subscription, product, ways, t))
        return
    chosen = ChooseWay(product=product.id, quantity=1, method=ways[0][0], renews=subscription.id)
    await show_confirm(event, chosen, customer, checkout, consents, screen, t)


def draw_subscriptions(running: Sequence[Running], now: int, t: Texts) -> Draft:
    """Each with its state, its end and how much is left of it."""
    last_row = [key(t.plain("button-orders"), ShowOrders()), key(t.plain("button-shop"), ShowShop())]
    if not running:
        return Draft(t("subscriptions-empty"), board(last_row))
    in_order = sorted(running, key=lambda one: (_is_over(one.subscription, now), one.subscription.ends_at))
    entries = [part for one in in_order for part in (Html(), _entry(one, now, t))]
    return Draft(
        lines([t("subscriptions-title"), *entries]),
        board(*(_row(one, t, alone=len(running) == 1) for one in in_order), last_row),
    )


def _row(one: Running, t: Texts, *, alone: bool) -> Row:
    """Renew it, or at least see what was given."""
    subscription = one.subscription
    if not one.renewable:
        return [key(t.plain("button-goods-of", title=subscription.title), ShowOrder(order=subscription.order_id))]
    label = t.plain("button-renew") if alone else t.plain("button-renew-one", title=subscription.title)
    return [key(label, Renew(subscription=subscription.id), PRIMARY if alone else None)]


def _is_over(subscription: Subscription, now: int) -> bool:
    return subscription.state is _S.REVOKED or subscription.ends_at <= now


def _entry(one: Running, now: int, t: Texts) -> Html:
    """The day on which a refunded one would have ended is nothing to read: it is over."""
    subscription = one.subscription
    state, over = subscription.state, _is_over(subscription, now)
    if over and state not in {_S.REVOKED, _S.SUSPENDED}:
        state = _S.GRACE if one.renewable else _S.ENDED
    said = t(f"subscription-state-{state.lower()}", title=subscription.title)
    if state is _S.REVOKED:
        return said
    if over:
        return lines([said, t("subscription-ended-on", date=t.date(subscription.ends_at))])
    left = t("subscription-left", days=t.days_ahead(now, subscription.ends_at))
    ends = t("subscription-ends", date=t.date(subscription.ends_at), left=left)
    return lines([said, draw_bar(one, now), ends])


def draw_bar(one: Running, now: int) -> Html:
    """How much is left of a period, as a bar that empties: the last piece goes at the very end."""
    left = max(one.subscription.ends_at - now, 0)
    full = min(-(-left * BAR // one.period), BAR)
    return Html(FULL * full + EMPTY * (BAR - full))


def draw_ways(subscription: Subscription, product: Product, ways: Sequence[tuple[str, Money]], t: Texts) -> Draft:
    """The ways to pay for a renewal."""
    buttons = [
        key(
            t.plain(f"button-way-{method}", total=t.money(price)),
            ChooseWay(product=product.id, quantity=1, method=method, renews=subscription.id),
        )
        for method, price in ways
    ]
    text = lines([t("renew-title", title=subscription.title), t("renew-ways")])
    return Draft(text, board(*column(buttons), [key(t.plain("button-back"), ShowSubscriptions())]))
