"""Chaos is loud: what is logged in this process goes nowhere, since a coloured traceback costs more than its cause."""

from collections.abc import Iterator, MutableMapping
from typing import Any, NoReturn

import pytest
import structlog


def drop(_logger: object, _method: str, _event: MutableMapping[str, Any]) -> NoReturn:
    raise structlog.DropEvent


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    before = structlog.get_config()
    structlog.configure(processors=[drop])
    yield
    structlog.configure(**before)
