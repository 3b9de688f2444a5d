"""Rules of design that no linter knows, read from the syntax trees."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import OURS, Function, Module, called, modules

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
ONE_PAGE_EACH = set[str]()  # the schema is read as a whole; migrations are never read again
NAMELESS = re.compile(r"(^|_)(utils?|helpers?|common|managers?|base|misc)$")

OUTERMOST = {
    "bot/intake.py:_handle",
    "bot/intake.py:_see_through",
    "bot/polling.py:_kept",
    "bot/pulse.py:_ask",
    "bot/shared_intake.py:_try_reclaim",
    "bot/ticker.py:_run",
    "bot/webhook_door.py:_kept",
    "services/outbox.py:_look",
    "services/shared_pace.py:_reserve",
    "services/together.py:_ask",
}
"""The loops that nothing may stop. Everybody else raises on, or catches what he means."""

STARTERS = {
    "bot/lanes.py:put",
    "bot/polling.py:_ask",
    "bot/run.py:_background",
    "bot/run.py:_present",
    "bot/run.py:_serve",
    "services/outbox.py:_start",
    "services/pace.py:_nap",
    "services/storage/sqlite.py:begin",
    "services/together.py:__call__",
}
"""Who starts tasks keeps them, waits for them, and hears of their errors."""

CLOCKS = {"services/domain/clock.py", "bot/clock.py", "bot/pulse.py", "sandbox/clock.py"}
SHOWN = {"key", "copy", "link", "pay", "Draft", "Html", "toast", "send", "answer", "edit_text", "lines"}
STARTING = {"asyncio.create_task", "asyncio.ensure_future", "asyncio.run_coroutine_threadsafe"}
MONEY = "services.domain.money"
AMOUNT = re.compile("amount|total|price|money|stars", re.IGNORECASE)
WORDS = re.compile(r"[A-Za-z]{2}|[\u3400-\u9fff]")
TAG = re.compile("<[^>]*>")


def everywhere() -> tuple[Module, ...]:
    return modules(*OURS)


def broad(module: Module) -> Iterator[ast.ExceptHandler]:
    """Handlers that catch everything and do not raise it on."""
    for node in module.find(ast.ExceptHandler):
        assert isinstance(node, ast.ExceptHandler)
        names = {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else {"BaseException"}
        raises = isinstance(node.body[-1], ast.Raise)
        if names & {"Exception", "BaseException"} and not raises:
            yield node


def test_nothing_but_the_database_commits() -> None:
    committing = [
        module.at(call)
        for module in everywhere()
        for call in module.calls()
        if called(call) == "commit" and module.path not in {"services/storage/near.py", "services/storage/sqlite.py"}
    ]

    assert committing == []


def test_everything_is_caught_in_the_outermost_loops_alone() -> None:
    catching = {module.within(node) for module in modules("bot", "handlers", "services") for node in broad(module)}

    assert catching == OUTERMOST


def test_tasks_are_started_by_those_who_wait_for_them() -> None:
    starting = {
        module.within(call)
        for module in modules("bot", "handlers", "services")
        for call in module.calls()
        if ast.unparse(call.func) in STARTING
    }

    assert {place for place in starting if not place.startswith("bot/demo.py")} - STARTERS == set()


def handles_money(module: Module) -> bool:
    return module.path == "services/domain/money.py" or any(name == MONEY for _, name in module.imports())


def is_floating(node: ast.AST) -> bool:
    """`float`, `round`, or a division of something that is called like money."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return bool(AMOUNT.search(ast.unparse(node)))
    return isinstance(node, ast.Name) and node.id in {"float", "round"}


def test_no_float_ever_touches_money() -> None:
    floating = [
        module.at(node)
        for module in modules("bot", "handlers", "services")
        if handles_money(module)
        for node in module.find(ast.Name, ast.BinOp)
        if is_floating(node)
    ]

    assert floating == []


def test_nobody_looks_at_a_clock_that_was_not_handed_to_him() -> None:
    looking = [
        module.at(node)
        for module in everywhere()
        if module.path not in CLOCKS
        for node in module.find(ast.Attribute)
        if re.fullmatch(
            r"(datetime|date)\.(now|utcnow|today|utcfromtimestamp)|time\.(time|time_ns|monotonic|monotonic_ns)",
            ast.unparse(node),
        )
    ]

    assert looking == []


def test_rows_are_never_inserted_or_ignored() -> None:
    # OR IGNORE swallows every broken constraint, ON CONFLICT DO NOTHING only the one that is meant.
    ignoring = [module.path for module in modules("services") if re.search(r"OR\s+(IGNORE|REPLACE)", module.text)]

    assert ignoring == []


def literals(call: ast.Call) -> Iterator[ast.Constant]:
    """Words that stand in the arguments of a call, not those that calls inside of it are given."""
    waiting: list[ast.AST] = [*call.args, *(word.value for word in call.keywords if word.arg in {"text", "caption"})]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call | ast.Subscript | ast.Compare):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def test_no_words_stand_in_handlers() -> None:
    wording = [
        f"{module.at(word)} {word.value!r}"
        for module in modules("handlers", "bot/telegram.py", "bot/middlewares.py")
        for call in module.calls()
        if called(call) in SHOWN
        for word in literals(call)
        if re.search(r"[A-Za-z]{2}|[\u3400-\u9fff]", TAG.sub("", str(word.value)))
        and word.value not in {"primary", "success"}
    ]

    assert wording == []


def test_a_file_fits_into_a_head() -> None:
    long = {
        f"{module.path} {module.length}"
        for module in modules(*OURS, "benchmarks")
        if module.length > LONGEST_FILE and module.path not in ONE_PAGE_EACH and "/migrations/" not in module.path
    }

    assert long == set()


def lines_of(function: Function) -> int:
    """Lines of what a function does, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{module.at(function)} {function.name} {lines_of(function)}"
        for module in modules(*OURS, "benchmarks")
        if "/migrations/" not in module.path
        for function in module.functions()
        if lines_of(function) > LONGEST_FUNCTION
    ]

    assert long == []


def test_every_module_and_everything_public_says_why_it_exists() -> None:
    silent = [
        module.at(node)
        for module in everywhere()
        if "/migrations/" not in module.path
        for node in [module.tree, *_public(module.tree)]
        if not ast.get_docstring(node)
    ]

    assert silent == []


def _public(tree: ast.Module) -> list[Function | ast.ClassDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]


def test_every_module_is_named_after_what_it_is_about() -> None:
    names = {module.path: module.path.removesuffix(".py").split("/") for module in everywhere()}

    assert [path for path, parts in names.items() if any(NAMELESS.search(part) for part in parts)] == []
