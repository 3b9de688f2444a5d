"""The incidents that go on, as every page of the shop shows them: read once in a few seconds, not once a page."""

from collections.abc import Sequence

from services.domain.support.incident import Incident
from services.domain.values.clock import SECOND, Clock, uptime
from services.storage.database import Database

KEPT_FOR = 5 * SECOND
"""The time (ms) after which what another process has announced is seen here."""


class IncidentBoard:
    """The open incidents, the newest first."""

    def __init__(self, db: Database, up: Clock = uptime) -> None:
        self._db = db
        self._up = up
        self._found: Sequence[Incident] = ()
        self._read_at: int | None = None
        self._changes = 0

    async def open(self) -> Sequence[Incident]:
        """Return the incidents that go on."""
        now, changes = self._up(), self._changes
        if self._read_at is not None and now - self._read_at < KEPT_FOR:
            return self._found
        async with self._db.read() as reading:
            found = await reading.incidents.open()
        if changes == self._changes:
            self._found, self._read_at = found, now
        return found

    def forget(self) -> None:
        """Read again at the next look: something was announced, or is over."""
        self._read_at = None
        self._changes += 1
