"""Guards of what the shop sends: goods, notices, answers."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import always, drop, never, remove, replace

NOTICES = "tests/handlers/messaging/test_notices.py"
OUTBOX = "tests/services/messaging/test_outbox.py"
QUEUE = "tests/services/messaging/test_outbox_queue.py"
SENDER = "tests/bot/telegram/test_sender.py"

MUTATIONS = (
    Mutation(
        "a reminder counts by the shop's calendar", "handlers/messaging/customer_notices.py:_render_reminder",
        replace("t(_1, title=_2, date=_3, days=_)", "t(_1, title=_2, date=_3, days=days)"),
        f"{NOTICES}::test_near_midnight_the_days_of_a_reminder_are_those_of_the_shops_calendar",
    ),
    Mutation(
        "a file that does not come is no fault of its update", "bot/telegram/connection.py:stream_content",
        always("_.status not in TRANSIENT_ERRORS"),
        "tests/bot/telegram/test_connection.py::test_a_file_that_does_not_come_is_asked_for_again_as_any_call",
    ),
    Mutation(
        "waiting is no attempt", "services/messaging/send_results.py:_tries", replace("_1 if _.is_try else _", "_1"),
        f"{QUEUE}::test_goods_that_had_to_wait_count_no_attempt",
    ),
    Mutation(
        "a notice has doubts of its own", "services/messaging/send_results.py:apply_to_notice",
        replace("_1.uncertain_attempts + 1 < _2", "_1.attempts < _2"),
        f"{QUEUE}::test_a_notice_that_had_to_wait_keeps_its_second_chance",
    ),
    Mutation(
        "no more of one recipient is held than is sent soon", "services/storage/messaging/notice_queue.py:_fits",
        replace("_ < AT_ONCE", "True"), f"{QUEUE}::test_the_flood_of_one_does_not_hold_up_words_for_another",
    ),
    Mutation(
        "what an admin missed is told as one", "services/messaging/outbox.py:mark_reachable",
        remove("summarize_missed(...)"),
        f"{OUTBOX}::test_an_admin_who_starts_weeks_later_reads_old_news_as_one_message",
    ),
    Mutation(
        "money is told before words", "services/storage/messaging/notice_queue.py:take",
        replace("Priority", "reversed(Priority)"),
        f"{QUEUE}::test_what_has_been_due_for_longer_does_not_fill_the_hands_before_money",
    ),
    Mutation(
        "a process holds no more than it can send soon", "services/messaging/outbox.py:_claim",
        never("_ >= MAX_IN_FLIGHT"), f"{OUTBOX}::test_a_process_holds_no_more_than_it_can_send_soon",
    ),
    Mutation(
        "who does not lead sends nothing that can wait", "services/messaging/outbox.py:run", always("leads()"),
        f"{OUTBOX}::test_who_does_not_lead_leaves_what_can_wait_to_whoever_does",
    ),
    Mutation(
        "goods that waited for their turn are looked at again", "services/messaging/outbox.py:_send_delivery",
        never("_._returns(_)"), f"{OUTBOX}::test_goods_that_wait_for_their_turn_are_looked_at_again_before_they_go",
    ),
    Mutation(
        "a copy is marked as one", "services/messaging/send_results.py:mark_uncertain", replace("True", "False"),
        f"{OUTBOX}::test_a_lost_answer_gives_one_marked_copy_of_the_same_code",
    ),
    Mutation(
        "a second doubt ends it", "services/messaging/send_results.py:mark_uncertain",
        never("_ >= MAX_UNCERTAIN_ATTEMPTS"), f"{OUTBOX}::test_a_second_doubt_goes_to_a_person",
    ),
    Mutation(
        "a lost answer is a doubt", "bot/telegram/sender.py:classify", drop("TelegramServerError"),
        f"{SENDER}::test_nobody_knows_what_became_of_a_call_whose_answer_was_lost",
    ),
    Mutation(
        "goods that were just paid do not stand behind reminders", "services/messaging/outbox.py:_send_delivery",
        replace("_ and _.limiter.try_bypass(_)", "False"),
        f"{OUTBOX}::test_goods_that_were_just_paid_go_ahead_of_all_notices",
    ),
    Mutation(
        "answers are counted", "bot/telegram/send_counter.py:SendCounter.__call__", remove("_.count()"),
        f"{SENDER}::test_answers_are_counted_and_what_had_its_turn_is_not",
    ),
    Mutation(
        "a flood that an answer meets pauses what can wait", "bot/telegram/send_counter.py:SendCounter.__call__",
        remove("_.pause(...)"), f"{SENDER}::test_a_flood_that_an_answer_meets_pauses_what_can_wait",
    ),
    Mutation(
        "a process whose lease is over sends nothing", "services/messaging/outbox.py:_is_over",
        replace("_ is not None and _ <= _", "False"),
        f"{OUTBOX}::test_a_process_whose_lease_is_over_does_not_send_what_others_may_have_sent",
    ),
    Mutation(
        "a notice of a newer version is not thrown away", "bot/telegram/sender.py:TelegramSender.notify",
        replace("_left_to_a_newer_version(_, _1)", "_render_failed('a notice', _1)"),
        f"{SENDER}::test_a_notice_of_a_newer_version_is_left_to_it",
    ),
    Mutation(
        "words wait for who cannot be written to", "services/messaging/send_results.py:_keep",
        replace("_1.park", "_1.drop"),
        f"{OUTBOX}::test_words_for_the_unreachable_wait_and_are_told_in_order_when_they_are_back",
        f"{OUTBOX}::test_an_admin_who_has_never_started_is_told_at_the_first_word",
    ),
    Mutation(
        "who comes back is told what waited", "services/messaging/outbox.py:mark_reachable",
        drop("await _.notices.requeue(_)"),
        f"{OUTBOX}::test_words_for_the_unreachable_wait_and_are_told_in_order_when_they_are_back",
    ),
    Mutation(
        "who answered hears that the answer waits, once an absence",
        "services/messaging/send_results.py:_tell_who_answered",
        replace("f'answer-unreachable:{_1}:{_}:{_2}'", "f'answer-unreachable:{_1}:{_2}'"),
        f"{OUTBOX}::test_who_answered_hears_once_an_absence_that_the_customer_cannot_be_written_to",
    ),
)  # fmt: skip
