"""One place of a catalog file: its node, its name, and the problems found there.

A reader that finds something wrong complains and goes on with a harmless value, so that one pass finds everything.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from services.catalog.file.yaml_nodes import line_of
from services.domain.catalog.invoice_text import telegram_length
from services.domain.errors import FileProblem
from services.domain.values.blank import forbidden, is_blank

QUOTE = 60
FILE = "catalog"
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Values that count as nothing unless they are quoted."""
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class NodePath:
    """A node with the name that people know it by, `products[emby-30].title.en`."""

    node: Node
    field: str
    problems: list[FileProblem]

    @property
    def line(self) -> int:
        """Its line in the file, from 1."""
        return line_of(self.node)

    @property
    def empty(self) -> bool:
        """True if nothing is written here."""
        return isinstance(self.node, ScalarNode) and self.node.style is None and self.node.value in NOTHING

    def refuse(self, key: str, found: str = "", expected: str = "", field: str | None = None) -> None:
        """Complain; `found` is shortened to a quote of 60 characters."""
        quote = found if len(found) <= QUOTE else found[: QUOTE - 1] + "…"
        quote = "".join(character if not forbidden(character) else "�" for character in quote)
        self.problems.append(FileProblem(self.line, field or self.field or FILE, key, quote, expected))

    def at(self, node: Node, name: str) -> "NodePath":
        """A place inside of this one."""
        return NodePath(node, f"{self.field}.{name}" if self.field else name, self.problems)

    def items(self) -> list["NodePath"]:
        """The entries of a list, called by number until they tell their slug."""
        if not isinstance(self.node, SequenceNode):
            self.refuse("catalog-file-list")
            return []
        return [
            NodePath(node, f"{self.field}[{number}]", self.problems) for number, node in enumerate(self.node.value, 1)
        ]

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "NodePath"]:
        """The values by key; complains about unknown, repeated and missing keys. Empty values are left out."""
        if not isinstance(self.node, MappingNode):
            self.refuse("catalog-file-table", expected=", ".join(required))
            return {}
        found = self._known((*required, *optional))
        for name in required:
            if name not in found or found[name].empty:
                place = found.get(name, self)
                place.refuse("catalog-file-missing", field=self.at(self.node, name).field)
        return {name: node_path for name, node_path in found.items() if not node_path.empty}

    def _known(self, names: Collection[str]) -> dict[str, "NodePath"]:
        assert isinstance(self.node, MappingNode)
        found: dict[str, NodePath] = {}
        for key, value in self.node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name not in names:
                NodePath(key, self.field, self.problems).refuse("catalog-file-unknown", name, ", ".join(names))
            elif name in found:
                NodePath(key, self.field, self.problems).refuse("catalog-file-repeated", name)
            else:
                found[name] = self.at(value, name)
        return found

    def raw(self) -> str:
        """The value as it is written, without the space around it; `[…]` or `{…}` if it is more than one."""
        if isinstance(self.node, ScalarNode):
            return str(self.node.value).strip()
        return "[…]" if isinstance(self.node, SequenceNode) else "{…}"

    def text(self, limit: int, allowed: str = "") -> str:
        """A text for people of 1 to `limit` units (as Telegram counts); `allowed` are the control characters in it."""
        text = self.raw()
        if not isinstance(self.node, ScalarNode):
            self.refuse("catalog-file-text")
        elif strange := forbidden(text, allowed):
            self.refuse("catalog-file-character", strange)
        elif telegram_length(text) > limit:
            self.refuse("catalog-file-long", str(telegram_length(text)), str(limit))
        elif is_blank(text):
            self.refuse("catalog-file-missing")
        return text

    def number(self, largest: int) -> int:
        """A whole number from 1 to `largest`."""
        text = self.raw()
        if _WHOLE_NUMBER.fullmatch(text) and 1 <= int(text) <= largest:
            return int(text)
        self.refuse("catalog-file-number", text, f"1–{largest}")
        return 1

    def choice(self, options: type[Choice]) -> Choice:
        """One word of a closed list."""
        text = self.raw()
        if text in list(options):
            return options(text)
        self.refuse("catalog-file-choice", text, ", ".join(options))
        return next(iter(options))

    def yes(self) -> bool:
        """`true` or `false`, and no other spelling."""
        text = self.raw()
        if text not in {"true", "false"}:
            self.refuse("catalog-file-choice", text, "true, false")
        return text == "true"
