"""Guards of the sandbox."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import always, drop, never, remove, replace, replace_text

DOCUMENTS = "tests/client_compat/test_documents.py"
PURCHASE = "tests/client_compat/test_purchase.py"
REFUSALS = "tests/client_compat/test_refusals.py"
WEBHOOKS = "tests/sandbox/test_webhooks.py"

MUTATIONS = (
    Mutation(
        "polling and a webhook exclude each other", "sandbox/methods/updates.py:get_updates",
        never("_.webhooks.current is not None"),
        "tests/sandbox/test_updates.py::test_polling_and_a_webhook_exclude_each_other",
    ),
    Mutation(
        "one update of a queue is under way at a time", "sandbox/webhooks/webhook_queue.py:_run",
        replace("await _1._deliver(_2)", "asyncio.get_running_loop().create_task(_1._deliver(_2))"),
        f"{WEBHOOKS}::test_an_update_is_posted_until_it_is_taken_and_holds_up_its_queue_alone",
    ),
    Mutation(
        "the bot says how many posts there are at once", "sandbox/webhooks/webhook_queue.py:WebhookQueue.__init__",
        replace("asyncio.Semaphore(_)", "asyncio.Semaphore(100)"),
        f"{WEBHOOKS}::test_no_more_posts_at_once_than_the_bot_allows",
    ),
    Mutation(
        "invented updates stay on this machine", "sandbox/webhooks/webhook_sender.py:_sent", never("_.is_near"),
        f"{WEBHOOKS}::test_a_webhook_elsewhere_is_kept_and_gets_no_post",
    ),
    Mutation(
        "an update that was overtaken is not confirmed with those that overtook it",
        "sandbox/updates/updates.py:_confirm", always("_.is_late"),
        "tests/sandbox/test_update_faults.py::test_what_was_overtaken_is_not_confirmed_with_what_overtook_it",
    ),
    Mutation(
        "a yes is a yes in any spelling", "sandbox/api/params.py:flag", replace("_1.lower()", "_1"),
        f"{PURCHASE}::test_a_purchase_is_asked_paid_and_delivered[pyTelegramBotAPI]",
    ),
    Mutation(
        "the name of a file needs no quotes", "sandbox/api/multipart.py:_bare", replace("_1 if _ else _", "_1"),
        f"{DOCUMENTS}::test_a_document_of_the_bot_arrives_and_can_be_replaced[pyTelegramBotAPI]",
    ),
    Mutation(
        "text is counted as Telegram counts it", "sandbox/text/formatted.py:utf16_length",
        replace("len(_1.encode(...)) // 2", "len(_1)"),
        f"{PURCHASE}::test_a_message_with_markup_and_buttons_comes_back_as_it_was_sent[python-telegram-bot]",
    ),
    Mutation(
        "an edit that changes nothing is refused in Telegram's words", "sandbox/api/api_errors.py:not_modified",
        replace_text("exactly the same as a ", "the same as a "),
        f"{REFUSALS}::test_what_cannot_be_done_is_refused_in_telegrams_words[python-telegram-bot-unchanged]",
    ),
    Mutation(
        "a flood says how long to wait", "sandbox/api/api_errors.py:flood", drop("{'retry_after': _}"),
        "tests/client_compat/test_faults.py::test_a_flood_says_how_long_to_wait[python-telegram-bot]",
    ),
    Mutation(
        "the first of two pollers is told", "sandbox/updates/updates.py:get",
        remove("_._wake(api_errors.other_poller())"),
        "tests/client_compat/test_polling.py::test_a_second_poller_ends_the_first[python-telegram-bot]",
    ),
    Mutation(
        "a post carries the secret", "sandbox/webhooks/webhook_sender.py:_sent", replace("_ if _ else {}", "{}"),
        "tests/client_compat/test_webhook.py::test_a_purchase_is_posted_step_by_step[python-telegram-bot]",
    ),
)  # fmt: skip
