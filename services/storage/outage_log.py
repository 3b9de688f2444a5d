"""A database that is away, told now and then: whoever looks every two seconds would fill the log with it."""

from logging import Logger

from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from services.domain.values.clock import MINUTE, Clock, uptime
from services.storage.database_errors import DATABASE_ERRORS

_OURS = (DataError, IntegrityError, ProgrammingError)
"""The errors that a statement of ours has caused, and no outage."""


class Outage:
    """Tells what made a look fail: an outage in one line and once a minute, anything else with all that is known."""

    def __init__(self, log: Logger, event: str, up: Clock = uptime) -> None:
        self._log = log
        self._event = event
        self._up = up
        self._told_at: int | None = None

    def tell(self, error: Exception) -> None:
        """It has happened."""
        if not isinstance(error, DATABASE_ERRORS) or isinstance(error, _OURS):
            self._log.error(self._event, extra={"error": type(error).__name__}, exc_info=error)
        elif self._told_at is None or self._up() - self._told_at >= MINUTE:
            self._log.warning(self._event, extra={"error": type(error).__name__})
            self._told_at = self._up()
