"""Chaos is loud."""

from collections.abc import Iterator

import pytest

from tests.chaos.no_logging import silence


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    with silence():
        yield
