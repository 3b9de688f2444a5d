"""The events of the log: those that the code can write, by its syntax trees, and those that docs/operating.md lists."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.architecture.source import Module, called

LEVELS = {"debug", "info", "warning", "error", "critical"}
WRITING = LEVELS | {"exception", "fatal", "log", "msg", "warn"}
MAKING = {"getLogger", "get_logger"}
NAME = re.compile(r"[a-z]+(_[a-z]+)+")
HEADING = "### Log events\n"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|([^|]*)\|[^|]+\|[^|]+\|$", re.MULTILINE)


class Facts(NamedTuple):
    """The stable facts of an event, besides its name."""

    levels: frozenset[str]
    fields: frozenset[str]


Events = dict[str, Facts]


@dataclass(frozen=True)
class Site:
    """A call that writes to the log."""

    module: Module
    call: ast.Call
    level: str
    event: ast.expr
    fields: frozenset[str]
    any_field: bool = False


def sites(modules: Sequence[Module]) -> list[Site]:
    """Every call that writes to the log."""
    return [site for module in modules for call in module.calls for site in _site(module, call)]


def _site(module: Module, call: ast.Call) -> Iterator[Site]:
    match call:
        case ast.Call(func=ast.Attribute(value=logger, attr=level), args=[event, *_]) if _writes(logger, level):
            yield Site(module, call, level, event, _fields(call), any(word.arg is None for word in call.keywords))
        case ast.Call(func=ast.Attribute(attr="call_exception_handler"), args=[ast.Dict(keys=keys, values=values)]):
            said = [one for key, one in zip(keys, values, strict=True) if _text(key) == "message"]
            yield from (Site(module, call, "error", event, frozenset()) for event in said)


def _writes(logger: ast.expr, level: str) -> bool:
    match logger:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return level in WRITING and name.strip("_") in {"log", "logger", "logging"}
        case ast.Call():
            return level in WRITING and called(logger) in MAKING
        case _:
            return False


def _fields(call: ast.Call) -> frozenset[str]:
    plain = {word.arg for word in call.keywords if word.arg not in {None, "exc_info", "extra"}}
    extra = [word.value for word in call.keywords if word.arg == "extra"]
    added = {_text(key) for one in extra if isinstance(one, ast.Dict) for key in one.keys}
    return frozenset(name for name in plain | added if name)


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def written(modules: Sequence[Module]) -> Events:
    """The events that some modules can write, those too that a class is given by name (`Outage(log, "job_failed")`)."""
    found: Events = {}
    for site in sites(modules):
        for name, fields in _named(site, modules):
            levels, before = found.get(name, Facts(frozenset(), frozenset()))
            found[name] = Facts(levels | {site.level}, before | fields)
    return found


def _named(site: Site, modules: Sequence[Module]) -> Iterator[tuple[str, frozenset[str]]]:
    if text := _text(site.event):
        yield text, site.fields
    if isinstance(site.event, ast.Attribute):
        for module, call, argument in _given(site.module, site.event.attr.strip("_"), modules):
            yield _text(argument), site.fields | (_told(module, call) if site.any_field else frozenset())


def _given(home: Module, parameter: str, modules: Sequence[Module]) -> Iterator[tuple[Module, ast.Call, ast.expr]]:
    """Return the arguments that the classes of a module are given for a parameter, and where."""
    places = {
        one.name: names.index(parameter) for one in home.find(ast.ClassDef) if parameter in (names := _words(one))
    }
    for module in modules:
        for call in module.calls:
            if called(call) in places:
                words = {word.arg: word.value for word in call.keywords}
                place = places[called(call)]
                yield module, call, words[parameter] if parameter in words else call.args[place]


def _words(one: ast.ClassDef) -> list[str]:
    """The names of what a class is made with."""
    for part in one.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [argument.arg for argument in part.args.args[1:]]
    return [
        part.target.id for part in one.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    ]


def _told(module: Module, made: ast.Call) -> frozenset[str]:
    """The fields that are given to what was made and kept under a name."""
    names = {
        target.attr
        for node in module.find(ast.Assign)
        if node.value is made
        for target in node.targets
        if isinstance(target, ast.Attribute)
    }
    return frozenset().union(*(_fields(call) for call in module.calls if called(call) in names))


def improper(modules: Sequence[Module]) -> list[str]:
    """Calls that write something else than a stable name with fields, and loggers that are not called `log`."""
    return [
        *(f"{site.module.at(site.call)} {why}" for site in sites(modules) for why in _faults(site, modules)),
        *(
            f"{module.at(node)} a logger is called log"
            for module in modules
            for node in module.find(ast.Assign)
            if _makes(node.value) and ast.unparse(node.targets[0]) != "log"
        ),
    ]


def _makes(value: ast.expr) -> bool:
    """Tell a logger from the root of all, which is set up and never written to."""
    return isinstance(value, ast.Call) and called(value) in MAKING and bool(value.args)


def _faults(site: Site, modules: Sequence[Module]) -> Iterator[str]:
    if site.level not in LEVELS:
        yield f"no level: {site.level}"
    if len(site.call.args) > 1:
        yield "fields are named"
    names = [name for name, _ in _named(site, modules)]
    if not names:
        yield "no name can be seen"
    yield from (f"no name of an event: {name!r}" for name in names if not NAME.fullmatch(name))


def listed(document: str) -> Events:
    """The events in the table of a document."""
    _, heading, rest = document.partition(HEADING)
    assert heading, "there is a table of log events"
    table = re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]
    rows = ROW.findall(table)
    assert len(rows) == table.count("\n| `"), "every row has five columns"
    return {
        name: Facts(frozenset(levels.split(", ")), frozenset(re.findall(r"`(\w+)`", fields)))
        for name, levels, fields in rows
    }


def differences(code: Events, table: Events) -> list[str]:
    """Return the events that a table lacks, has too much of, or tells otherwise than the code."""
    return [
        *(f"missing: {name}" for name in sorted(code.keys() - table.keys())),
        *(f"superfluous: {name}" for name in sorted(table.keys() - code.keys())),
        *(
            f"different: {name} {code[name]}"
            for name in sorted(code.keys() & table.keys())
            if code[name] != table[name]
        ),
    ]
