"""Guards of orders, their delivery, and the periods of subscriptions."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import both, drop, never, remove, replace, swap

ALLOCATION = "tests/services/delivery/test_allocation.py"
CHECKOUT = "tests/services/orders/test_checkout.py"
DEADLINES = "tests/services/orders/test_deadlines.py"
OUTGOING = "tests/storage/test_outgoing.py"
REFUNDS = "tests/services/payments/test_refunds.py"
RETRIES = "tests/simulation/test_retries.py::test_an_act_ends_the_same_whatever_calls_have_failed"

MUTATIONS = (
    Mutation(
        "a cancelled order is said to be cancelled by the act that has cancelled it",
        "services/orders/checkout.py:cancel", remove("_.outcomes.put(...)"), f"{RETRIES}[orders.give_up]",
    ),
    Mutation(
        "a refund that was asked for is said to be asked for", "handlers/admin/orders/orders.py:confirm_refund",
        replace("await _.asked(_)", "None"), f"{RETRIES}[admin.orders.confirm_refund]",
    ),
    Mutation(
        "a renewal is for as many as were bought", "services/subscriptions/periods.py:refuse_strange_renewal",
        never("_.quantity != _"),
        "tests/services/subscriptions/test_periods.py::test_a_renewal_costs_and_brings_as_many_as_were_bought",
    ),
    Mutation(
        "a refund takes the time of its own order", "services/domain/values/interval.py:without",
        replace("_1.order_id == _", "_1 is intervals[-1]"),
        "tests/services/domain/values/test_interval.py::test_a_refund_takes_exactly_the_time_that_its_order_paid_for",
    ),
    Mutation(
        "who gave an order up stands behind all others in line", "services/storage/orders/orders.py:BACKORDER_POSITION",
        replace("case(..., else_=_1)", "_1"),
        f"{ALLOCATION}::test_who_gave_the_order_up_stands_behind_those_whose_money_came_too_late",
    ),
    Mutation(
        "the product is locked before the order", "services/delivery/allocation.py:lock_product_and_order",
        remove("_.products.lock(_)"),
        "tests/storage/test_lock_order.py::test_the_product_is_locked_before_the_order_by_everybody",
    ),
    Mutation(
        "the last word before money moves is to its owner, for its amount",
        "services/orders/checkout.py:authorize_payment",
        replace("_1 is None or _1.customer_id != _ or _1.total != _", "_1 is None"),
        f"{CHECKOUT}::test_nobody_pays_for_what_is_not_his_or_for_another_amount",
    ),
    Mutation(
        "the price is looked up again", "services/orders/checkout.py:open", never("_.amount != _.amount"),
        f"{CHECKOUT}::test_a_price_that_has_changed_is_shown_before_it_is_asked_for",
    ),
    Mutation(
        "a press makes one order", "services/orders/checkout.py:open", remove("if _1 is not None: return _1"),
        f"{CHECKOUT}::test_the_same_press_gives_the_same_order_again",
    ),
    Mutation(
        "an intent is unique", "services/storage/migrations/versions/0001_first.py:_orders",
        drop("sa.UniqueConstraint('customer_id', 'intent', ...)"),
        "tests/storage/test_constraints.py::test_what_may_be_there_once_is_there_once",
    ),
    Mutation(
        "all or nothing is held", "services/delivery/kinds/stock/__init__.py:reserve",
        both(remove("_.stock.release(_)"), replace("False", "True")),
        f"{CHECKOUT}::test_more_than_there_is_cannot_be_ordered_and_nothing_is_kept",
    ),
    Mutation(
        "an order is looked at again before it expires", "services/orders/checkout.py:_expire",
        drop("_.expires_at > _"), f"{DEADLINES}::test_an_order_that_is_allowed_while_others_sweep_is_left_alone",
    ),
    Mutation(
        "a hold is looked at again before it is let go", "services/orders/checkout.py:_release_expired",
        drop("_.reserved_until <= _"), f"{DEADLINES}::test_holds_are_looked_at_again_before_they_are_let_go",
    ),
    Mutation(
        "an order is shown to its owner alone", "services/storage/orders/orders.py:OF_CUSTOMER",
        replace("_.c.customer_id == _1", "_1.is_not(None)"), f"{CHECKOUT}::test_an_order_is_seen_by_its_owner_alone",
    ),
    Mutation(
        "goods stay here while their money goes back", "services/orders/order_history.py:_opened",
        replace("_1 in SHOWS_GOODS and not _", "_1 in SHOWS_GOODS"),
        f"{REFUNDS}::test_goods_that_did_not_arrive_are_not_shown_while_their_money_goes_back",
    ),
    Mutation(
        "an order of somebody else is not cancelled", "services/orders/checkout.py:cancel",
        drop("_.customer_id != _.id"), f"{DEADLINES}::test_nobody_cancels_the_order_of_somebody_else",
    ),
    Mutation(
        "consent comes before an order", "services/orders/checkout.py:open",
        replace("await consent_in_force(...)", "1"), f"{CHECKOUT}::test_without_consent_nothing_can_be_bought",
    ),
    Mutation(
        "consent comes before money", "services/orders/checkout.py:authorize_payment",
        replace("await consent_in_force(...)", "order.consent_id"),
        f"{CHECKOUT}::test_new_terms_ask_again_before_money_moves",
    ),
    Mutation(
        "much for one buyer leaves room for the goods of others", "services/storage/delivery/deliveries.py:claim",
        drop("_ <= PER_BUYER"), f"{OUTGOING}::test_much_for_one_buyer_leaves_room_for_the_goods_of_others",
    ),
    Mutation(
        "sold out is told once an hour", "services/delivery/allocation.py:_tell_of_stock",
        replace("f'sold-out:{_1.product_id}:{_}'", "f'sold-out:{_1.product_id}:{_1.id}'"),
        f"{ALLOCATION}::test_sold_restocked_and_sold_again_is_told_once_an_hour",
    ),
    Mutation(
        "sending is written down before the call", "services/storage/delivery/deliveries.py:claim",
        replace("DeliveryState.SENDING", "DeliveryState.DUE"), f"{OUTGOING}::test_a_delivery_is_claimed_by_one_bearer",
    ),
    Mutation(
        "a reminder stands in the ledger", "services/subscriptions/renewals.py:_process", never("_.note_reminder(...)"),
        "tests/services/payments/test_ledger.py::test_what_stands_in_the_ledger_is_not_said_again",
    ),
    Mutation(
        "goods count as seen when Telegram has taken the page", "handlers/orders/order_page.py:OrderPage.__call__",
        swap("_.show(_)"),
        "tests/handlers/orders/test_my_orders.py::test_goods_that_telegram_did_not_take_are_still_on_their_way",
    ),
)  # fmt: skip
