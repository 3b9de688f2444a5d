"""The copy of a customer's data as files: JSON for machines, HTML for eyes. Neither loads anything from elsewhere."""

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.ui.text.translations import Texts
from services.customers.personal_data import Copy

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1c1c1e}"
    "h2{margin-top:2.5rem}dl{border:1px solid #d1d1d6;border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0;"
    "display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:.25rem 1rem}"
    "dt{color:#6c6c70;overflow-wrap:anywhere}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}"
)


def as_json(copy: Copy) -> bytes:
    """Return the copy as JSON: for each table a list of rows."""
    return json.dumps(copy, ensure_ascii=False, indent=2).encode()


def as_html(copy: Copy, made_at: int, t: Texts) -> bytes:
    """Return the copy as a page that needs nothing else."""
    title, made = t.plain("data-file-title"), t.plain("data-file-made", moment=t.deadline(made_at))
    parts = [
        f'<!doctype html><html lang="{t.language}"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(title)}</title><style>{STYLE}</style>",
        f"<h1>{html.escape(title)}</h1><p>{html.escape(made)}</p><p>{html.escape(t.plain('data-file-goods'))}</p>",
        *_sections(copy, t),
        "</html>",
    ]
    return "\n".join(parts).encode()


def _sections(copy: Copy, t: Texts) -> Iterator[str]:
    for table, rows in copy.items():
        key = f"data-table-{table.replace('_', '-')}"
        heading = t.plain(key) if key in t else table
        yield f"<section><h2>{html.escape(heading)} ({len(rows)})</h2>{_rows(rows)}</section>"


def _rows(rows: Sequence[Mapping[str, Any]]) -> str:
    return "".join(f"<dl>{''.join(map(_field, row.items()))}</dl>" for row in rows)


def _field(field: tuple[str, Any]) -> str:
    name, value = field
    return f"<dt>{html.escape(name)}</dt><dd>{html.escape(str(value))}</dd>"
