"""A relay on loopback that can fall silent: it takes everything and passes nothing on, as a cut wire does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Relay:
    """Passes bytes between whoever connects and one address, as long as the way is `open`."""

    host: str
    behind: int
    port: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        serving = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        await self.open.wait()
        there, back = await asyncio.open_connection(self.host, self.behind)
        self._ends.add(back)
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer))
        self._ends -= {writer, back}

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(65_536):
                await self.open.wait()
                target.write(piece)
                await target.drain()
        target.close()

    def fall_silent(self) -> None:
        """From now on nothing passes, and nobody is told."""
        self.open.clear()

    def speak(self) -> None:
        """Let bytes pass again, those too that wait."""
        self.open.set()

    async def end(self) -> None:
        """Cut every connection."""
        self.speak()
        while self._serving:
            for end in self._ends:
                end.transport.abort()
            await asyncio.wait(self._serving, timeout=0.05)


@asynccontextmanager
async def relay_to(host: str, port: int) -> AsyncIterator[Relay]:
    """A relay on a free port of loopback; the way is open at first."""
    relay = Relay(host, port)
    relay.speak()
    server = await asyncio.start_server(relay.meet, "127.0.0.1", 0)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
        await relay.end()
