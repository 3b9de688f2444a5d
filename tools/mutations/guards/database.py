"""Guards of the databases, their schema, and the leases of processes."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import always, drop, never, remove, replace, replace_text, run_once

COPY = "tests/bot/cli/test_copy_database.py"
GROUPS = "tests/storage/test_groups.py"
LEADER = "tests/bot/runtime/test_leader.py"
SHARED_INBOX = "tests/bot/intake/test_shared_inbox.py"
STEADY_CLOCK = "tests/storage/test_steady_clock.py"

MUTATIONS = (
    Mutation(
        "an act has one outcome", "services/storage/migrations/versions/0007_outcomes.py:upgrade",
        drop("sa.PrimaryKeyConstraint(...)"), "tests/storage/test_outcomes.py::test_an_act_has_one_outcome",
    ),
    Mutation(
        "evidence is only ever added", "services/storage/migrations/versions/0001_first.py:_keep_evidence",
        remove("_refusals(_)"), "tests/storage/test_constraints.py::test_evidence_is_neither_changed_nor_removed",
    ),
    Mutation(
        "processes of one machine count by its uptime", "services/storage/connection/steady_clock.py:_ask",
        replace("uptime()", "real_time()"),
        f"{STEADY_CLOCK}::test_processes_of_one_machine_agree_before_anybody_has_noticed",
    ),
    Mutation(
        "a moment that was reached is never before us again", "services/storage/connection/steady_clock.py:look",
        replace("max(_1, _)", "_1"),
        f"{STEADY_CLOCK}::test_what_was_written_before_a_start_of_the_machine"
        "_that_set_its_clock_back_does_not_wait_for_it",
    ),
    Mutation(
        "a lease that runs is not taken", "services/storage/system/leases.py:take",
        drop("(_.lease_until <= _) | (_.holder == _)"), f"{LEADER}::test_one_leads_and_the_other_does_not",
    ),
    Mutation(
        "who has lost his lease stops", "bot/runtime/leader.py:renew", remove("_.lease_lost = _"),
        f"{LEADER}::test_a_standby_takes_over_when_the_lease_is_over_and_the_other_notices",
    ),
    Mutation(
        "a customer has one owner", "services/storage/system/user_owners.py:claim_users",
        replace("{'used_at': _1.used_at}", "{'holder': _1.holder}"),
        f"{SHARED_INBOX}::test_what_another_receives_is_handled_by_the_owner_of_the_customer_in_order",
    ),
    Mutation(
        "the living are not robbed of their customers", "services/storage/system/leases.py:living",
        replace("_1.lease_until > _", "_1.lease_until < 0"), f"{SHARED_INBOX}::test_the_living_are_not_robbed",
    ),
    Mutation(
        "a customer with an open update is kept", "services/storage/system/user_owners.py:release_idle",
        drop("~_has_open"),
        f"{SHARED_INBOX}::test_a_customer_with_an_open_update_is_kept",
    ),
    Mutation(
        "no key is made over goods that need another", "services/storage/schema/bootstrap.py:open_database",
        drop("await holds_ciphertext(_)"),
        "tests/storage/test_opening.py::test_a_lost_key_is_not_papered_over_with_a_new_one",
    ),
    Mutation(
        "a caller that is cancelled spoils no connection", "services/storage/sqlite/engine.py:_keep",
        remove("_.is_disconnect = False"), f"{GROUPS}::test_who_is_cancelled_within_a_statement_spoils_no_connection",
    ),
    Mutation(
        "who is cancelled while a commit is under way is told when it has ended",
        "services/storage/sqlite/engine.py:_whole", run_once("_.done()"),
        f"{GROUPS}::test_who_is_cancelled_within_a_commit_is_told_when_it_has_ended",
    ),
    Mutation(
        "what SQLite has undone is not told as done", "services/storage/sqlite/commit_group.py:refuse_undone",
        never("not _.in_transaction"),
        f"{GROUPS}::test_what_sqlite_has_undone_is_not_told_as_done",
    ),
    Mutation(
        "nobody goes on before the shared commit", "services/storage/sqlite/engine.py:begin",
        remove("asyncio.shield(_.ended)"), f"{GROUPS}::test_nobody_goes_on_before_it_is_on_the_disk",
    ),
    Mutation(
        "who fails takes back what is his alone", "services/storage/sqlite/engine.py:_rollback_member",
        remove("_.rollback_member()"), f"{GROUPS}::test_who_fails_takes_back_what_is_his_alone",
    ),
    Mutation(
        "a closing that was broken off is made up for", "services/storage/sqlite/engine.py:begin",
        drop("_.closing.done()"), f"{GROUPS}::test_who_was_told_to_end_does_not_keep_the_next_from_the_disk",
    ),
    Mutation(
        "who slept and takes the lead is not certain of the customers", "bot/runtime/leader.py:_take",
        always("not _._wanted"), f"{LEADER}::test_who_slept_and_takes_the_lead_is_not_certain_of_the_customers",
    ),
    Mutation(
        "PostgreSQL plans for the values at hand", "services/storage/postgres/engine.py:SETTINGS",
        replace_text("force_custom_plan", "auto"),
        "tests/storage/test_database.py::test_postgres_plans_for_the_values_at_hand_whatever_a_transaction_came_to",
    ),
    Mutation(
        "an old process may be started again on the schema of a newer version",
        "services/storage/schema/upgrade.py:_upgrade", never("_is_compatible(_)"),
        "tests/storage/test_schema.py::test_a_database_of_a_newer_version_that_bears_this_one_is_served_as_it_is",
    ),
    Mutation(
        "what is committed survives a loss of power", "services/storage/sqlite/engine.py:DURABILITY",
        replace_text("synchronous=FULL", "synchronous=NORMAL"),
        "tests/chaos/test_power_loss.py::test_a_power_cut_at_any_moment_costs_no_acknowledged_purchase",
        "tests/storage/test_pragmas.py::test_sqlite_is_used_with_care",
    ),
    Mutation(
        "a move writes over no shop", "services/storage/schema/copy.py:_require_empty",
        never("_ is not tables.key_values"),
        f"{COPY}::test_a_database_with_a_shop_in_it_is_not_written_over",
    ),
    Mutation(
        "a copy is compared with what it was made of", "services/storage/schema/copy.py:_compare",
        replace("_[_] != _", "False"), f"{COPY}::test_what_is_sold_while_the_copy_is_made_undoes_the_copy",
    ),
)  # fmt: skip
