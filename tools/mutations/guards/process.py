"""Guards of the process: its commands, settings, clocks, parts and log."""

from tools.mutations.mutation import Mutation
from tools.mutations.operators import drop, never, remove, replace, replace_text

ENV_FILE = "tests/bot/settings/test_env_file.py"
GOODS_CHECKS = "tests/bot/cli/test_goods_checks.py"
MAIN = "tests/bot/cli/test_main.py"
WATCHDOG = "tests/bot/monitoring/test_watchdog.py"

MUTATIONS = (
    Mutation(
        "nothing is restored under a shop that runs", "bot/cli/database/restore.py:restore", remove("is_served(_)"),
        "tests/bot/cli/test_commands.py::test_nothing_is_restored_while_the_shop_runs",
    ),
    Mutation(
        "a shop that sells has a backup", "bot/cli/doctor/shop_checks.py:_backups", never("_ >= TOO_OLD"),
        "tests/bot/cli/test_doctor.py::test_the_age_of_the_newest_backup_is_told",
    ),
    Mutation(
        "permissions alone do not tell whether a folder can be written to",
        "bot/runtime/database_unavailable.py:is_writable",
        replace("with tempfile.TemporaryFile(dir=_1): return True", "return _1.is_dir()"),
        f"{MAIN}::test_a_place_where_nothing_can_be_written_is_told",
    ),
    Mutation(
        "a start waits for a file that another program keeps locked", "bot/app.py:open_shop_database",
        remove("wait_until_unlocked(_)"), f"{MAIN}::test_a_database_that_another_program_keeps_locked_is_waited_for",
    ),
    Mutation(
        "a catalog that is not there is no example", "bot/first_start.py:_parsed",
        replace("_1.read_bytes()", "(_1 if _1.exists() else Path('data/catalog.example.yaml')).read_bytes()"),
        f"{GOODS_CHECKS}::test_a_first_start_without_a_catalog_sells_nothing",
    ),
    Mutation(
        "ready to sell is not said of the example", "bot/cli/doctor/goods_checks.py:_foreign",
        never("_ in example_texts.DOCUMENTS"), f"{GOODS_CHECKS}::test_example_documents_are_named_one_by_one",
    ),
    Mutation(
        "a mark that is not closed swallows no setting in silence", "bot/settings/env_file.py:_flaws",
        drop("_swallows(_)"), f"{ENV_FILE}::test_a_mark_that_is_not_closed_is_named_with_its_line_and_its_value_is_not",
    ),
    Mutation(
        "no encoding of a settings file is guessed", "bot/settings/env_file.py:encoding_of",
        replace("re.search(...)", "None"),
        f"{ENV_FILE}::test_any_other_encoding_is_refused_in_a_line_that_names_the_file_and_what_to_do",
    ),
    Mutation(
        "a secret cannot be guessed", "bot/settings/values.py:WebhookSecret", replace_text("{32,256}", "{1,256}"),
        "tests/bot/settings/test_sections.py::test_the_secret_of_a_webhook_has_32_to_256_characters",
    ),
    Mutation(
        "a tick does not depend on the clock on the wall", "bot/runtime/scheduler.py:Scheduler.__init__",
        drop("{'default': DueJobs()}"),
        "tests/bot/runtime/test_scheduler.py::test_a_clock_that_is_set_neither_stops_nor_doubles_ticks",
    ),
    Mutation(
        "a scheduler that stands still ends the process", "bot/monitoring/watchdog.py:look", drop("(SCHEDULER, _)"),
        f"{WATCHDOG}::test_a_scheduler_that_stands_still_is_the_end_while_telegram_answers",
    ),
    Mutation(
        "a process that stood by was not silent", "bot/monitoring/health.py:begin",
        replace(
            "_1.loop_ok_at = _ = _ = _ = _2",
            "if not hasattr(_1, 'job_ok_at'):"
            " _1.loop_ok_at = _1.telegram_ok_at = _1.scheduler_ok_at = _1.job_ok_at = _2",
        ),
        f"{WATCHDOG}::test_a_long_standby_is_no_silence",
    ),
    Mutation(
        "tokens and passwords are hidden", "bot/monitoring/redaction.py:text",
        replace("_PASSWORD.sub(_, _TOKEN.sub(_, _1))", "_1"),
        "tests/bot/monitoring/test_log.py::test_a_secret_is_hidden_wherever_it_stands",
    ),
    Mutation(
        "a secret does not show itself", "services/domain/values/secret.py:Secret.__repr__",
        replace("_1.tail", "_1.text"),
        "tests/services/domain/values/test_secret.py::test_a_secret_does_not_show_itself_inside_of_other_things",
    ),
    Mutation(
        "one replica sends what can wait", "bot/serve.py:_serve", drop("_.may_lead"),
        "tests/chaos/test_fleet.py::test_each_reminder_goes_out_once_whichever_replica_dies",
    ),
    Mutation(
        "a part that fails ends the process", "bot/serve.py:_serve",
        replace("_1.add_done_callback(_)", "_1.add_done_callback(lambda _: None)"),
        "tests/bot/test_serve.py::test_a_part_that_fails_ends_the_process_and_says_why",
    ),
    Mutation(
        "a shop that is open is not moved", "bot/cli/database/copy_database.py:_look_at", never("is_open_elsewhere(_)"),
        "tests/bot/cli/test_copy_database.py::test_a_shop_that_is_open_is_not_copied",
    ),
    Mutation(
        "a clock that was set is no downtime", "services/domain/system/uptime.py:Heartbeat.downtime",
        replace("steady - self.steady", "now - self.at"),
        "tests/services/system/test_heartbeats.py::test_a_clock_on_the_wall_that_is_set_is_no_downtime",
    ),
    Mutation(
        "a shop that fails is down however soon it recovers", "services/domain/system/uptime.py:Heartbeat.downtime",
        replace("self.failing or _1", "_1"),
        "tests/services/system/test_heartbeats.py::test_a_shop_that_says_it_fails_is_down_however_soon_it_recovers",
    ),
    Mutation(
        "uptime is never rounded up", "services/domain/system/uptime.py:share",
        replace("(_1 - _2) * _3 // _1", "_3 - _2 * _3 // _1"),
        "tests/services/domain/system/test_uptime.py::test_a_share_is_never_rounded_up",
    ),
    Mutation(
        "what is down twice is down once", "services/domain/system/uptime.py:union", never("_ <= _.ends_at"),
        "tests/services/domain/system/test_uptime.py::test_what_is_down_twice_is_down_once",
    ),
    Mutation(
        "only a sandbox on this machine moves the clock", "bot/runtime/business_clock.py:sandbox_clock",
        replace("_1.is_loopback", "bool(_1)"),
        "tests/bot/runtime/test_business_clock.py::test_no_other_address_may_move_the_clock",
    ),
)  # fmt: skip
