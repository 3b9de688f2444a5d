"""Guards of the intake of updates."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import always, drop, never, remove, replace, unwrap

ENDPOINT = "tests/bot/intake/test_webhook_endpoint.py"
INBOX = "tests/bot/intake/test_inbox.py"
PROCESSING = "tests/bot/intake/test_processing.py"
RETRIES_AFTER_DEATH = (
    "tests/simulation/test_retries.py::test_an_act_ends_the_same_if_the_process_dies_before_it_is_written_down_as_done"
)
SHARED_INBOX = "tests/bot/intake/test_shared_inbox.py"
STORED_INBOX = "tests/storage/test_inbox.py"
WEBHOOK = "tests/bot/intake/test_webhook.py"

MUTATIONS = (
    Mutation(
        "the conversation moves on when its update has succeeded, and not before",
        "bot/intake/processing.py:process_update", unwrap("_.written_last(...)"),
        f"{PROCESSING}::test_an_update_that_fails_or_dies_meets_the_same_conversation_when_it_comes_again",
    ),
    Mutation(
        "what a dead process has handled meets the conversation that it met first",
        "bot/intake/processing.py:process_update", replace("_.taken_up", "False"),
        f"{RETRIES_AFTER_DEATH}[support.tickets.take]",
    ),
    Mutation(
        "updates that another bot has left make no check fail", "services/storage/system/inbox.py:oldest_open",
        drop("_.c.bot_id == _"), f"{STORED_INBOX}::test_what_another_bot_has_left_on_this_database_is_its_own",
    ),
    Mutation(
        "what another bot could not handle is not revived", "services/storage/system/inbox.py:requeue_dead",
        drop("_.c.bot_id == _"), f"{STORED_INBOX}::test_what_another_bot_has_left_on_this_database_is_its_own",
    ),
    Mutation(
        "an update is confirmed after it is kept", "bot/intake/polling.py:_fetch",
        replace("await _1._store(_2)", "[await _1._store(_2)]"),
        "tests/bot/intake/test_polling.py::test_what_could_not_be_kept_is_not_confirmed_and_comes_again",
    ),
    Mutation(
        "a batch is kept when it is said to be", "bot/intake/inbox.py:_store",
        replace("await _.inbox.store(_1, _)", "{one.update_id for one in _1}"),
        f"{INBOX}::test_a_batch_is_committed_before_it_is_confirmed",
        f"{INBOX}::test_every_batch_is_stored_before_anything_of_it_is_handled",
    ),
    Mutation(
        "what has a row already is not handled", "bot/intake/inbox.py:_store",
        replace("[_ for _ in _1 if _ in _2]", "_1 if _2 else []"),
        f"{INBOX}::test_what_is_known_is_not_handled_twice",
        f"{INBOX}::test_what_an_earlier_process_has_handled_is_not_handled_again",
        f"{ENDPOINT}::test_what_an_earlier_process_has_handled_is_not_handled_again_however_late_it_comes",
    ),
    Mutation(
        "a mark that could not be written is written later", "bot/intake/inbox.py:_begin", remove("_._done |= _"),
        f"{INBOX}::test_what_is_done_is_handled_once_although_its_mark_could_not_be_written",
    ),
    Mutation(
        "what is done and not marked is not begun again", "bot/intake/inbox.py:_handle", always("_ not in _._done"),
        f"{INBOX}::test_what_is_done_is_handled_once_although_its_mark_could_not_be_written",
    ),
    Mutation(
        "what the process has died of is handled no more", "bot/intake/inbox.py:_process_with_retries",
        never("_.recoveries >= DEADLY"),
        f"{INBOX}::test_what_the_process_died_of_while_it_was_alone_is_handled_no_more",
    ),
    Mutation(
        "a suspect is counted before it is handled", "bot/intake/inbox.py:_feed_alone",
        remove("_._note_recoveries(_, _ + 1)"), f"{INBOX}::test_suspects_are_handled_one_at_a_time_and_counted_before",
    ),
    Mutation(
        "who has killed nobody is no suspect", "bot/intake/inbox.py:_feed_alone", remove("_._note_recoveries(_, 0)"),
        f"{INBOX}::test_a_suspect_that_fails_or_is_cut_short_has_not_killed_anybody",
    ),
    Mutation(
        "recoveries are counted", "services/storage/system/inbox.py:_lease", drop("COUNTED"),
        f"{INBOX}::test_each_recovery_is_counted_up_to_a_suspicion",
        "tests/chaos/test_deadly.py::test_an_update_that_kills_the_process_is_given_up_and_nobody_elses_is",
    ),
    Mutation(
        "what comes too late is skipped", "bot/intake/inbox.py:MAX_AGE",
        replace("{'callback_query': _, PRE_CHECKOUT: _}", "{}"),
        f"{INBOX}::test_what_comes_too_late_to_matter_is_skipped",
    ),
    Mutation(
        "a flood counts as no attempt", "bot/intake/retries.py:pause_after", drop("TelegramRetryAfter"),
        f"{INBOX}::test_no_number_of_floods_in_a_row_buries_an_update",
    ),
    Mutation(
        "an outage of Telegram counts as no attempt", "bot/intake/retries.py:pause_after", replace("AWAY", "()"),
        f"{INBOX}::test_telegram_that_is_away_buries_nothing_for_minutes",
    ),
    Mutation(
        "what is done is emptied", "services/storage/system/inbox.py:finish", drop("'payload'"),
        f"{STORED_INBOX}::test_a_finished_update_is_emptied_and_its_number_stays",
    ),
    Mutation(
        "what is done becomes no dead letter", "services/storage/system/inbox.py:mark_dead",
        drop("_.c.state == UpdateState.OPEN"),
        f"{STORED_INBOX}::test_an_update_that_was_handled_and_fails_when_it_comes_again_stays_handled",
    ),
    Mutation(
        "a payment overtakes", "bot/intake/user_queues.py:put", replace("_.kind == PRE_CHECKOUT", "False"),
        "tests/bot/intake/test_user_queues.py::test_a_payment_overtakes_what_the_same_person_has_pressed_before",
    ),
    Mutation(
        "nobody posts without the secret", "bot/intake/webhook_endpoint.py:answer", never("_._has_valid_secret(_)"),
        f"{ENDPOINT}::test_nobody_without_the_secret_is_let_in",
    ),
    Mutation(
        "200 is said after the commit", "bot/intake/webhook_endpoint.py:answer",
        replace("return _1 if await _2 else _", "await _2; return _1"),
        f"{ENDPOINT}::test_an_update_that_cannot_be_kept_is_asked_for_again",
    ),
    Mutation(
        "a webhook of another program is left alone", "bot/intake/webhook.py:remove_own_webhook",
        never("_.url not in _"), f"{WEBHOOK}::test_a_webhook_of_another_program_is_left_alone",
    ),
    Mutation(
        "an address is ours until Telegram has taken the next one", "bot/intake/webhook.py:_remember",
        replace("() if _ else _", "()"), f"{WEBHOOK}::test_an_address_is_ours_until_telegram_has_taken_the_next_one",
    ),
    Mutation(
        "what was left for the holder goes before what he receives himself", "bot/intake/shared_inbox.py:_store",
        replace("_1 if _ else []", "_1 if False else []"),
        f"{SHARED_INBOX}::test_a_later_update_does_not_overtake_one_that_was_left_for_the_holder",
    ),
    Mutation(
        "what was known of a customer is forgotten with the ownership", "bot/intake/shared_inbox.py:release_idle",
        remove("_._forget(_)"),
        f"{SHARED_INBOX}::test_what_was_known_of_a_customer_is_forgotten_when_the_customer_comes_or_goes",
    ),
    Mutation(
        "who was stopped for too long handles nothing more", "bot/intake/inbox.py:_process_with_retries",
        remove("_._check_lease()"),
        "tests/e2e/test_standby.py::test_who_was_stopped_for_too_long_does_nothing_that_the_standby_has_done",
    ),
)  # fmt: skip
