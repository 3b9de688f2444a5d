"""The product snapshot of an order, as the text of one column."""

import json

from services.domain.catalog.product import Kind, Renewal
from services.domain.orders.order import ProductSnapshot
from services.domain.values.language import LocalizedText


def write_snapshot(snapshot: ProductSnapshot) -> str:
    """Return a snapshot as text."""
    return json.dumps(
        {
            "slug": snapshot.slug,
            "title": [snapshot.title.en, snapshot.title.zh],
            "instructions": [snapshot.instructions.en, snapshot.instructions.zh],
            "kind": snapshot.kind,
            "duration_days": snapshot.duration_days,
            "renewal": snapshot.renewal,
        },
        ensure_ascii=False,
    )


def read_snapshot(text: str) -> ProductSnapshot:
    """Return the snapshot of a text. Raises KeyError, ValueError for another one."""
    told = json.loads(text)
    return ProductSnapshot(
        slug=told["slug"],
        title=LocalizedText(*told["title"]),
        instructions=LocalizedText(*told["instructions"]),
        kind=Kind(told["kind"]),
        duration_days=told["duration_days"],
        renewal=Renewal(told["renewal"]),
    )
