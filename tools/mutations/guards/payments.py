"""Guards of payments, receipts and refunds."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import drop, never, remove, replace

CHARGES = "tests/services/payments/test_apply_charge.py"
CONSTRAINTS = "tests/storage/test_constraints.py"
HISTORIES = "tests/simulation/test_simulation.py::test_the_first_histories_and_those_that_once_ended_badly_end_well"
MANY_HISTORIES = "tests/simulation/test_simulation.py::test_no_history_ends_with_goods_or_money_in_the_wrong_hands"
RECONCILIATION = "tests/services/payments/test_reconciliation.py"
RETRIES = "tests/simulation/test_retries.py::test_an_act_ends_the_same_whatever_calls_have_failed"
REVIEWS = "tests/services/payments/test_receipt_review.py"

MUTATIONS = (
    Mutation(
        "the time that a pre-checkout has waited counts", "handlers/payments/stars.py:pre_checkout",
        replace("DEADLINE - _", "DEADLINE"),
        "tests/handlers/payments/test_stars.py::test_a_pre_checkout_that_has_waited_has_so_much_less_time",
    ),
    Mutation(
        "that money was too much is said again", "services/payments/apply_charge.py:_apply",
        remove("_.outcomes.put(...)"), f"{RETRIES}[payment.received surplus]",
    ),
    Mutation(
        "late money is applied with the lock of its line", "services/payments/apply_charge.py:apply",
        remove("raise _LateError"),
        "tests/storage/test_lock_order.py::test_late_money_alone_locks_the_line_that_it_may_have_to_join",
    ),
    Mutation(
        "a charge has one row", "services/storage/migrations/versions/0001_first.py:_money",
        drop("sa.UniqueConstraint('provider', 'charge_id', ...)"),
        f"{CONSTRAINTS}::test_an_order_has_one_confirmed_payment_and_a_charge_one_row",
    ),
    Mutation(
        "an order is paid once", "services/storage/migrations/versions/0001_first.py:_money",
        remove("op.create_index('uq_payments_confirmed', ...)"),
        f"{CONSTRAINTS}::test_an_order_has_one_confirmed_payment_and_a_charge_one_row",
    ),
    Mutation(
        "the amount is compared", "services/payments/apply_charge.py:_mismatch", never("_.total != _.money"),
        f"{CHARGES}::test_money_that_does_not_fit_the_order_pays_nothing",
    ),
    Mutation(
        "the payer is compared", "services/payments/apply_charge.py:_mismatch", never("_.customer_id != _.payer_id"),
        f"{CHARGES}::test_money_that_does_not_fit_the_order_pays_nothing",
    ),
    Mutation(
        "a payment goes back once", "services/storage/migrations/versions/0001_first.py:_money",
        drop("sa.UniqueConstraint('payment_id', ...)"), "tests/storage/test_outgoing.py::test_a_payment_goes_back_once",
    ),
    Mutation(
        "surplus money goes back", "services/payments/apply_charge.py:_surplus", remove("_.refunds.add(...)"),
        f"{CHARGES}::test_a_second_charge_for_a_paid_order_goes_back",
    ),
    Mutation(
        "no is said once for a whole album", "services/payments/receipts.py:dismiss", remove("_.receipts.empty(...)"),
        "tests/handlers/payments/test_stray_receipts.py::test_no_is_said_once_for_a_whole_album",
    ),
    Mutation(
        "what went back is known before its payment is settled", "services/payments/reconciliation.py:_apply",
        replace("_.charge_id in _", "False"),
        f"{RECONCILIATION}::test_money_that_went_back_before_it_was_heard_of_brings_no_goods",
    ),
    Mutation(
        "a ledger's cursor belongs to one bot", "services/payments/reconciliation.py:_key",
        replace("f'ledger:{_1}:{_}'", "f'ledger:{_1}:'"),
        f"{RECONCILIATION}::test_another_bot_on_the_same_database_starts_its_own_cursor",
    ),
    Mutation(
        "late money never extends what was revoked", "services/payments/apply_charge.py:apply",
        never("not await can_extend(...)"),
        "tests/services/subscriptions/test_periods.py::test_late_money_for_what_was_revoked_meanwhile_goes_back",
    ),
    Mutation(
        "a way to pay that is off gives nothing back in the books", "services/payments/refunds.py:by_person",
        replace("not refunds_itself(_1)", "_1 not in self.providers"),
        "tests/services/payments/test_refunds.py::test_stars_wait_for_a_person_while_stars_are_switched_off",
    ),
    Mutation(
        "after a rejection no receipt holds goods", "services/payments/receipts.py:_begin",
        drop("not await _._was_rejected(...)"),
        f"{REVIEWS}::test_after_a_rejection_no_receipt_holds_goods_any_more",
        f"{REVIEWS}::test_after_a_rejection_no_receipt_of_another_order_holds_goods_until_a_payment",
    ),
    Mutation(
        "a payment of whatever order clears a rejection", "services/payments/receipts.py:_was_rejected",
        replace("await _.last_paid(_)", "max(one.paid_at or 0 for one in recent)"),
        f"{REVIEWS}::test_a_payment_of_an_old_order_clears_a_rejection_too",
    ),
    Mutation(
        "one rejection alone leaves an order new time", "services/payments/receipt_review.py:reject",
        replace("_1 is OrderState.PENDING and _", "_1 is OrderState.PENDING"),
        f"{REVIEWS}::test_after_a_rejection_no_receipt_holds_goods_any_more",
    ),
    Mutation(
        "an order takes so many receipts", "services/payments/receipts.py:_begin",
        replace("_1 >= MOST_RECEIPTS", "_1 >= 10 * MOST_RECEIPTS"),
        f"{REVIEWS}::test_who_never_pays_runs_out_of_receipts",
    ),
    Mutation(
        "a payment is confirmed once, in any history", "services/storage/payments/payments.py:MOVE",
        drop("in_states(...)"), HISTORIES,
    ),
    Mutation(
        "money that nobody was told of is found, in any history", "services/payments/reconciliation.py:_apply",
        replace("(await _(_)).outcome is not ChargeOutcome.DUPLICATE", "False"), MANY_HISTORIES,
    ),
)  # fmt: skip
