"""The silencing of logs in this process: a coloured traceback costs more than the fault that caused it."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, NoReturn

import structlog


def drop(_logger: object, _method: str, _event: MutableMapping[str, Any]) -> NoReturn:
    raise structlog.DropEvent


@contextmanager
def silence() -> Iterator[None]:
    """For as long as the block lasts."""
    before = structlog.get_config()
    structlog.configure(processors=[drop])
    try:
        yield
    finally:
        structlog.configure(**before)
