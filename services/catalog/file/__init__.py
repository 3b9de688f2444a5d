"""The catalog as a file that the owner of the shop edits by hand: read with care, written for people, compared first.

`yaml_nodes` turns text into nodes that know their lines, `node_path` reports problems at a place of the file, `fields`
reads the fields of categories and products, `dump` writes the file, `diff` shows what an import would change.

Reading collects what it can: all broken characters, or else all forbidden YAML, or else all wrong fields. A broken file
changes nothing.
"""

from services.catalog.file.diff import Changed, Changes, Diff, compare
from services.catalog.file.dump import dump
from services.catalog.file.fields import DESCRIPTION_LIMIT, INSTRUCTIONS_LIMIT
from services.catalog.file.parse import parse
from services.catalog.file.snapshot import CatalogSnapshot

__all__ = [
    "DESCRIPTION_LIMIT",
    "INSTRUCTIONS_LIMIT",
    "CatalogSnapshot",
    "Changed",
    "Changes",
    "Diff",
    "compare",
    "dump",
    "parse",
]
