"""The group commit of SQLite's writers: transactions of one process that become true together (docs/adr/0023)."""

import asyncio
from typing import Any

from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncConnection

BEGIN, SAVE, RELEASE, ROLLBACK_MEMBER = "BEGIN IMMEDIATE", "SAVEPOINT member", "RELEASE member", "ROLLBACK TO member"
UNDONE = "SQLite has undone the whole transaction, as after a full disk"


class CommitGroup:
    """Transactions that become true in one commit; `ended` is how it went.

    The first locks the file; each that joins can take back its own writes, and no more. The words for it go with the
    first statement of each (`due`): those that make none need none.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._driver = driver_of(connection)
        self._driver.due = [BEGIN]
        self._saves = False
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended.add_done_callback(mark_retrieved)
        self.closing: asyncio.Task[None] | None = None

    def save(self) -> None:
        """Let the next member begin."""
        due = self._driver.due
        if SAVE not in due:
            due += [RELEASE, SAVE] if self._saves else [SAVE]
        self._saves = True

    async def rollback_member(self) -> None:
        """Undo the writes of the newest member."""
        await self._driver._execute(self._rollback_member)  # noqa: SLF001 - the only way to its thread

    def _rollback_member(self) -> None:
        if SAVE not in self._driver.due:
            self._driver._conn.execute(ROLLBACK_MEMBER)  # noqa: SLF001 - on its thread

    def refuse_undone(self) -> None:
        """Raise InvalidRequestError if there is no transaction in SQLite's own eyes, though the driver says nothing."""
        if BEGIN not in self._driver.due and not self._driver.in_transaction:
            raise InvalidRequestError(UNDONE)

    def fail(self, error: BaseException) -> None:
        """None of them has happened."""
        if isinstance(error, asyncio.CancelledError):
            self.ended.cancel()
        elif not self.ended.done():
            self.ended.set_exception(error)


def driver_of(connection: AsyncConnection) -> Any:  # noqa: ANN401 - a connection of aiosqlite, shortened
    """Return the connection of aiosqlite below one of SQLAlchemy."""
    line = connection.sync_connection
    assert line is not None, "an open connection has one"
    return line.connection.driver_connection


def mark_retrieved(ended: asyncio.Future[Any]) -> None:
    """Take note of how it ended: if all that waited for it were cancelled, there is nobody to tell."""
    if not ended.cancelled():
        ended.exception()
