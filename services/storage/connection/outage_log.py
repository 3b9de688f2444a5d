"""The log of database outages: a job that polls every two seconds would fill the log."""

from logging import Logger

from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError

from services.domain.values.clock import MINUTE, Clock, uptime
from services.storage.connection.database_errors import DATABASE_ERRORS

_OURS = (DataError, IntegrityError, ProgrammingError)
"""The errors that a statement of ours has caused, and no outage."""


class Outage:
    """Logs a failed poll: an outage in one line and once a minute, any other error in full."""

    def __init__(self, log: Logger, event: str, up: Clock = uptime) -> None:
        self._log = log
        self._event = event
        self._up = up
        self._told_at: int | None = None

    def log(self, error: Exception) -> None:
        """Log the error."""
        if not isinstance(error, DATABASE_ERRORS) or isinstance(error, _OURS):
            self._log.error(self._event, extra={"error": type(error).__name__}, exc_info=error)
        elif self._told_at is None or self._up() - self._told_at >= MINUTE:
            self._log.warning(self._event, extra={"error": type(error).__name__})
            self._told_at = self._up()
