"""The log of calls: what the bot asked, what it was told, and where it strayed from the published shape."""

from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from sandbox.api.json_types import Json

KEPT = 50_000


@dataclass(slots=True)
class Record:
    """One call of the Bot API and what came of it."""

    at: float
    method: str
    params: Json
    status: int = 200
    error: str | None = None
    fault: str | None = None
    problems: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    n: int = 0

    def view(self) -> Json:
        """The record as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


class CallLog:
    """The last calls, numbered for ever."""

    def __init__(self) -> None:
        self._records: deque[Record] = deque(maxlen=KEPT)
        self._last = 0

    def add(self, record: Record) -> None:
        """Number a call and keep it."""
        self._last += 1
        record.n = self._last
        self._records.append(record)

    def since(self, n: int) -> list[Json]:
        """Everything after the n-th call, without walking over what came before."""
        first = self._last - len(self._records)
        return [record.view() for record in islice(self._records, max(n - first, 0), None)]

    def problems(self) -> list[Json]:
        """The calls that strayed from the published shape."""
        found = (record for record in self._records if record.problems or record.unknown)
        return [
            {"n": record.n, "method": record.method, "problems": record.problems, "unknown": record.unknown}
            for record in found
        ]

    def clear(self) -> None:
        """Empty the log; the numbers go on."""
        self._records.clear()
