"""The promise of an order, as the text of one column."""

import json

from services.domain.catalog.product import Kind, Renewal
from services.domain.orders.order import ProductSnapshot
from services.domain.values.language import LocalizedText


def write_promise(promise: ProductSnapshot) -> str:
    """The text of a promise."""
    return json.dumps(
        {
            "slug": promise.slug,
            "title": [promise.title.en, promise.title.zh],
            "instructions": [promise.instructions.en, promise.instructions.zh],
            "kind": promise.kind,
            "duration_days": promise.duration_days,
            "renewal": promise.renewal,
        },
        ensure_ascii=False,
    )


def read_promise(text: str) -> ProductSnapshot:
    """The promise of a text. Raises KeyError, ValueError for another one."""
    told = json.loads(text)
    return ProductSnapshot(
        slug=told["slug"],
        title=LocalizedText(*told["title"]),
        instructions=LocalizedText(*told["instructions"]),
        kind=Kind(told["kind"]),
        duration_days=told["duration_days"],
        renewal=Renewal(told["renewal"]),
    )
