"""The process lease and leader election: leases in the database tell the processes of one shop about each other.

A lease is renewed every ten seconds and over after twenty-five. A process that has lost its lease must stop: another
one has taken over. A process that died on this very machine is noticed at once, and nobody waits for its lease.
"""

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from structlog.stdlib import get_logger

from services.domain.values.clock import SECOND, Clock, uptime
from services.domain.values.ids import new_id
from services.storage.connection.database_errors import DATABASE_ERRORS
from services.storage.connection.steady_clock import boot
from services.storage.database import Database

log = get_logger(__name__)

LEADER = "shop"
"""Held by the one process that polls, or, where Telegram posts to several, by the one that does what is done once."""
LEASE_MS = 25 * SECOND
RENEW_EVERY = 10.0
TRY_EVERY = 2.0


class LeaseLost(Exception):
    """Another process has taken over. Its text is for a person."""

    def __init__(self) -> None:
        super().__init__("This process was silent for too long, and another one has taken over. Start it again.")


def _host_id() -> str:
    """Return the space in which process ids are unique: this machine since it was started, and this container."""
    try:
        return f"{boot()}.{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return socket.gethostname()


def is_dead_process(holder: str) -> bool:
    """Return whether a process is certainly dead. One on another machine never is: only its lease tells."""
    space, _, rest = holder.rpartition("/")[0].rpartition("/")
    pid = int(rest) if rest.isascii() and rest.isdigit() else 0
    if space != _host_id() or pid == 0:
        return False
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class ProcessLease:
    """The leases of this process, and its own name."""

    def __init__(self, db: Database, up: Clock = uptime) -> None:
        self._db = db
        self._up = up
        self.me = f"{_host_id()}/{os.getpid()}/{new_id()}"
        self.lease_lost = False
        self._valid_until = 0
        self._renewed = asyncio.Event()
        self._wanted: set[str] = set()
        self._held: frozenset[str] = frozenset()

    @property
    def is_leader(self) -> bool:
        """True if this process is the leader."""
        return LEADER in self._held

    async def register(self) -> None:
        """Register this process beside others."""
        await self._take(self.me)
        self._wanted = {self.me}

    async def wait_for_leadership(self, stop: asyncio.Event) -> bool:
        """Wait until no other process serves; False if this process was asked to stop meanwhile."""
        if await self.try_lead():
            self._wanted = {LEADER}
            return True
        log.info("standby_started")
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), TRY_EVERY)
                return False
            if await self.try_lead():
                log.warning("leadership_taken_over")
                self._wanted = {LEADER}
                return True
        return False

    async def try_lead(self) -> bool:
        """Take the lead if it is free; returns whether this process leads now."""
        if not self.is_leader:
            await self.release_dead_processes()
            await self._take(LEADER)
        return self.is_leader

    async def release_dead_processes(self) -> None:
        """End the leases of dead processes of this machine."""
        async with self._db.read() as reading:
            gone = [
                holder for holder in await reading.leases.holders() if holder != self.me and is_dead_process(holder)
            ]
        if gone:
            async with self._db.begin() as tx:
                await tx.leases.end(gone)

    async def _take(self, name: str) -> None:
        asked = self._up()
        async with self._db.begin() as tx:
            taken = await tx.leases.take(name, self.me, LEASE_MS)
        if taken:
            self._held |= {name}
            if not self._wanted:  # a lead that is taken later says nothing about the customers
                self._extend(asked)

    def _extend(self, asked: int) -> None:
        """The lease is valid until `asked` (of our uptime) plus its duration."""
        self._valid_until = asked + LEASE_MS
        self._renewed.set()

    async def wait_until_valid(self) -> None:
        """Return while no other process can have taken over; after a pause beyond the lease it is renewed first."""
        while self._up() >= self._valid_until or self.lease_lost:
            self._renewed.clear()
            await self._renewed.wait()

    async def renew_forever(self, lost: Callable[[], object]) -> None:
        """Renew until cancelled; call `lost` once if a lease has expired."""
        while not self.lease_lost:
            await asyncio.sleep(RENEW_EVERY)
            await self.renew()
            if self.lease_lost:
                log.critical("lease_lost")
                lost()

    async def renew(self) -> None:
        """Renew the leases. While the database is unavailable no process can take over."""
        asked = self._up()
        try:
            await self._db.set_clock()
            async with self._db.begin() as tx:
                self._held = await tx.leases.renew(self.me, LEASE_MS)
        except DATABASE_ERRORS as error:
            log.warning("lease_renewal_failed", error=type(error).__name__)
            return
        self.lease_lost = not self._wanted <= self._held
        if not self.lease_lost:
            self._extend(asked)

    async def release(self) -> None:
        """Release all leases, so that no process has to wait for them."""
        self._held = frozenset()
        async with self._db.begin() as tx:
            await tx.leases.end([self.me])
