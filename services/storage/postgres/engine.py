"""The engine of PostgreSQL: a pool of connections, whose rows are locked by those who change them.

A statement that is asked for the sixth time may get one plan for all values, and that cannot know how few rows are
open, due or of one product: PostgreSQL then walks through what it has an index for. Plans are made for the values at
hand.

A server that falls silent (a cut wire, a firewall that has forgotten us) says nothing, and the kernel waits for a
quarter of an hour. So nothing is waited for without a limit: neither a statement nor a new connection, and a connection
is asked for a sign of life before it is used. One that gave none is dropped and not said goodbye to.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import URL, ExceptionContext, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

POOL = 5
STATEMENT_TIMEOUT, LONG_STATEMENT_TIMEOUT = 20.0, 600.0
"""Seconds that one statement may take while customers wait, and while a shop is moved or its schema changed."""
PING_TIMEOUT, CONNECT_TIMEOUT, CLOSE_TIMEOUT = 3.0, 10.0, 2.0
"""Seconds for an answer before a connection is used, for a new connection, and for the end of all."""
LOOK_EVERY = 30.0
"""A connection without notifications looks like one that was cut, so it is tested."""
SETTINGS = (
    "SET plan_cache_mode = force_custom_plan;"
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;"
    "SET tcp_user_timeout = 60000"
)
"""The server, too, lets go of a process that has vanished, and of the rows that it has locked: after a minute."""
DETAIL = "\nDETAIL:"
"""The word after which the driver, having told what is wrong, quotes values."""


class PostgresPool:
    """Connections that write and read."""

    def __init__(self, url: URL, *, patient: bool = False) -> None:
        limits = {
            "timeout": CONNECT_TIMEOUT,
            "command_timeout": LONG_STATEMENT_TIMEOUT if patient else STATEMENT_TIMEOUT,
        }
        self.pool = create_async_engine(
            url, pool_size=POOL, max_overflow=POOL, hide_parameters=True, connect_args=limits
        )
        self._lines: WeakSet[Any] = WeakSet()
        self._is_open = True
        event.listen(self.pool.sync_engine, "do_connect", self._admit)
        event.listen(self.pool.sync_engine, "connect", self._prepare)
        event.listen(self.pool.sync_engine, "checkout", _ask_for_life)
        event.listen(self.pool.sync_engine, "handle_error", _strip_values_from_errors)
        event.listen(self.pool.sync_engine, "handle_error", _drop_the_silent)

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Write."""
        return self.pool.begin()

    @asynccontextmanager
    async def read(self, *, frozen: bool = False) -> AsyncIterator[AsyncConnection]:
        """Look, and if `frozen` at one moment."""
        async with self.pool.connect() as connection:
            if frozen:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    async def listen(self, channel: str, on_notify: Callable[[str], object]) -> None:
        """Call `on_notify` with each payload of a channel, on a connection of its own, until it is lost."""
        async with self.pool.connect() as connection:
            line = (await connection.get_raw_connection()).driver_connection
            assert line is not None, "a connection that was just opened has its driver's beneath"
            cut = asyncio.Event()

            def heard(_line: Any, _pid: int, _channel: str, word: str) -> None:  # noqa: ANN401 - as asyncpg has it
                on_notify(word)

            line.add_termination_listener(lambda _: cut.set())
            try:
                await line.add_listener(channel, heard)
                while not cut.is_set():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(cut.wait(), LOOK_EVERY)
                    await line.execute(f"LISTEN {channel}", timeout=PING_TIMEOUT)
            finally:
                line.terminate()  # a line that went silent takes no goodbye
                await connection.invalidate()

    async def close(self) -> None:
        """Close all connections, without a goodbye if the server does not answer in time."""
        impatient = asyncio.get_running_loop().call_later(CLOSE_TIMEOUT, self._hang_up)
        try:
            await self.pool.dispose()
        finally:
            impatient.cancel()

    def abandon(self) -> None:
        """End every wait for the server at once, with an error; so it ends for whatever would begin."""
        self._is_open = False
        self._hang_up()

    def _hang_up(self) -> None:
        for line in list(self._lines):
            line.terminate()

    def _admit(self, *_: object) -> None:
        if not self._is_open:
            raise ConnectionAbortedError("the database is closed")

    def _prepare(self, connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of the driver
        """Outside of any transaction, whose end could take it back."""
        self._lines.add(connection.driver_connection)
        connection.run_async(lambda line: line.execute(SETTINGS))


def _ask_for_life(connection: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 - of the driver
    """A connection that does not answer is no good, and those of its age are looked at with suspicion."""
    try:
        connection.run_async(lambda line: line.execute("SELECT 1", timeout=PING_TIMEOUT))
    except Exception as error:
        connection.driver_connection.terminate()
        raise InvalidatePoolError from error


def _drop_the_silent(context: ExceptionContext) -> None:
    """A statement that got no answer in time: whoever said goodbye on its connection would get none either."""
    silent, connection = isinstance(context.original_exception, TimeoutError), context.connection
    if silent and connection is not None and not connection.invalidated:
        line = connection.connection.driver_connection
        assert line is not None, "a connection that ran a statement has its driver's beneath"
        line.terminate()
        context.is_disconnect = True


def _strip_values_from_errors(context: ExceptionContext) -> None:
    """The values of a refused row come back with the refusal: a log needs the constraint's name alone."""
    told: BaseException | None = context.original_exception
    if context.sqlalchemy_exception is not None:
        _cut(context.sqlalchemy_exception)
    while told is not None:
        _cut(told)
        vars(told)["detail"] = None
        told = told.__cause__


def _cut(told: BaseException) -> None:
    told.args = tuple(word.partition(DETAIL)[0] if isinstance(word, str) else word for word in told.args)
