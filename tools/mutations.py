"""The table of `make guards`: how to take each guard out, and which test must notice."""

from dataclasses import dataclass

FIRST = "services/storage/migrations/versions/0001_first.py"
CONSTRAINTS = "tests/storage/test_constraints.py"
CHECKOUT = "tests/services/orders/test_checkout.py"
ENV_FILE = "tests/bot/settings/test_env_file.py"
TERMS = "tests/handlers/admin/legal/test_publish_terms.py"
OUTSIDE = "tests/bot/cli/test_texts_from_outside.py"
DEADLINES = "tests/services/orders/test_deadlines.py"
MONEY = "tests/services/payments/test_apply_charge.py"
RESTOCKING = "tests/services/stock/test_back_in_stock.py"
INTAKE = "tests/bot/intake/test_inbox.py"
STOCKROOM = "tests/services/stock/test_stock_import.py"
EDITS = "tests/handlers/admin/stock/test_stock_edits.py"
READING = "tests/handlers/admin/stock/test_stock_reading.py"
OUTBOX = "tests/services/messaging/test_outbox.py"
QUEUE = "tests/services/messaging/test_outbox_queue.py"
SUPPORT = "tests/services/support/test_tickets.py"
SALES = "tests/services/reports/test_sale_notices.py"
LOCKS = "tests/storage/test_lock_order.py"
REVIEWS = "tests/services/payments/test_receipt_review.py"
HISTORIES = "tests/simulation/test_simulation.py::test_the_first_histories_and_those_that_once_ended_badly_end_well"
MANY_HISTORIES = "tests/simulation/test_simulation.py::test_no_history_ends_with_somebody_cheated"
WEBHOOKS = "tests/sandbox/test_webhooks.py"
DOOR = "tests/bot/intake/test_webhook_endpoint.py"
PRESENCE = "tests/bot/runtime/test_leader.py"
STEADY = "tests/storage/test_steady_clock.py"
SHARED = "tests/bot/intake/test_shared_inbox.py"
MOVING = "tests/bot/cli/test_copy_database.py"
REFUSED = "tests/client_compat/test_refusals.py"
PURCHASE = "tests/client_compat/test_purchase.py"

AGAIN = "tests/services/test_second_runs.py"
RETRIES_OF_THE_DEAD = (
    "tests/simulation/test_retries.py::test_an_act_ends_the_same_if_the_process_dies_before_it_is_written_down_as_done"
)
RETRIES = "tests/simulation/test_retries.py::test_an_act_ends_the_same_whatever_calls_have_failed"


@dataclass(frozen=True, slots=True)
class Guard:
    """LocalizedText that guard something, and those that stand there when it is gone."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


ONLY_FREE_GOODS = (
    "services/storage/stock/stock.py",
    """    wanted = select(T.c.id).where(on_shelf(PRODUCT)).order_by(*SHELF).limit(bindparam("count"))
    free = wanted.with_for_update(skip_locked=skip_locked).cte("free")
    claimed = update(T).where(T.c.id.in_(select(free.c.id)), T.c.state == StockState.FREE)
""",
    """    wanted = select(T.c.id).where(T.c.product_id == PRODUCT).order_by(*SHELF).limit(bindparam("count"))
    free = wanted.with_for_update(skip_locked=skip_locked).cte("free")
    claimed = update(T).where(T.c.id.in_(select(free.c.id)))
""",
)

GUARDS = (
    Guard(
        "nothing is restored under a shop that runs",
        "bot/cli/database/restore.py",
        "    if await is_served(url):\n        return fail(RUNNING)\n",
        "",
        ("tests/bot/cli/test_commands.py::test_nothing_is_restored_while_the_shop_runs",),
    ),
    Guard(
        "consent is compared with the document as it was published",
        "services/legal/consents.py",
        "                if published.get((link.kind, link.version, link.language)) != link.sha256:",
        "                if False:",
        ("tests/services/legal/test_consents.py::test_a_document_that_was_exchanged_with_its_sum_is_found",),
    ),
    Guard(
        "terms in one language alone are not published without a word",
        "handlers/admin/legal/publish_terms.py",
        "    if len(changed) == 1:",
        "    if False:",
        (f"{TERMS}::test_one_language_alone_and_version_lines_that_differ_are_named_before_publishing",),
    ),
    Guard(
        "a text that nobody can see is no text",
        "services/catalog/file/node_path.py",
        "        elif is_blank(text):",
        "        elif not text:",
        (f"{OUTSIDE}::test_a_broken_text_of_the_catalog_is_named_by_the_doctor_the_start_and_an_import",),
    ),
    Guard(
        "a shop that sells has a backup",
        "bot/cli/doctor/shop_checks.py",
        "    if spent >= TOO_OLD:",
        "    if False:",
        ("tests/bot/cli/test_doctor.py::test_the_age_of_the_newest_backup_is_told",),
    ),
    Guard(
        "permissions alone do not tell whether a folder can be written to",
        "bot/runtime/database_unavailable.py",
        "        with tempfile.TemporaryFile(dir=folder):\n            return True",
        "        return folder.is_dir()",
        ("tests/bot/cli/test_main.py::test_a_place_where_nothing_can_be_written_is_told",),
    ),
    Guard(
        "a start waits for a file that another program keeps locked",
        "bot/app.py",
        "    await wait_until_unlocked(settings)\n",
        "",
        ("tests/bot/cli/test_main.py::test_a_database_that_another_program_keeps_locked_is_waited_for",),
    ),
    Guard(
        "a reminder counts by the shop's calendar",
        "handlers/messaging/customer_notices.py",
        "date=t.date(ends_at), days=nights)",
        "date=t.date(ends_at), days=days)",
        (
            "tests/handlers/messaging/test_notices.py::test_near_midnight_the_days_of_a_reminder_are_those_of_the_shops_calendar",
        ),
    ),
    Guard(
        "a catalog that is not there is no example",
        "bot/app.py",
        "        return parse(source.read_bytes())",
        "        return parse((source if source.exists() else example_texts.CATALOG).read_bytes())",
        ("tests/bot/cli/test_goods_checks.py::test_a_first_start_without_a_catalog_sells_nothing",),
    ),
    Guard(
        "ready to sell is not said of the example",
        "bot/cli/doctor/goods_checks.py",
        "        if hashlib.sha256(body.encode()).hexdigest() in example_texts.DOCUMENTS:",
        "        if False:",
        ("tests/bot/cli/test_goods_checks.py::test_example_documents_are_named_one_by_one",),
    ),
    Guard(
        "the first documents go in force together",
        "services/legal/consents.py",
        "        if found := unfit({of: body for of, body in files.items() if of[0] in new}):",
        "        if found := unfit({}):",
        ("tests/services/legal/test_consents.py::test_the_first_start_publishes_all_documents_or_none",),
    ),
    Guard(
        "a mark that is not closed swallows no setting in silence",
        "bot/settings/env_file.py",
        "if binding.error or _swallows(binding):",
        "if binding.error:",
        (f"{ENV_FILE}::test_a_mark_that_is_not_closed_is_named_with_its_line_and_its_value_is_not",),
    ),
    Guard(
        "no encoding of a settings file is guessed",
        "bot/settings/env_file.py",
        """    if lost := re.search(""",
        """    if lost := None and re.search(""",
        (f"{ENV_FILE}::test_any_other_encoding_is_refused_in_a_line_that_names_the_file_and_what_to_do",),
    ),
    Guard(
        "the conversation moves on when its update has succeeded, and not before",
        "bot/intake/processing.py",
        '    async with conversations_of(dispatcher).written_last(act.to("conversation"), again=letter.taken_up):\n',
        "    if True:\n",
        (
            "tests/bot/intake/test_processing.py::test_an_update_that_fails_or_dies_meets_the_same_conversation_when_it_comes_again",
        ),
    ),
    Guard(
        "a file that does not come is no fault of its update",
        "bot/telegram/connection.py",
        "            if error.status not in PASSING:\n",
        "            if error:\n",
        ("tests/bot/telegram/test_connection.py::test_a_file_that_does_not_come_is_asked_for_again_as_any_call",),
    ),
    Guard(
        "what a dead process has handled meets the conversation that it met first",
        "bot/intake/processing.py",
        ", again=letter.taken_up",
        ", again=False",
        (f"{RETRIES_OF_THE_DEAD}[support.take]",),
    ),
    Guard(
        "the time that a pre-checkout has waited counts",
        "handlers/payments/stars.py",
        "asyncio.timeout(DEADLINE - age / SECOND)",
        "asyncio.timeout(DEADLINE)",
        ("tests/handlers/payments/test_stars.py::test_a_pre_checkout_that_has_waited_has_so_much_less_time",),
    ),
    Guard(
        "what another bot has left makes nobody ill",
        "services/storage/system/inbox.py",
        "oldest = select(func.min(T.c.received_at)).where(T.c.bot_id == bot_id, IS_OPEN)",
        "oldest = select(func.min(T.c.received_at)).where(IS_OPEN)",
        ("tests/storage/test_inbox.py::test_what_another_bot_has_left_on_this_database_is_its_own",),
    ),
    Guard(
        "what another bot could not handle is not revived",
        "services/storage/system/inbox.py",
        "            .where(T.c.bot_id == bot_id, IS_DEAD)\n            .values(state=UpdateState.OPEN,",
        "            .where(IS_DEAD)\n            .values(state=UpdateState.OPEN,",
        ("tests/storage/test_inbox.py::test_what_another_bot_has_left_on_this_database_is_its_own",),
    ),
    Guard(
        "a closed ticket is said to be closed by the act that has closed it",
        "services/support/tickets.py",
        "            await tx.outcomes.put(key, {})\n",
        "",
        (f"{AGAIN}::test_a_ticket_is_closed_once_and_said_to_be_twice", f"{RETRIES}[admin.tickets.close]"),
    ),
    Guard(
        "a question that comes again opens no second ticket",
        "services/support/tickets.py",
        """            if (known := await tx.tickets.said(dedup_key)) is not None:
                return known
            ticket = await tx.tickets.open_of""",
        "            ticket = await tx.tickets.open_of",
        (f"{AGAIN}::test_a_question_that_comes_again_opens_no_second_ticket",),
    ),
    Guard(
        "a cancelled order is said to be cancelled by the act that has cancelled it",
        "services/orders/checkout.py",
        "            await tx.outcomes.put(key, {})\n",
        "",
        (f"{RETRIES}[orders.give_up]",),
    ),
    Guard(
        "a catalog that was applied is said to be applied",
        "handlers/admin/catalog/catalog.py",
        "    done = await catalog.applied(key)\n",
        "    done = None\n",
        (f"{RETRIES}[admin.catalog.apply_catalog]",),
    ),
    Guard(
        "a refund that was asked for is said to be asked for",
        "handlers/admin/orders/orders.py",
        "    asked = await refunds.asked(key)\n",
        "    asked = None\n",
        (f"{RETRIES}[admin.orders.confirm_refund]",),
    ),
    Guard(
        "that money was too much is said again",
        "services/payments/apply_charge.py",
        "                await tx.outcomes.put(key, {})\n",
        "                pass\n",
        (f"{RETRIES}[payment.received surplus]",),
    ),
    Guard(
        "an act has one outcome",
        "services/storage/migrations/versions/0007_outcomes.py",
        '        sa.PrimaryKeyConstraint("key", name="pk_outcomes"),\n',
        "",
        ("tests/storage/test_outcomes.py::test_an_act_has_one_outcome",),
    ),
    # Time that was paid for
    Guard(
        "a renewal is for as many as were bought",
        "services/subscriptions/periods.py",
        "    if order.quantity != runs:\n",
        "    if False:\n",
        ("tests/services/subscriptions/test_periods.py::test_a_renewal_costs_and_brings_as_many_as_were_bought",),
    ),
    Guard(
        "a refund takes the time of its own order",
        "services/domain/values/interval.py",
        "        if one.order_id == order_id:\n",
        "        if one is intervals[-1]:\n",
        (
            "tests/services/domain/values/test_interval.py::test_a_refund_takes_exactly_the_time_that_its_order_paid_for",
        ),
    ),
    # Who may reserve
    Guard(
        "unpaid orders of the last day are remembered",
        "services/stock/holds.py",
        "order for order in recent if order.state in UNPAID and",
        "order for order in recent if False and",
        ("tests/services/stock/test_holds.py::test_who_never_pays_keeps_the_goods_from_others_for_a_bounded_time",),
    ),
    Guard(
        "who gave an order up stands behind all others in line",
        "services/storage/orders/orders.py",
        "BACKORDER_POSITION = case((GIVEN_UP, T.c.paid_at + LAST), else_=T.c.paid_at)",
        "SCHEMA_LOCK = T.c.paid_at",
        (
            "tests/services/delivery/test_allocation.py::test_who_gave_the_order_up_stands_behind_those_whose_money_came_too_late",
        ),
    ),
    Guard(
        "the product is locked before the order",
        "services/delivery/allocation.py",
        "        await tx.products.lock(order.product_id)\n",
        "",
        (f"{LOCKS}::test_the_product_is_locked_before_the_order_by_everybody",),
    ),
    Guard(
        "late money is applied with the lock of its line",
        "services/payments/apply_charge.py",
        "            raise _LateError\n",
        "            pass\n",
        (f"{LOCKS}::test_late_money_alone_locks_the_line_that_it_may_have_to_join",),
    ),
    Guard(
        "goods of an order in review are not put back",
        "services/stock/holds.py",
        " and not await tx.payments.reviewed([one.id])",
        "",
        ("tests/services/stock/test_holds.py::test_goods_stay_with_an_order_whose_receipt_is_looked_at",),
    ),
    # Money
    Guard(
        "a charge has one row",
        FIRST,
        '        sa.UniqueConstraint("provider", "charge_id", name="uq_payments_provider_charge_id"),\n',
        "",
        (f"{CONSTRAINTS}::test_an_order_has_one_confirmed_payment_and_a_charge_one_row",),
    ),
    Guard(
        "an order is paid once",
        FIRST,
        '    op.create_index("uq_payments_confirmed", "payments", ["order_id"], unique=True, '
        "**_where(\"state = 'CONFIRMED'\"))\n",
        "",
        (f"{CONSTRAINTS}::test_an_order_has_one_confirmed_payment_and_a_charge_one_row",),
    ),
    Guard(
        "the amount is compared",
        "services/payments/apply_charge.py",
        "    if order.total != charge.money:",
        "    if False:",
        (f"{MONEY}::test_money_that_does_not_fit_the_order_pays_nothing",),
    ),
    Guard(
        "the payer is compared",
        "services/payments/apply_charge.py",
        "    if order.customer_id != charge.payer_id:",
        "    if False:",
        (f"{MONEY}::test_money_that_does_not_fit_the_order_pays_nothing",),
    ),
    Guard(
        "the last word before money moves is to its owner, for its amount",
        "services/orders/checkout.py",
        " or order.customer_id != customer.id or order.total != money:",
        ":",
        (f"{CHECKOUT}::test_nobody_pays_for_what_is_not_his_or_for_another_amount",),
    ),
    Guard(
        "the price is looked up again",
        "services/orders/checkout.py",
        "            if total.amount != request.amount:",
        "            if False:",
        (f"{CHECKOUT}::test_a_price_that_has_changed_is_shown_before_it_is_asked_for",),
    ),
    Guard(
        "a payment goes back once",
        FIRST,
        '        sa.UniqueConstraint("payment_id", name="uq_refunds_payment_id"),\n',
        "",
        ("tests/storage/test_outgoing.py::test_a_payment_goes_back_once",),
    ),
    Guard(
        "surplus money goes back",
        "services/payments/apply_charge.py",
        "        await tx.refunds.add(payment_id, reason, None, now, by_person=by_person)\n",
        "",
        (f"{MONEY}::test_a_second_charge_for_a_paid_order_goes_back",),
    ),
    # OrderHistory and stock
    Guard(
        "an undo is done in portions",
        "services/storage/stock/stock.py",
        "T.c.state == StockState.FREE).limit(limit)\n        done",
        "T.c.state == StockState.FREE)\n        done",
        (f"{STOCKROOM}::test_others_order_between_the_portions_of_a_long_undo_and_keep_what_they_ordered",),
    ),
    Guard(
        "what must be asked about is not imported",
        "handlers/admin/stock/stock_import.py",
        "        if run.reading.must_ask:\n            return draft\n",
        "",
        (f"{READING}::test_an_encoding_is_chosen_before_anything_can_be_imported",),
    ),
    Guard(
        "the command line asks too",
        "bot/cli/stock.py",
        "    if run.reading.must_ask:\n",
        "    if False:\n",
        ("tests/bot/cli/test_stock.py::test_what_is_open_is_asked_about_and_chosen_by_an_option",),
    ),
    Guard(
        "a report from before a choice imports nothing",
        "services/domain/stock/stock.py",
        "for part in self.goods], astuple(self.choices)",
        "for part in self.goods], ()",
        (f"{READING}::test_a_report_from_before_a_choice_imports_nothing",),
    ),
    Guard(
        "an edit is not undone by the update from before it",
        "services/storage/stock/drafts.py",
        "        if await self._edited_at(draft_id, part.message_id) > part.edited_at:\n            return\n",
        "",
        (f"{EDITS}::test_an_update_from_before_an_edit_that_comes_again_brings_nothing_back",),
    ),
    Guard(
        "no code is shown whole",
        "services/stock/file/masking.py",
        "[: max(owed, 0)]",
        "[:0]",
        ("tests/services/stock/test_stock_lines.py::test_no_code_is_shown_whole",),
    ),
    Guard(
        "a message is one part of a draft",
        "services/stock/drafts.py",
        "await tx.stock_drafts.put(draft.id, part,",
        "await tx.stock_drafts.put(draft.id, replace(part, message_id=self.db.real()),",
        (
            "tests/handlers/admin/stock/test_stock.py::test_a_part_that_comes_again_after_a_failing_message_is_kept_once",
        ),
    ),
    Guard(
        "a draft that has ended stays as it is",
        "handlers/admin/stock/stock_import.py",
        "        if draft.state != DraftState.OPEN:\n            return draft\n",
        "",
        ("tests/handlers/admin/stock/test_stock.py::test_what_was_given_up_is_not_imported_by_an_older_button",),
    ),
    Guard(
        "an import that broke off is the same batch",
        "services/stock/stock_import.py",
        "Batch(batch_id or new_id(), product.id",
        "Batch(new_id(), product.id",
        (f"{STOCKROOM}::test_an_import_that_broke_off_is_carried_on_as_the_same_batch",),
    ),
    Guard(
        "a press makes one order",
        "services/orders/checkout.py",
        "            if before is not None:\n                return before\n",
        "",
        (f"{CHECKOUT}::test_the_same_press_gives_the_same_order_again",),
    ),
    Guard(
        "an intent is unique",
        FIRST,
        '        sa.UniqueConstraint("customer_id", "intent", name="uq_orders_customer_id_intent"),\n',
        "",
        (f"{CONSTRAINTS}::test_what_may_be_there_once_is_there_once",),
    ),
    Guard(
        "only free goods are held",
        *ONLY_FREE_GOODS,
        (f"{CHECKOUT}::test_what_is_held_for_one_is_not_held_for_another",),
    ),
    Guard(
        "all or nothing is held",
        "services/delivery/kinds/stock/__init__.py",
        "        await tx.stock.release(order.id)\n        return False\n",
        "        return True\n",
        (f"{CHECKOUT}::test_more_than_there_is_cannot_be_ordered_and_nothing_is_kept",),
    ),
    Guard(
        "an order is looked at again before it expires",
        "services/orders/checkout.py",
        "order.expires_at > now or not await",
        "not await",
        (f"{DEADLINES}::test_an_order_that_is_allowed_while_others_sweep_is_left_alone",),
    ),
    Guard(
        "a hold is looked at again before it is let go",
        "services/orders/checkout.py",
        "            if order is not None and ended and order.reserved_until <= self.now():\n",
        "            if order is not None and ended:\n",
        (f"{DEADLINES}::test_holds_are_looked_at_again_before_they_are_let_go",),
    ),
    Guard(
        "an order is shown to its owner alone",
        "services/storage/orders/orders.py",
        'OF_CUSTOMER = BY_ID.where(T.c.customer_id == bindparam("customer"))\n',
        'OF_CUSTOMER = BY_ID.where(bindparam("customer").is_not(None))\n',
        (f"{CHECKOUT}::test_an_order_is_seen_by_its_owner_alone",),
    ),
    Guard(
        "goods stay here while their money goes back",
        "services/orders/order_history.py",
        "        shows = order.state in SHOWS_GOODS and not returns\n",
        "        shows = order.state in SHOWS_GOODS\n",
        (
            "tests/services/payments/test_refunds.py::test_goods_that_did_not_arrive_are_not_shown_while_their_money_goes_back",
        ),
    ),
    Guard(
        "an order of somebody else is not cancelled",
        "services/orders/checkout.py",
        " or order.customer_id != customer.id:\n                raise NotFound\n            if await tx.outcomes",
        ":\n                raise NotFound\n            if await tx.outcomes",
        (f"{DEADLINES}::test_nobody_cancels_the_order_of_somebody_else",),
    ),
    # Consent
    Guard(
        "documents that Telegram cannot show are not published",
        "services/legal/consents.py",
        "        if found := unfit({(kind, language): files[kind, language] for language in Language}):",
        "        if found := unfit({}):",
        ("tests/services/legal/test_consents.py::test_what_telegram_cannot_show_is_never_put_in_force",),
    ),
    Guard(
        "consent comes before an order",
        "services/orders/checkout.py",
        "consent_id = await consent_in_force(tx, customer, **request.choice)\n            self._refuse_many(",
        "consent_id = 1\n            self._refuse_many(",
        (f"{CHECKOUT}::test_without_consent_nothing_can_be_bought",),
    ),
    Guard(
        "consent comes before money",
        "services/orders/checkout.py",
        "            consent_id = await consent_in_force(tx, customer, order=order_id)\n            window",
        "            consent_id = order.consent_id\n            window",
        (f"{CHECKOUT}::test_new_terms_ask_again_before_money_moves",),
    ),
    Guard(
        "evidence is only ever added",
        FIRST,
        "        for statement in _refusals(table):\n            op.execute(statement)\n",
        "        assert table\n",
        (f"{CONSTRAINTS}::test_evidence_is_neither_changed_nor_removed",),
    ),
    # The durable inbox
    Guard(
        "an update is confirmed after it is kept",
        "bot/intake/polling.py",
        "            if updates and await self._store(updates):\n",
        "            if updates and [await self._store(updates)]:\n",
        ("tests/bot/intake/test_polling.py::test_what_could_not_be_kept_is_not_confirmed_and_comes_again",),
    ),
    Guard(
        "a batch is kept when it is said to be",
        "bot/intake/inbox.py",
        "            new = await tx.inbox.store(updates, self._db.real() + LEASE)\n",
        "            new = {letter.update_id for letter in updates} if tx else set[int]()\n",
        (
            f"{INTAKE}::test_a_batch_is_committed_before_it_is_confirmed",
            f"{INTAKE}::test_every_batch_is_stored_before_anything_of_it_is_handled",
        ),
    ),
    Guard(
        "what has a row already is not handled",
        "bot/intake/inbox.py",
        "        return [update for update in updates if update.update_id in new]\n",
        "        return updates if new else []\n",
        (
            f"{INTAKE}::test_what_is_known_is_not_handled_twice",
            f"{INTAKE}::test_what_an_earlier_process_has_handled_is_not_handled_again",
            f"{DOOR}::test_what_an_earlier_process_has_handled_is_not_handled_again_however_late_it_comes",
        ),
    ),
    Guard(
        "a mark that could not be written is written later",
        "bot/intake/inbox.py",
        "                self._done |= done\n                raise\n",
        "                raise\n",
        (f"{INTAKE}::test_what_is_done_is_handled_once_although_its_mark_could_not_be_written",),
    ),
    Guard(
        "what is done and not marked is not begun again",
        "bot/intake/inbox.py",
        "            if update.update_id not in self._done:\n",
        "            if update:\n",
        (f"{INTAKE}::test_what_is_done_is_handled_once_although_its_mark_could_not_be_written",),
    ),
    Guard(
        "what the process has died of is handled no more",
        "bot/intake/inbox.py",
        "        if update.recoveries >= DEADLY:\n",
        "        if not update:\n",
        (f"{INTAKE}::test_what_the_process_died_of_while_it_was_alone_is_handled_no_more",),
    ),
    Guard(
        "a suspect is counted before it is handled",
        "bot/intake/inbox.py",
        "            await self._note_recoveries(update, update.recoveries + 1)\n",
        "",
        (f"{INTAKE}::test_suspects_are_handled_one_at_a_time_and_counted_before",),
    ),
    Guard(
        "who has killed nobody is no suspect",
        "bot/intake/inbox.py",
        "                await self._note_recoveries(update, 0)\n",
        "                pass\n",
        (f"{INTAKE}::test_a_suspect_that_fails_or_is_cut_short_has_not_killed_anybody",),
    ),
    Guard(
        "recoveries are counted",
        "services/storage/system/inbox.py",
        ".values(lease_until=lease_until, recoveries=COUNTED)",
        ".values(lease_until=lease_until)",
        (
            f"{INTAKE}::test_each_recovery_is_counted_up_to_a_suspicion",
            ("tests/chaos/test_deadly.py::test_an_update_that_kills_the_process_is_given_up_and_nobody_elses_is"),
        ),
    ),
    Guard(
        "what comes too late is skipped",
        "bot/intake/inbox.py",
        'MAX_AGE = {"callback_query": 150 * SECOND, PRE_CHECKOUT: 8 * SECOND}',
        "MAX_AGE: dict[str, int] = {}",
        (f"{INTAKE}::test_what_comes_too_late_to_matter_is_skipped",),
    ),
    Guard(
        "a flood counts as no attempt",
        "bot/intake/retries.py",
        "            case TelegramRetryAfter():\n                self._floods += 1\n"
        "                return error.retry_after if self._floods < FLOODS else None\n",
        "",
        (f"{INTAKE}::test_no_number_of_floods_in_a_row_buries_an_update",),
    ),
    Guard(
        "an outage of Telegram counts as no attempt",
        "bot/intake/retries.py",
        "isinstance(error, AWAY)",
        "isinstance(error, ())",
        (f"{INTAKE}::test_telegram_that_is_away_buries_nothing_for_minutes",),
    ),
    Guard(
        "waiting is no attempt",
        "services/messaging/send_results.py",
        "attempts if outcome.is_try else max(attempts - 1, 0)",
        "attempts if outcome else 0",
        (f"{QUEUE}::test_goods_that_had_to_wait_count_no_attempt",),
    ),
    Guard(
        "a notice has doubts of its own",
        "services/messaging/send_results.py",
        "notice.uncertain_attempts + 1 < MAX_UNCERTAIN_ATTEMPTS",
        "notice.attempts < MAX_UNCERTAIN_ATTEMPTS",
        (f"{QUEUE}::test_a_notice_that_had_to_wait_keeps_its_second_chance",),
    ),
    Guard(
        "no more of one recipient is held than is sent soon",
        "services/storage/messaging/notice_queue.py",
        "        fits = ahead < AT_ONCE\n",
        "        fits = ahead >= 0\n",
        (f"{QUEUE}::test_the_flood_of_one_does_not_hold_up_words_for_another",),
    ),
    Guard(
        "much for one buyer leaves room for the goods of others",
        "services/storage/delivery/deliveries.py",
        "            .where(IS_DUE, RANKED.c.place + HELD <= EACH)\n",
        "            .where(IS_DUE)\n",
        ("tests/storage/test_outgoing.py::test_much_for_one_buyer_leaves_room_for_the_goods_of_others",),
    ),
    Guard(
        "sold out is told once an hour",
        "services/delivery/allocation.py",
        'f"sold-out:{order.product_id}:{now // HOUR}"',
        'f"sold-out:{order.product_id}:{order.id}"',
        ("tests/services/delivery/test_allocation.py::test_sold_restocked_and_sold_again_is_told_once_an_hour",),
    ),
    Guard(
        "many sales are told as one",
        "services/reports/sale_notices.py",
        "len(mine) + before.get(admin, 0) <= SINGLE",
        "True",
        (f"{SALES}::test_many_sales_in_a_minute_become_one_notice_and_none_is_lost",),
    ),
    Guard(
        "what an admin missed is told as one",
        "services/messaging/outbox.py",
        "            await tell_as_one(tx, customer_id)\n",
        "",
        (f"{OUTBOX}::test_an_admin_who_starts_weeks_later_reads_old_news_as_one_message",),
    ),
    Guard(
        "what comes while an admin reads is not taken for read",
        "services/storage/support/tickets.py",
        "        if up_to is not None and await",
        "        if False and await",
        (f"{SUPPORT}::test_what_comes_while_an_admin_reads_is_not_taken_for_read",),
    ),
    Guard(
        "no is said once for a whole album",
        "services/payments/receipts.py",
        "                await tx.receipts.empty(customer.id, kept)\n",
        "                pass\n",
        ("tests/handlers/payments/test_stray_receipts.py::test_no_is_said_once_for_a_whole_album",),
    ),
    Guard(
        "money is told before words",
        "services/storage/messaging/notice_queue.py",
        "        for priority in Priority:\n",
        "        for priority in reversed(Priority):\n",
        (f"{QUEUE}::test_what_has_been_due_for_longer_does_not_fill_the_hands_before_money",),
    ),
    Guard(
        "what is done is emptied",
        "services/storage/system/inbox.py",
        '{"state": state, "payload": None, "done_at": self._real(), "lease_until": None}\n',
        '{"state": state, "done_at": self._real(), "lease_until": None}\n',
        ("tests/storage/test_inbox.py::test_a_finished_update_is_emptied_and_its_number_stays",),
    ),
    Guard(
        "what is done is not buried",
        "services/storage/system/inbox.py",
        ", T.c.state == UpdateState.OPEN)\n            .values(state=UpdateState.DEAD,",
        ")\n            .values(state=UpdateState.DEAD,",
        ("tests/storage/test_inbox.py::test_an_update_that_was_handled_and_fails_when_it_comes_again_stays_handled",),
    ),
    Guard(
        "a payment overtakes",
        "bot/intake/user_queues.py",
        "        urgent = update.kind == PRE_CHECKOUT\n",
        "        urgent = False\n",
        ("tests/bot/intake/test_user_queues.py::test_a_payment_overtakes_what_the_same_person_has_pressed_before",),
    ),
    # The webhook
    Guard(
        "nobody posts without the secret",
        "bot/intake/webhook_endpoint.py",
        "        if not self._has_valid_secret(request):\n",
        "        if False:\n",
        (f"{DOOR}::test_nobody_without_the_secret_is_let_in",),
    ),
    Guard(
        "a secret cannot be guessed",
        "bot/settings/values.py",
        "{32,256}",
        "{1,256}",
        ("tests/bot/settings/test_sections.py::test_the_secret_of_a_webhook_has_32_to_256_characters",),
    ),
    Guard(
        "200 is said after the commit",
        "bot/intake/webhook_endpoint.py",
        "        return web.Response() if await self._keep(raw) else _retry_later()\n",
        "        await self._keep(raw)\n        return web.Response()\n",
        (f"{DOOR}::test_an_update_that_cannot_be_kept_is_asked_for_again",),
    ),
    Guard(
        "a webhook of another program is left alone",
        "bot/intake/webhook.py",
        "    if info.url not in ours:\n",
        "    if False:\n",
        ("tests/bot/intake/test_webhook.py::test_a_webhook_of_another_program_is_left_alone",),
    ),
    Guard(
        "an address is ours until Telegram has taken the next one",
        "bot/intake/webhook.py",
        "        before = () if alone else _addresses(await tx.meta.get(WEBHOOK_URLS_KEY))\n",
        "        before = ()\n",
        ("tests/bot/intake/test_webhook.py::test_an_address_is_ours_until_telegram_has_taken_the_next_one",),
    ),
    # Clocks
    Guard(
        "a tick does not depend on the clock on the wall",
        "bot/runtime/scheduler.py",
        '            jobstores={"default": DueJobs()},\n',
        "",
        ("tests/bot/runtime/test_scheduler.py::test_a_clock_that_is_set_neither_stops_nor_doubles_ticks",),
    ),
    Guard(
        "a scheduler that stands still ends the process",
        "bot/monitoring/watchdog.py",
        "((SCHEDULER, self.health.standstill), (TELEGRAM, self.health.telegram_silence_ms))",
        "((TELEGRAM, self.health.telegram_silence_ms),)",
        (
            "tests/bot/monitoring/test_watchdog.py::test_a_scheduler_that_stands_still_is_the_end_while_telegram_answers",
        ),
    ),
    Guard(
        "whoever stood by was not silent",
        "bot/monitoring/health.py",
        "        self.beat_at = self.heard_at = self.turned_at = self.ticked_at = self.now()\n",
        "        if not hasattr(self, 'beat_at'):\n"
        "            self.beat_at = self.heard_at = self.turned_at = self.ticked_at = self.now()\n",
        ("tests/bot/monitoring/test_watchdog.py::test_whoever_stood_by_for_long_was_not_silent",),
    ),
    Guard(
        "processes of one machine count by its uptime",
        "services/storage/steady_clock.py",
        "        return boot(), uptime(), real_time()\n",
        "        return boot(), real_time(), real_time()\n",
        (f"{STEADY}::test_processes_of_one_machine_agree_before_anybody_has_noticed",),
    ),
    Guard(
        "a moment that was reached is never before us again",
        "services/storage/steady_clock.py",
        "max(wall, 0 if known is None else known.seen)",
        "wall",
        (
            f"{STEADY}::test_what_was_written_before_a_start_of_the_machine_that_set_its_clock_back_does_not_wait_for_it",
        ),
    ),
    # Several processes
    Guard(
        "a lease that runs is not taken",
        "services/storage/system/leases.py",
        "            where=(T.c.lease_until <= now) | (T.c.holder == holder),\n",
        "",
        (f"{PRESENCE}::test_one_leads_and_the_other_does_not",),
    ),
    Guard(
        "who has lost his lease stops",
        "bot/runtime/leader.py",
        "        self.ousted = not self._wanted <= self._held\n",
        "",
        (f"{PRESENCE}::test_a_standby_takes_over_when_the_lease_is_over_and_the_other_notices",),
    ),
    Guard(
        "a lane has one holder",
        "services/storage/system/user_owners.py",
        '            index_elements=["bot_id", "user_id"], set_={"used_at": wanted.excluded.used_at}\n',
        '            index_elements=["bot_id", "user_id"], set_={"holder": wanted.excluded.holder}\n',
        (f"{SHARED}::test_what_another_receives_is_handled_by_the_holder_of_the_lane_in_order",),
    ),
    Guard(
        "what was left for the holder goes before what he receives himself",
        "bot/intake/shared_inbox.py",
        "MOST, until, mine) if mine else []",
        "MOST, until, mine) if False else []",
        (f"{SHARED}::test_a_later_update_does_not_overtake_one_that_was_left_for_the_holder",),
    ),
    Guard(
        "the living are not robbed of their lanes",
        "services/storage/system/leases.py",
        "    return select(T.c.holder).where(T.c.lease_until > now)\n",
        "    return select(T.c.holder).where(T.c.lease_until < 0)\n",
        (f"{SHARED}::test_the_living_are_not_robbed",),
    ),
    Guard(
        "a lane with something open is kept",
        "services/storage/system/user_owners.py",
        "        idle = [T.c.bot_id == bot_id, T.c.holder == me, T.c.used_at < since, ~_has_open]\n",
        "        idle = [T.c.bot_id == bot_id, T.c.holder == me, T.c.used_at < since]\n",
        (f"{SHARED}::test_a_lane_with_something_open_is_kept",),
    ),
    Guard(
        "what was known of a customer is forgotten with the lane",
        "bot/intake/shared_inbox.py",
        "            self._mine.discard(user_id)\n            self._forget(user_id)\n",
        "            self._mine.discard(user_id)\n",
        (f"{SHARED}::test_what_was_known_of_a_customer_is_forgotten_when_the_lane_is_new_or_was_left",),
    ),
    Guard(
        "a process holds no more than it can send soon",
        "services/messaging/outbox.py",
        "        if len(self._under_way) >= MAX_IN_FLIGHT:\n",
        "        if False:\n",
        ("tests/services/messaging/test_outbox.py::test_a_process_holds_no_more_than_it_can_send_soon",),
    ),
    Guard(
        "who does not lead sends nothing that can wait",
        "services/messaging/outbox.py",
        "            if leads():\n",
        "            if leads() or True:\n",
        ("tests/services/messaging/test_outbox.py::test_who_does_not_lead_leaves_what_can_wait_to_whoever_does",),
    ),
    # Money that goes back
    Guard(
        "what went back is known before its payment is settled",
        "services/payments/reconciliation.py",
        "            gone = charge.charge_id in returned\n",
        "            gone = False\n",
        (
            "tests/services/payments/test_reconciliation.py::test_money_that_went_back_before_it_was_heard_of_brings_no_goods",
        ),
    ),
    Guard(
        "a ledger's cursor belongs to one bot",
        "services/payments/reconciliation.py",
        '        return f"ledger:{provider.name}:{self.bot_id}"\n',
        '        return f"ledger:{provider.name}:"\n',
        (
            "tests/services/payments/test_reconciliation.py::test_another_bot_on_the_same_database_starts_its_own_cursor",
        ),
    ),
    Guard(
        "late money never extends what was revoked",
        "services/payments/apply_charge.py",
        "not await can_extend(tx, order)",
        "not order.id",
        ("tests/services/subscriptions/test_periods.py::test_late_money_for_what_was_revoked_meanwhile_goes_back",),
    ),
    Guard(
        "goods that waited for their turn are looked at again",
        "services/messaging/outbox.py",
        "        if not goes_ahead and await self._returns(wrapped.order.id):\n",
        "        if False:\n",
        (f"{OUTBOX}::test_goods_that_wait_for_their_turn_are_looked_at_again_before_they_go",),
    ),
    Guard(
        "a way to pay that is off gives nothing back in the books",
        "services/payments/refunds.py",
        "        return not refunds_itself(payment.provider)\n",
        "        return payment.provider not in self.providers\n",
        ("tests/services/payments/test_refunds.py::test_stars_wait_for_a_person_while_stars_are_switched_off",),
    ),
    # The outbox
    Guard(
        "sending is written down before the call",
        "services/storage/delivery/deliveries.py",
        "            .values(state=_S.SENDING, lease_until=now + lease, attempts=T.c.attempts + 1)\n",
        "            .values(state=_S.DUE, lease_until=now + lease, attempts=T.c.attempts + 1)\n",
        ("tests/storage/test_outgoing.py::test_a_delivery_is_claimed_by_one_bearer",),
    ),
    Guard(
        "a copy is marked as one",
        "services/messaging/send_results.py",
        "            is_resend=True,\n",
        "            is_resend=False,\n",
        ("tests/services/messaging/test_outbox.py::test_a_lost_answer_gives_one_marked_copy_of_the_same_code",),
    ),
    Guard(
        "a second doubt ends it",
        "services/messaging/send_results.py",
        "        if uncertain_attempts >= MAX_UNCERTAIN_ATTEMPTS:\n",
        "        if doubts > 99:\n",
        ("tests/services/messaging/test_outbox.py::test_a_second_doubt_goes_to_a_person",),
    ),
    Guard(
        "a lost answer is a doubt",
        "bot/telegram/sender.py",
        "            return Unconfirmed(type(error).__name__)\n        case TelegramAPIError():\n",
        "            return RetryLater()\n        case TelegramAPIError():\n",
        ("tests/bot/telegram/test_sender.py::test_nobody_knows_what_became_of_a_call_whose_answer_was_lost",),
    ),
    Guard(
        "a reminder stands in the ledger",
        "services/subscriptions/renewals.py",
        "        if not await tx.subscriptions.note_reminder(subscription.id, stage.key, ends_at, now):\n",
        "        if False:\n",
        ("tests/services/payments/test_ledger.py::test_what_stands_in_the_ledger_is_not_said_again",),
    ),
    # Back in stock
    Guard(
        "a code calls one person",
        "services/storage/stock/back_in_stock.py",
        "                ITEM.c.id.not_in(_called(product_id, since)),\n",
        "",
        (f"{RESTOCKING}::test_never_more_are_told_than_there_are_codes",),
    ),
    Guard(
        "those who have paid are served before anybody is told",
        "services/stock/back_in_stock.py",
        "            await self.allocation.fulfill_backorders(tx, product_id, self.now())\n",
        "",
        (f"{RESTOCKING}::test_a_line_that_nobody_has_served_is_served_before_anybody_is_told",),
    ),
    Guard(
        "what is hidden is told to nobody",
        "services/stock/back_in_stock.py",
        "            if product is None or product.hidden or not called:\n",
        "            if product is None or not called:\n",
        (f"{RESTOCKING}::test_what_is_hidden_is_told_to_nobody_until_it_is_shown",),
    ),
    Guard(
        "who has blocked the bot uses up no place",
        "services/storage/stock/back_in_stock.py",
        "_in_line(product_id), REACHABLE, ~ORDERED_SINCE)",
        "_in_line(product_id), ~ORDERED_SINCE)",
        (f"{RESTOCKING}::test_who_has_blocked_the_bot_takes_no_place_and_keeps_it",),
    ),
    # Who may do what
    Guard(
        "admin buttons are for admins",
        "handlers/admin/__init__.py",
        "router.callback_query.filter(FromAdmin())\n",
        "",
        ("tests/architecture/test_handlers.py::test_only_admins_reach_what_is_for_admins",),
    ),
    Guard(
        "admin commands are for admins",
        "handlers/admin/__init__.py",
        "router.message.filter(FromAdmin())\n",
        "",
        ("tests/architecture/test_handlers.py::test_only_admins_reach_what_is_for_admins",),
    ),
    Guard(
        "who is disguised is no admin",
        "handlers/ui/filters.py",
        "event_from_user.id in admins and not disguised\n",
        "event_from_user.id in admins\n",
        ("tests/bot/telegram/test_middlewares.py::test_who_speaks_as_a_channel_or_anonymously_is_no_admin",),
    ),
    Guard(
        "goods are for private chats",
        "bot/telegram/middlewares.py",
        "        if chat is not None and (chat.type != ChatType.PRIVATE or chat.id != user.id):\n",
        "        if chat is None:\n",
        ("tests/bot/telegram/test_middlewares.py::test_a_button_in_a_group_shows_nothing_to_the_group",),
    ),
    Guard(
        "nobody occupies the shop alone",
        "bot/telegram/middlewares.py",
        "        return left >= 1\n",
        "        return True\n",
        ("tests/bot/telegram/test_middlewares.py::test_nobody_occupies_the_shop_alone",),
    ),
    Guard(
        "who is too fast is told so in the chosen language",
        "bot/telegram/middlewares.py",
        "known.speaks if known else Language.of_telegram(user.language_code)",
        "Language.of_telegram(user.language_code)",
        ("tests/bot/telegram/test_middlewares.py::test_who_is_too_fast_is_told_so_in_the_chosen_language",),
    ),
    # Secrets
    Guard(
        "names are escaped",
        "handlers/ui/text/html_text.py",
        "html.escape(strip_invisible(text), quote=False)",
        "strip_invisible(text)",
        ("tests/handlers/ui/test_translations.py::test_a_hostile_name_stays_a_name",),
    ),
    Guard(
        "tokens and passwords are hidden",
        "bot/monitoring/redaction.py",
        'return _PASSWORD.sub(rf"\\1{HIDDEN}", _TOKEN.sub(HIDDEN, known))',
        "return known",
        ("tests/bot/monitoring/test_log.py::test_a_secret_is_hidden_wherever_it_stands",),
    ),
    Guard(
        "a secret does not show itself",
        "services/domain/values/secret.py",
        '        return f"Secret({self.tail!r})"\n',
        '        return f"Secret({self.text!r})"\n',
        ("tests/services/domain/values/test_secret.py::test_a_secret_does_not_show_itself_inside_of_other_things",),
    ),
    Guard(
        "no key is made over goods that need another",
        "services/storage/schema/bootstrap.py",
        "        if make_key is None or await holds_ciphertext(url):\n",
        "        if make_key is None:\n",
        ("tests/storage/test_opening.py::test_a_lost_key_is_not_papered_over_with_a_new_one",),
    ),
    Guard(
        "a caller that is cancelled spoils no connection",
        "services/storage/sqlite/engine.py",
        "        context.is_disconnect = False\n",
        "        pass\n",
        ("tests/storage/test_groups.py::test_who_is_cancelled_within_a_statement_spoils_no_connection",),
    ),
    Guard(
        "who is cancelled while a commit is under way is told when it has ended",
        "services/storage/sqlite/engine.py",
        "    while not working.done():\n",
        "    if not working.done():\n",
        ("tests/storage/test_groups.py::test_who_is_cancelled_within_a_commit_is_told_when_it_has_ended",),
    ),
    Guard(
        "what SQLite has undone is not told as done",
        "services/storage/sqlite/engine.py",
        "    if not await _is_open(connection):\n",
        "    if False:\n",
        ("tests/storage/test_groups.py::test_what_sqlite_has_undone_is_not_told_as_done",),
    ),
    Guard(
        "nobody goes on before the shared commit",
        "services/storage/sqlite/engine.py",
        "        await asyncio.shield(group.ended)\n",
        "",
        ("tests/storage/test_groups.py::test_nobody_goes_on_before_it_is_on_the_disk",),
    ),
    Guard(
        "who fails takes back what is his alone",
        "services/storage/sqlite/engine.py",
        "                await saved.rollback()\n",
        "",
        ("tests/storage/test_groups.py::test_who_fails_takes_back_what_is_his_alone",),
    ),
    Guard(
        "a closing that was broken off is made up for",
        "services/storage/sqlite/engine.py",
        "            elif group.closing is None or group.closing.done():\n",
        "            elif group.closing is None:\n",
        ("tests/storage/test_groups.py::test_who_was_told_to_end_does_not_keep_the_next_from_the_disk",),
    ),
    Guard(
        "goods that were just paid do not stand behind reminders",
        "services/messaging/outbox.py",
        "        goes_ahead = fresh and self.limiter.try_bypass(wrapped.order.customer_id)\n",
        "        goes_ahead = False\n",
        ("tests/services/messaging/test_outbox.py::test_goods_that_were_just_paid_go_ahead_of_all_notices",),
    ),
    Guard(
        "answers are counted",
        "bot/telegram/send_counter.py",
        "            self._limiter.count()\n",
        "            pass\n",
        ("tests/bot/telegram/test_sender.py::test_answers_are_counted_and_what_had_its_turn_is_not",),
    ),
    Guard(
        "a flood that an answer meets pauses what can wait",
        "bot/telegram/send_counter.py",
        "            self._limiter.pause(error.retry_after * SECOND, chat if isinstance(chat, int) else None)\n",
        "            del chat\n",
        ("tests/bot/telegram/test_sender.py::test_a_flood_that_an_answer_meets_pauses_what_can_wait",),
    ),
    Guard(
        "one person's budget is a small part of the bot's",
        "bot/telegram/middlewares.py",
        "now - bucket.at) * self._per_second / SECOND",
        "now - bucket.at) * 30 / SECOND",
        ("tests/bot/telegram/test_middlewares.py::test_one_person_uses_up_a_small_part_of_what_the_bot_may_say",),
    ),
    Guard(
        "who was stopped for too long handles nothing more",
        "bot/intake/inbox.py",
        "            await self._certain()\n",
        "",
        ("tests/e2e/test_standby.py::test_who_was_stopped_for_too_long_does_nothing_that_the_standby_has_done",),
    ),
    Guard(
        "who slept and takes the lead is not certain of the lanes",
        "bot/runtime/leader.py",
        "            if not self._wanted:  # the lead that is taken later says nothing about the lanes\n",
        "            if True:\n",
        ("tests/bot/runtime/test_leader.py::test_who_slept_and_takes_the_lead_is_not_certain_of_the_lanes",),
    ),
    Guard(
        "who slept too long sends nothing that others may have sent",
        "services/messaging/outbox.py",
        "        over = lease_until is not None and lease_until <= self.db.real()\n",
        "        over = False\n",
        ("tests/services/messaging/test_outbox.py::test_who_slept_too_long_does_not_send_what_others_may_have_sent",),
    ),
    Guard(
        "PostgreSQL plans for the values at hand",
        "services/storage/postgres/engine.py",
        "force_custom_plan",
        "auto",
        ("tests/storage/test_database.py::test_postgres_plans_for_the_values_at_hand_whatever_a_transaction_came_to",),
    ),
    Guard(
        "an old process may be started again on the schema of a newer version",
        "services/storage/schema/upgrade.py",
        "    if _is_borne(connection):\n",
        "    if False:\n",
        ("tests/storage/test_schema.py::test_a_database_of_a_newer_version_that_bears_this_one_is_served_as_it_is",),
    ),
    Guard(
        "a notice of a newer version is not thrown away",
        "bot/telegram/sender.py",
        "            return _left_to_a_newer_version(notice, error)\n",
        '            return _undrawn("a notice", error)\n',
        ("tests/bot/telegram/test_sender.py::test_a_notice_of_a_newer_version_is_left_to_it",),
    ),
    Guard(
        "one replica sends what can wait",
        "bot/serve.py",
        "                opened.shop.outbox.run(opened.leads),\n",
        "                opened.shop.outbox.run(),\n",
        ("tests/chaos/test_fleet.py::test_each_reminder_goes_out_once_whichever_replica_dies",),
    ),
    Guard(
        "a part that fails ends the process",
        "bot/serve.py",
        "            part.add_done_callback(lambda part: _mind(part, stop))\n",
        "            part.add_done_callback(lambda _: None)\n",
        ("tests/bot/test_serve.py::test_a_part_that_fails_ends_the_process_and_says_why",),
    ),
    Guard(
        "what is committed survives a loss of power",
        "services/storage/sqlite/engine.py",
        '("journal_mode=WAL", "synchronous=FULL")',
        '("journal_mode=WAL", "synchronous=NORMAL")',
        (
            "tests/chaos/test_power_loss.py::test_a_power_cut_at_any_moment_costs_no_acknowledged_purchase",
            "tests/storage/test_care.py::test_sqlite_is_used_with_care",
        ),
    ),
    # Moving
    Guard(
        "a shop that is open is not moved",
        "bot/cli/database/copy_database.py",
        "    if await is_open_elsewhere(source):\n",
        "    if False:\n",
        (f"{MOVING}::test_a_shop_that_is_open_is_not_copied",),
    ),
    Guard(
        "a move writes over no shop",
        "services/storage/schema/copy.py",
        "        if table is not tables.meta and await",
        "        if False and await",
        (f"{MOVING}::test_a_database_with_a_shop_in_it_is_not_written_over",),
    ),
    Guard(
        "a copy is compared with what it was made of",
        "services/storage/schema/copy.py",
        "    if different:\n",
        "    if False:\n",
        (f"{MOVING}::test_what_is_sold_while_the_copy_is_made_undoes_the_copy",),
    ),
    # Time
    Guard(
        "only a sandbox on this machine moves the clock",
        "bot/runtime/business_clock.py",
        "        near = ip_address(host).is_loopback\n",
        "        near = bool(ip_address(host))\n",
        ("tests/bot/runtime/test_business_clock.py::test_no_other_address_may_move_the_clock",),
    ),
    # The sandbox
    Guard(
        "polling and a webhook exclude each other",
        "sandbox/methods/updates.py",
        "    if box.webhooks.current is not None:\n",
        "    if False:\n",
        ("tests/sandbox/test_updates.py::test_polling_and_a_webhook_exclude_each_other",),
    ),
    Guard(
        "one update of a queue is under way at a time",
        "sandbox/webhooks/webhook_queue.py",
        "            await self._deliver(waiting[0])\n",
        "            asyncio.get_running_loop().create_task(self._deliver(waiting[0]))\n",
        (f"{WEBHOOKS}::test_an_update_is_posted_until_it_is_taken_and_holds_up_its_queue_alone",),
    ),
    Guard(
        "the bot says how many posts there are at once",
        "sandbox/webhooks/webhook_queue.py",
        "asyncio.Semaphore(at_once)",
        "asyncio.Semaphore(100)",
        (f"{WEBHOOKS}::test_no_more_posts_at_once_than_the_bot_allows",),
    ),
    Guard(
        "invented updates stay on this machine",
        "sandbox/webhooks/webhook_sender.py",
        "        if not (webhook.is_near or self._box.posts_anywhere):\n",
        "        if False:\n",
        (f"{WEBHOOKS}::test_a_webhook_elsewhere_is_kept_and_gets_no_post",),
    ),
    Guard(
        "an update that was overtaken is not confirmed with those that overtook it",
        "sandbox/updates/updates.py",
        "            if not pending.is_late:\n",
        "            if True:\n",
        ("tests/sandbox/test_update_faults.py::test_what_was_overtaken_is_not_confirmed_with_what_overtook_it",),
    ),
    # The sandbox, as foreign clients judge it
    Guard(
        "a yes is a yes in any spelling",
        "sandbox/api/params.py",
        "        return self.text(name).strip().lower() in TRUE\n",
        "        return self.text(name).strip() in TRUE\n",
        (f"{PURCHASE}::test_a_purchase_is_asked_paid_and_delivered[pyTelegramBotAPI]",),
    ),
    Guard(
        "the name of a file needs no quotes",
        "sandbox/api/multipart.py",
        """    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value\n""",
        """    return value[1:-1]\n""",
        (
            "tests/client_compat/test_documents.py::test_a_document_of_the_bot_arrives_and_can_be_replaced[pyTelegramBotAPI]",
        ),
    ),
    Guard(
        "text is counted as Telegram counts it",
        "sandbox/text/formatted.py",
        '    return len(text.encode("utf-16-le", "surrogatepass")) // 2\n',
        "    return len(text)\n",
        (f"{PURCHASE}::test_a_message_with_markup_and_buttons_comes_back_as_it_was_sent[python-telegram-bot]",),
    ),
    Guard(
        "an edit that changes nothing is refused in Telegram's words",
        "sandbox/api/api_errors.py",
        "new message content and reply markup are exactly the same as a ",
        "new message content and reply markup are the same as a ",
        (f"{REFUSED}::test_what_cannot_be_done_is_refused_in_telegrams_words[python-telegram-bot-unchanged]",),
    ),
    Guard(
        "a flood says how long to wait",
        "sandbox/api/api_errors.py",
        'retry after {retry_after}", {"retry_after": retry_after})\n',
        'retry after {retry_after}")\n',
        ("tests/client_compat/test_faults.py::test_a_flood_says_how_long_to_wait[python-telegram-bot]",),
    ),
    Guard(
        "the first of two pollers is told",
        "sandbox/updates/updates.py",
        "        self._wake(api_errors.other_poller())\n",
        "",
        ("tests/client_compat/test_polling.py::test_a_second_poller_ends_the_first[python-telegram-bot]",),
    ),
    Guard(
        "a post carries the secret",
        "sandbox/webhooks/webhook_sender.py",
        "{SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}",
        "{}",
        ("tests/client_compat/test_webhook.py::test_a_purchase_is_posted_step_by_step[python-telegram-bot]",),
    ),
    Guard(
        "goods count as seen when Telegram has taken the page",
        "handlers/orders/order_page.py",
        "        await screen.show(render_order(opened, context.t))\n        await self.orders.mark_seen(opened)\n",
        "        await self.orders.mark_seen(opened)\n        await screen.show(render_order(opened, context.t))\n",
        ("tests/handlers/orders/test_my_orders.py::test_goods_that_telegram_did_not_take_are_still_on_their_way",),
    ),
    Guard(
        "words wait for who cannot be written to",
        "services/messaging/send_results.py",
        "        await tx.notices.park(notice.id, reason)\n",
        "        await tx.notices.drop(notice.id, reason)\n",
        (
            f"{OUTBOX}::test_words_for_the_unreachable_wait_and_are_told_in_order_when_they_are_back",
            f"{OUTBOX}::test_an_admin_who_has_never_started_is_told_at_the_first_word",
        ),
    ),
    Guard(
        "who comes back is told what waited",
        "services/messaging/outbox.py",
        " + await tx.notices.requeue(customer_id)\n",
        "\n",
        (f"{OUTBOX}::test_words_for_the_unreachable_wait_and_are_told_in_order_when_they_are_back",),
    ),
    Guard(
        "who answered hears that the answer waits, once an absence",
        "services/messaging/send_results.py",
        "        dedup_key = f\"answer-unreachable:{said['ticket']}:{since}:{admin}\"\n",
        "        dedup_key = f\"answer-unreachable:{said['ticket']}:{admin}\"\n",
        (f"{OUTBOX}::test_who_answered_hears_once_an_absence_that_the_customer_cannot_be_written_to",),
    ),
    Guard(
        "one notice tells of a conversation while it is unread",
        "services/storage/support/tickets.py",
        "T.c.id == ticket_id, T.c.told_at.is_(None) | (T.c.told_at <= again_before)",
        "T.c.id == ticket_id",
        (f"{SUPPORT}::test_one_notice_tells_of_a_conversation_while_it_is_unread",),
    ),
    Guard(
        "one person sends support no more than an hour permits",
        "services/support/tickets.py",
        "            await self._refuse_many(tx, customer, now)\n",
        "",
        (f"{SUPPORT}::test_one_person_sends_no_more_than_an_hour_permits",),
    ),
    Guard(
        "after a rejection no receipt holds goods",
        "services/payments/receipts.py",
        "if order.state is OrderState.PENDING and not await self._was_rejected(tx, order.customer_id):",
        "if order.state is OrderState.PENDING:",
        (
            f"{REVIEWS}::test_after_a_rejection_no_receipt_holds_goods_any_more",
            f"{REVIEWS}::test_after_a_rejection_no_receipt_of_another_order_holds_goods_until_a_payment",
        ),
    ),
    Guard(
        "a payment of whatever order clears a rejection",
        "services/payments/receipts.py",
        "await tx.orders.last_paid(customer_id)",
        "max(one.paid_at or 0 for one in recent)",
        (f"{REVIEWS}::test_a_payment_of_an_old_order_clears_a_rejection_too",),
    ),
    Guard(
        "one rejection alone leaves an order new time",
        "services/payments/receipt_review.py",
        "if order.state is OrderState.PENDING and first:",
        "if order.state is OrderState.PENDING:",
        (f"{REVIEWS}::test_after_a_rejection_no_receipt_holds_goods_any_more",),
    ),
    Guard(
        "an order takes so many receipts",
        "services/payments/receipts.py",
        "if history.count(HANDED_IN) >= MOST_RECEIPTS:",
        "if history.count(HANDED_IN) >= 10 * MOST_RECEIPTS:",
        (f"{REVIEWS}::test_who_never_pays_runs_out_of_receipts",),
    ),
    # What histories notice
    Guard(
        "only free goods are held, in any history",
        *ONLY_FREE_GOODS,
        (HISTORIES,),
    ),
    Guard(
        "a payment is confirmed once, in any history",
        "services/storage/payments/payments.py",
        'bindparam("which"), in_states(T.c.state, *sources(PAYMENT_MOVES, to)))',
        'bindparam("which"))',
        (HISTORIES,),
    ),
    Guard(
        "money that nobody was told of is found, in any history",
        "services/payments/reconciliation.py",
        "            missed += (await settle(charge)).outcome is not ChargeOutcome.DUPLICATE\n",
        "            missed += charge.provider == ChargeOutcome.DUPLICATE\n",
        (MANY_HISTORIES,),
    ),
)
