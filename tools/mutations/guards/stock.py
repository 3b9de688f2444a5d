"""Guards of the catalog and the stock."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import both, drop, never, remove, replace

BACK_IN_STOCK = "tests/services/stock/test_back_in_stock.py"
HISTORIES = "tests/simulation/test_simulation.py::test_the_first_histories_and_those_that_once_ended_badly_end_well"
HOLDS = "tests/services/stock/test_holds.py"
IMPORT = "tests/services/stock/test_stock_import.py"
READING = "tests/handlers/admin/stock/test_stock_reading.py"
RETRIES = "tests/simulation/test_retries.py::test_an_act_ends_the_same_whatever_calls_have_failed"
STOCK = "tests/handlers/admin/stock/test_stock.py"
STOCK_EDITS = "tests/handlers/admin/stock/test_stock_edits.py"
TEXTS_FROM_OUTSIDE = "tests/bot/cli/test_texts_from_outside.py"

ONLY_FREE = both(replace("of_product(_1)", "stock.c.product_id == _1"), drop("_.c.state == StockState.FREE"))

MUTATIONS = (
    Mutation(
        "a text that nobody can see is no text", "services/catalog/file/node_path.py:text",
        replace("is_blank(_1)", "not _1"),
        f"{TEXTS_FROM_OUTSIDE}::test_a_broken_text_of_the_catalog_is_named_by_the_doctor_the_start_and_an_import",
    ),
    Mutation(
        "a catalog that was applied is said to be applied", "handlers/admin/catalog/catalog.py:apply_catalog",
        replace("await _.applied(_)", "None"), f"{RETRIES}[admin.catalog.apply_catalog]",
    ),
    Mutation(
        "unpaid orders of the last day are remembered", "services/stock/holds.py:allowance",
        replace("_.state in UNPAID", "False"),
        f"{HOLDS}::test_who_never_pays_keeps_the_goods_from_others_for_a_bounded_time",
    ),
    Mutation(
        "goods of an order in review are not put back", "services/stock/holds.py:release_own",
        drop("not await _.reviewed(_)"), f"{HOLDS}::test_goods_stay_with_an_order_whose_receipt_is_looked_at",
    ),
    Mutation(
        "an undo is done in portions", "services/storage/stock/stock.py:remove_free", replace("_1.limit(_)", "_1"),
        f"{IMPORT}::test_others_order_between_the_portions_of_a_long_undo_and_keep_what_they_ordered",
    ),
    Mutation(
        "what must be asked about is not imported", "handlers/admin/stock/stock_import.py:store",
        remove("_.reading.must_ask"), f"{READING}::test_an_encoding_is_chosen_before_anything_can_be_imported",
    ),
    Mutation(
        "the command line asks too", "bot/cli/stock.py:import_stock", never("_.reading.must_ask"),
        "tests/bot/cli/test_stock.py::test_what_is_open_is_asked_about_and_chosen_by_an_option",
    ),
    Mutation(
        "a report from before a choice imports nothing", "services/domain/stock/stock.py:digest",
        replace("astuple(_)", "()"), f"{READING}::test_a_report_from_before_a_choice_imports_nothing",
    ),
    Mutation(
        "an edit is not undone by the update from before it", "services/storage/stock/drafts.py:put",
        remove("_._edited_at(...)"),
        f"{STOCK_EDITS}::test_an_update_from_before_an_edit_that_comes_again_brings_nothing_back",
    ),
    Mutation(
        "no code is shown whole", "services/stock/file/masking.py:_half_hidden", replace("max(_, 0)", "0"),
        "tests/services/stock/test_stock_lines.py::test_no_code_is_shown_whole",
    ),
    Mutation(
        "a message is one part of a draft", "services/stock/drafts.py:put",
        replace("_1.put(_2, _3, _4)", "_1.put(_2, replace(_3, message_id=self.db.real()), _4)"),
        f"{STOCK}::test_a_part_that_comes_again_after_a_failing_message_is_kept_once",
    ),
    Mutation(
        "a draft that has ended stays as it is", "handlers/admin/stock/stock_import.py:store",
        remove("_.state != DraftState.OPEN"), f"{STOCK}::test_what_was_given_up_is_not_imported_by_an_older_button",
    ),
    Mutation(
        "an import that broke off is the same batch", "services/stock/stock_import.py:store",
        replace("_ or new_id()", "new_id()"),
        f"{IMPORT}::test_an_import_that_broke_off_is_carried_on_as_the_same_batch",
    ),
    Mutation(
        "only free goods are held", "services/storage/stock/stock.py:_claiming", ONLY_FREE,
        "tests/services/orders/test_checkout.py::test_what_is_held_for_one_is_not_held_for_another",
    ),
    Mutation(
        "a code calls one person", "services/storage/stock/back_in_stock.py:items_without_notice",
        drop("_.c.id.not_in(_)"), f"{BACK_IN_STOCK}::test_never_more_are_told_than_there_are_codes",
    ),
    Mutation(
        "those who have paid are served before anybody is told", "services/stock/back_in_stock.py:_tell",
        remove("_.fulfill_backorders(...)"),
        f"{BACK_IN_STOCK}::test_a_line_that_nobody_has_served_is_served_before_anybody_is_told",
    ),
    Mutation(
        "what is hidden is told to nobody", "services/stock/back_in_stock.py:_tell", drop("_.hidden"),
        f"{BACK_IN_STOCK}::test_what_is_hidden_is_told_to_nobody_until_it_is_shown",
    ),
    Mutation(
        "who has blocked the bot uses up no place", "services/storage/stock/back_in_stock.py:first", drop("REACHABLE"),
        f"{BACK_IN_STOCK}::test_who_has_blocked_the_bot_takes_no_place_and_keeps_it",
    ),
    Mutation(
        "only free goods are held, in any history", "services/storage/stock/stock.py:_claiming", ONLY_FREE, HISTORIES,
    ),
)  # fmt: skip
