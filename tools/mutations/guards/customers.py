"""Guards of customers, documents in force, support, and admins."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import always, drop, never, remove, replace

CONSENTS = "tests/services/legal/test_consents.py"
HANDLERS = "tests/architecture/test_handlers.py"
MIDDLEWARES = "tests/bot/telegram/test_middlewares.py"
PUBLISH_TERMS = "tests/handlers/admin/legal/test_publish_terms.py"
RETRIES = "tests/simulation/test_retries.py::test_an_act_ends_the_same_whatever_calls_have_failed"
SECOND_RUNS = "tests/services/test_second_runs.py"
TICKETS = "tests/services/support/test_tickets.py"

MUTATIONS = (
    Mutation(
        "consent is compared with the document as it was published", "services/legal/consents.py:verify",
        never("_ != _.sha256"), f"{CONSENTS}::test_a_document_that_was_exchanged_with_its_sum_is_found",
    ),
    Mutation(
        "terms in one language alone are not published without a word",
        "handlers/admin/legal/publish_terms.py:_uncertain", never("len(_) == 1"),
        f"{PUBLISH_TERMS}::test_one_language_alone_and_version_lines_that_differ_are_named_before_publishing",
    ),
    Mutation(
        "the first documents go in force together", "services/legal/consents.py:publish_first",
        replace("unfit(_)", "unfit({})"), f"{CONSENTS}::test_the_first_start_publishes_all_documents_or_none",
    ),
    Mutation(
        "a closed ticket is said to be closed by the act that has closed it", "services/support/tickets.py:close",
        remove("_.outcomes.put(...)"),
        f"{SECOND_RUNS}::test_a_ticket_is_closed_once_and_said_to_be_twice",
        f"{RETRIES}[admin.tickets.close]",
    ),
    Mutation(
        "a question that comes again opens no second ticket", "services/support/tickets.py:ask",
        remove("_.tickets.said(_)"), f"{SECOND_RUNS}::test_a_question_that_comes_again_opens_no_second_ticket",
    ),
    Mutation(
        "documents that Telegram cannot show are not published", "services/legal/consents.py:_publish",
        replace("unfit(_)", "unfit({})"), f"{CONSENTS}::test_what_telegram_cannot_show_is_never_put_in_force",
    ),
    Mutation(
        "many sales are told as one", "services/reports/sale_notices.py:_tell", always("_ <= SINGLE"),
        "tests/services/reports/test_sale_notices.py::test_many_sales_in_a_minute_become_one_notice_and_none_is_lost",
    ),
    Mutation(
        "what comes while an admin reads is not taken for read", "services/storage/support/tickets.py:read",
        never("_.where(_.c.id > _)"), f"{TICKETS}::test_what_comes_while_an_admin_reads_is_not_taken_for_read",
    ),
    Mutation(
        "what staff do is guarded", "handlers/admin/__init__.py", remove("_.middleware(StaffAccess())"),
        f"{HANDLERS}::test_only_staff_reach_what_is_for_staff",
    ),
    Mutation(
        "what staff do is done in person", "handlers/admin/__init__.py", remove("_.filter(InPerson())"),
        f"{HANDLERS}::test_only_staff_reach_what_is_for_staff",
    ),
    Mutation(
        "who is disguised is no admin", "handlers/admin/access.py:InPerson.__call__",
        replace("_.sender_chat is None", "True"),
        f"{MIDDLEWARES}::test_who_speaks_as_a_channel_or_anonymously_is_no_admin",
    ),
    Mutation(
        "goods are for private chats", "bot/telegram/middlewares.py:CustomerContext.__call__",
        never("_.type != ChatType.PRIVATE"), f"{MIDDLEWARES}::test_a_button_in_a_group_shows_nothing_to_the_group",
    ),
    Mutation(
        "nobody occupies the shop alone", "bot/telegram/middlewares.py:_permits", replace("_ >= 1", "True"),
        f"{MIDDLEWARES}::test_nobody_occupies_the_shop_alone",
    ),
    Mutation(
        "who is too fast is told so in the chosen language", "bot/telegram/middlewares.py:_ask_for_patience",
        replace("_.speaks if _ else _1", "_1"),
        f"{MIDDLEWARES}::test_who_is_too_fast_is_told_so_in_the_chosen_language",
    ),
    Mutation(
        "names are escaped", "handlers/ui/text/html_text.py:escape", replace("html.escape(_1, ...)", "_1"),
        "tests/handlers/ui/test_translations.py::test_a_hostile_name_stays_a_name",
    ),
    Mutation(
        "one person's budget is a small part of the bot's", "bot/telegram/middlewares.py:_permits",
        replace("_._per_second", "30"), f"{MIDDLEWARES}::test_one_person_uses_up_a_small_part_of_what_the_bot_may_say",
    ),
    Mutation(
        "one notice tells of a conversation while it is unread", "services/storage/support/tickets.py:mark_alerted",
        drop("_.c.told_at.is_(None) | _"), f"{TICKETS}::test_one_notice_tells_of_a_conversation_while_it_is_unread",
    ),
    Mutation(
        "one person sends support no more than an hour permits", "services/support/tickets.py:ask",
        remove("_._refuse_many(...)"), f"{TICKETS}::test_one_person_sends_no_more_than_an_hour_permits",
    ),
)  # fmt: skip
