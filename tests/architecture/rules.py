"""Rules of design that no linter knows, each with what breaks it and what does not, read from the syntax trees."""

import ast
import re
import sys
from collections.abc import Callable, Iterator

from tests.architecture import places
from tests.architecture.descriptions import DESCRIPTIONS
from tests.architecture.names import NAMES
from tests.architecture.places import (
    BENCHMARKS,
    DOMAIN,
    HANDLERS,
    MIGRATIONS,
    MONEY,
    OURS,
    SERVICES,
    SHOWING,
    STORAGE,
    dotted,
)
from tests.architecture.rule import Rule, says
from tests.architecture.source import Function, Module, called
from tests.architecture.spelt_words import named_providers, spelt_states

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
NAMELESS = re.compile(r"(^|_)(utils?|helpers?|common|managers?|base|misc)$")
FOREIGN = {"aiogram", "aiohttp", "fluent", "apscheduler", "structlog", "pydantic", "pydantic_settings"}
SQL = {"sqlalchemy", "alembic", "asyncpg", "aiosqlite", "sqlite3"}
SHOWN = {"button", "copy", "link", "pay", "OutgoingMessage", "Html", "toast", "send", "answer", "edit_text", "lines"}
STARTING = {"asyncio.create_task", "asyncio.ensure_future", "asyncio.run_coroutine_threadsafe"}
LOOKING = re.compile(r"(datetime|date)\.(now|utcnow|today|utcfromtimestamp)|time\.(time|monotonic|clock_gettime)(_ns)?")
IGNORING = re.compile(r"OR\s+(IGNORE|REPLACE)")
AMOUNT = re.compile("amount|total|price|money|stars", re.IGNORECASE)
WORDS = re.compile(r"[A-Za-z]{2}|[\u3400-\u9fff]")
TAG = re.compile("<[^>]*>")


def importing(*names: str) -> Callable[[Module], Iterator[ast.AST]]:
    """Imports of some modules, and of all below them."""
    return lambda module: (
        node for node, name in module.imports if f"{name}.".startswith(tuple(f"{x}." for x in names))
    )


def strange(module: Module) -> Iterator[ast.AST]:
    """Imports of what is neither Python's nor the domain's."""
    for node, name in module.imports:
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(f"{dotted(DOMAIN)}."):
            yield node


def broad(module: Module) -> Iterator[ast.AST]:
    """Handlers that catch everything and do not raise it on."""
    for node in module.find(ast.ExceptHandler):
        names = {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else {"BaseException"}
        if names & {"Exception", "BaseException"} and not isinstance(node.body[-1], ast.Raise):
            yield node


def handles_money(module: Module) -> bool:
    return module.path == MONEY or bool(list(importing(dotted(MONEY))(module)))


def floating(module: Module) -> Iterator[ast.AST]:
    """`float`, `round`, or a division of something that is called like money."""
    for node in module.nodes:
        match node:
            case ast.BinOp(op=ast.Div()) if AMOUNT.search(ast.unparse(node)):
                yield node
            case ast.Name(id="float" | "round"):
                yield node


def looking(module: Module) -> Iterator[ast.AST]:
    """Every look at a clock of the machine, or the way to one."""
    yield from (node for node in module.find(ast.Attribute) if LOOKING.fullmatch(ast.unparse(node)))
    yield from (node for node, name in module.imports if LOOKING.fullmatch(name))


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


def shown(module: Module) -> Iterator[ast.Constant]:
    """Words that a customer would see."""
    words = (word for call in module.calls if called(call) in SHOWN for word in literals(call))
    return (word for word in words if WORDS.search(TAG.sub("", str(word.value))))


def lines_of(function: Function) -> int:
    """Lines of what a function does, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def _function(lines: int) -> str:
    return "def much():\n    '''Do much.'''\n" + "    more()\n" * lines


RULES = (
    Rule(
        "nothing but the database commits",
        lambda module: (node for node in module.find(ast.Attribute) if node.attr == "commit"),
        bad=says("tx.commit()", "async def end(tx):\n    await tx.run_sync(Connection.commit)"),
        good=says("committed()", "tx.rollback()"),
        places=OURS,
        excepted=places.COMMITTING,
    ),
    Rule(
        "everything is caught in the outermost loops alone",
        broad,
        bad=says(*(f"try:\n    go()\nexcept{what}:\n    pass" for what in ("", " Exception", " (OSError, Exception)"))),
        good=says(*(f"try:\n    go()\nexcept {what}" for what in ("OSError:\n    pass", "Exception:\n    raise"))),
        excepted=places.OUTERMOST,
    ),
    Rule(
        "tasks are started by those who wait for them",
        lambda module: (call for call in module.calls if ast.unparse(call.func) in STARTING),
        bad=says(*(f"{start}(go())" for start in STARTING)),
        good=says("tasks.create_task(go())"),
        excepted=places.STARTERS,
    ),
    Rule(
        "no float ever touches money",
        floating,
        bad=says(
            *(f"from {dotted(MONEY)} import Money\n{line}" for line in ("float(1)", "round(1)", "amount / 2")),
            f"import {dotted(MONEY)}\nfloat(1)",
        )
        + says("price / 2", path=MONEY),
        good=says(f"from {dotted(MONEY)} import Money\namount // 2\nseconds / 2", "amount / 2"),
        concerns=handles_money,
    ),
    Rule(
        "a state is named by its enum",
        spelt_states,
        bad=says(
            "order.state == 'PAID'", "state in {'DUE', 'SENDING'}", "in_states(T.c.state, 'DUE')", "values(state='DUE')"
        ),
        good=says("order.state is OrderState.PAID", "kind == 'photo'", "text(\"state = 'DUE'\")"),
    ),
    Rule(
        "a provider is asked, never named",
        named_providers,
        bad=says("order.method == 'manual'", "t('order-closed-stars')", "{'stars': 1}"),
        good=says(
            "takes_receipt(order.method)", "t(f'order-closed-{order.method}')", "Stars.name", "t('goods-manual')"
        ),
        excepted={places.PROVIDERS},
    ),
    Rule(
        "nobody looks at a clock that was not handed to him",
        looking,
        bad=says("datetime.now(UTC)", "date.today()", "time.time()", "look = time.monotonic", "from time import time"),
        good=says("clock.now()", "time.perf_counter()"),
        places=OURS,
        excepted=places.CLOCKS,
    ),
    Rule(
        "rows are never inserted or ignored",
        # OR IGNORE swallows every broken constraint, ON CONFLICT DO NOTHING only the one that is meant.
        lambda module: [module.tree] if IGNORING.search(module.text) else [],
        bad=says("'INSERT OR IGNORE INTO t'", "'INSERT OR\\n REPLACE INTO t'".replace("\\n", " ")),
        good=says("'INSERT INTO t ON CONFLICT DO NOTHING'"),
        places=(SERVICES,),
    ),
    Rule(
        "no words stand where messages are put together",
        shown,
        bad=says("button('Buy')", "bot.send(1, text='<b>Hi</b>')", "Html(f'{name} 你')", "toast('a' if x else 'no')"),
        good=says("key(t('buy'))", "key('<b></b>')", "log('Buy')", "key(words['buy'])"),
        places=SHOWING,
    ),
    Rule(
        "a file fits into a head",
        lambda module: [module.tree] if module.length > LONGEST_FILE else [],
        bad=says("more()\n" * (LONGEST_FILE + 1)),
        good=says("more()\n" * LONGEST_FILE),
        places=(*OURS, BENCHMARKS),
        excepted={MIGRATIONS},
    ),
    Rule(
        "a function fits on a screen",
        lambda module: (one for one in module.functions if lines_of(one) > LONGEST_FUNCTION),
        bad=says(_function(LONGEST_FUNCTION + 1), f"async {_function(LONGEST_FUNCTION + 1)}"),
        good=says(_function(LONGEST_FUNCTION)),
        places=(*OURS, BENCHMARKS),
        excepted={MIGRATIONS},
    ),
    Rule(
        "every module is named after what it is about",
        lambda module: [module.tree] if any(map(NAMELESS.search, module.path[:-3].split("/"))) else [],
        bad=says("", path="bot/utils.py") + says("", path="bot/common/one.py") + says("", path="bot/text_helper.py"),
        good=says("", path="bot/database.py"),
        places=OURS,
    ),
    Rule(
        "the domain needs nothing but Python",
        strange,
        bad=says("import aiogram", f"from {dotted(STORAGE)} import tables", "from handlers.ui.home import home"),
        good=says(f"import re\nfrom {dotted(DOMAIN)}.ids import new_id"),
        places=(DOMAIN,),
    ),
    Rule(
        "services know no library of the process",
        importing(*FOREIGN),
        bad=says(*(f"from {translations}.one import two" for translations in FOREIGN)),
        good=says("import sqlalchemy", "import fluently"),
        places=(SERVICES,),
        excepted=places.SECTIONS,
    ),
    Rule(
        # The process keeps the shop: backup copies the file of SQLite, settings read its address.
        "SQL is spoken under storage alone",
        importing(*SQL),
        bad=says(*(f"import {translations}" for translations in SQL), path=f"{HANDLERS}/example.py"),
        good=says("import sqlite", path=f"{HANDLERS}/example.py"),
        places=OURS,
        excepted={STORAGE},
    ),
    Rule(
        "nothing but the process reads the environment",
        importing("os", "dotenv"),
        bad=says("import os", "from os import environ", "import os.path", "import dotenv"),
        good=says("import ossify"),
        places=(HANDLERS, SERVICES),
    ),
    Rule(
        "handlers hand everything to services",
        importing(dotted(STORAGE)),
        bad=says(f"import {dotted(STORAGE)}.orders", f"from {dotted(STORAGE)} import orders"),
        good=says(f"from {dotted(DOMAIN)} import money"),
        places=(HANDLERS,),
    ),
    *DESCRIPTIONS,
    *NAMES,
)
