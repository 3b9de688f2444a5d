"""A YAML document as nodes of PyYAML, which know their lines and keep their letters: `9.90` stays `9.90`, `no` `no`.

Its own scanner in Python is slower than libyaml's (1.4 s for the largest file) but says the same on every machine.
What makes YAML surprising is refused: anchors, aliases, tags, several documents, deep nesting.
"""

import yaml

from services.domain.errors import FileProblem, FileRefused

DEEPEST = 8


def parse_yaml(text: str) -> yaml.Node:
    """Read one YAML document. Raises FileRefused for broken YAML and for all that makes YAML surprising."""
    composer = _Composer(text)
    try:
        root = composer.document()
    except yaml.MarkedYAMLError as error:
        raise FileRefused(_broken(error, text)) from error
    except (ValueError, OverflowError) as error:  # PyYAML lets these out for "\\UFFFFFFFF" and for huge versions
        raise FileRefused(FileProblem(composer.line + 1, "", "catalog-file-syntax", "\\")) from error
    if composer.problems:
        raise FileRefused(*composer.problems)
    return root


def line_of(place: yaml.Node | yaml.Event) -> int:
    """The line in which something begins, from 1."""
    assert place.start_mark is not None
    return place.start_mark.line + 1


def _broken(error: yaml.MarkedYAMLError, text: str) -> FileProblem:
    mark = error.problem_mark
    assert mark is not None
    if error.context_mark and mark.index >= len(text.rstrip()):
        mark = error.context_mark  # what was opened there is never closed: the end of the file says nothing
    tab = "\t" in text.split("\n")[mark.line][: mark.column + 1]
    key = "catalog-file-tab" if tab else "catalog-file-syntax"
    return FileProblem(mark.line + 1, "", key, found=str(error.problem))


class _Composer(yaml.BaseLoader):
    """Notes what is forbidden while PyYAML puts its events together."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.problems: list[FileProblem] = []

    def document(self) -> yaml.Node:
        """The one document of the file."""
        self.get_event()  # type: ignore[no-untyped-call]
        if self.check_event(yaml.StreamEndEvent):
            raise FileRefused(FileProblem(0, "", "catalog-file-empty"))
        root = self.compose_document()
        assert root is not None
        if not self.check_event(yaml.StreamEndEvent):
            self.forbid(self.peek_event(), "catalog-file-documents")  # type: ignore[no-untyped-call]
        return root

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The node that begins with the next event; an anchor, an alias or a tag is noted and left out."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        for name, key in (("anchor", "catalog-file-alias"), ("tag", "catalog-file-tag")):
            if (found := getattr(event, name, None)) is not None:
                self.forbid(event, key, str(found))
                setattr(event, name, None)
        if self.depth > DEEPEST:
            raise FileRefused(*self.problems, FileProblem(line_of(event), "", "catalog-file-deep"))
        if isinstance(event, yaml.AliasEvent):
            return yaml.ScalarNode("", "", self.get_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def forbid(self, event: yaml.Event, key: str, found: str = "") -> None:
        """Note a feature of YAML that has no place in a catalog."""
        self.problems.append(FileProblem(line_of(event), "", key, found=found))
