"""A YAML document as nodes that know their lines and keep their letters: `9.90` stays `9.90`, `no` stays `no`.

PyYAML's events are read rather than its objects: they carry marks, and nothing is guessed to be a number or a date. Its
own scanner in Python is slower than libyaml's (1.4 s for the largest file) but says the same on every machine.
What makes YAML surprising is refused: anchors, aliases, tags, several documents, deep nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from services.domain.errors import FileProblem, FileRefused

DEEPEST = 8
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as it is written; `line` counts from 1."""

    line: int
    text: str
    plain: bool

    @property
    def empty(self) -> bool:
        """True if nothing stands here (an unquoted `null` or `~` counts as nothing)."""
        return self.text in _NOTHING if self.plain else False


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and their values, repeated keys included."""

    line: int
    entries: tuple[tuple["Node", "Node"], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    line: int
    items: tuple["Node", ...]


Node = Scalar | Table | Row


def parse_yaml(text: str) -> Node:
    """Read one YAML document. Raises FileRefused for broken YAML and for all that makes YAML surprising."""
    builder = _Builder(text)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        raise FileRefused(_broken(error, text)) from error
    except (ValueError, OverflowError) as error:  # PyYAML lets these out for "\\UFFFFFFFF" and for huge versions
        raise FileRefused(FileProblem(builder.line, "", "catalog-file-syntax", "\\")) from error
    if builder.problems:
        raise FileRefused(*builder.problems)
    return root


def _broken(error: yaml.MarkedYAMLError, text: str) -> FileProblem:
    mark = error.problem_mark
    assert mark is not None
    if error.context_mark and mark.index >= len(text.rstrip()):
        mark = error.context_mark  # what was opened there is never closed: the end of the file says nothing
    tab = "\t" in text.split("\n")[mark.line][: mark.column + 1]
    key = "catalog-file-tab" if tab else "catalog-file-syntax"
    return FileProblem(mark.line + 1, "", key, found=str(error.problem))


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.line + 1


class _Builder:
    """Turns events into nodes and notes what is forbidden on the way."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.SafeLoader))
        self.line = 1
        self.problems: list[FileProblem] = []

    def next(self) -> yaml.Event:
        """The next event; `line` stays behind it when reading breaks."""
        event = next(self.events)
        self.line = _line(event)
        return event

    def document(self) -> Node:
        """The one document of the file."""
        self.next()
        first = self.next()
        if isinstance(first, yaml.StreamEndEvent):
            raise FileRefused(FileProblem(0, "", "catalog-file-empty"))
        root = self.node(self.next(), depth=0)
        self.next()
        after = self.next()
        if isinstance(after, yaml.DocumentStartEvent):
            self.forbid(after, "catalog-file-documents")
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with an event."""
        line = _line(event)
        self.check(event)
        if depth > DEEPEST:
            raise FileRefused(*self.problems, FileProblem(line, "", "catalog-file-deep"))
        if isinstance(event, yaml.MappingStartEvent):
            nodes = list(self.until(yaml.MappingEndEvent, depth))
            return Table(line, tuple(zip(nodes[::2], nodes[1::2], strict=True)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Row(line, tuple(self.until(yaml.SequenceEndEvent, depth)))
        text = getattr(event, "value", "")  # an alias has none, and is refused
        return Scalar(line, text, plain=getattr(event, "style", None) is None)

    def until(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        """All nodes before the closing event."""
        while not isinstance(event := self.next(), end):
            yield self.node(event, depth + 1)

    def check(self, event: yaml.Event) -> None:
        """Note an anchor, an alias or a tag."""
        if getattr(event, "anchor", None) is not None:
            self.forbid(event, "catalog-file-alias", str(getattr(event, "anchor", "")))
        if getattr(event, "tag", None) is not None:
            self.forbid(event, "catalog-file-tag", str(getattr(event, "tag", "")))

    def forbid(self, event: yaml.Event, key: str, found: str = "") -> None:
        """Note a feature of YAML that has no place in a catalog."""
        self.problems.append(FileProblem(_line(event), "", key, found=found))
