"""A small real proxy on loopback: SOCKS5 (RFC 1928, 1929) or HTTP CONNECT, plain or within TLS, one name of its own."""

import asyncio
import base64
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

NAME = "telegram.invalid"
"""Resolved here and nowhere else, so that whatever arrives came through the proxy."""
REFUSED, NOT_ALLOWED = 5, 2
DOMAIN = 3


class Rejected(Exception):
    """The client may not use the proxy, or asked for something that it does not do."""


@dataclass
class Proxy:
    """A proxy: the target that it serves, to whom, and the hosts that it was asked for."""

    user: str = ""
    password: str = ""
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: agree, connect, carry bytes both ways."""
        with suppress(Rejected, OSError, asyncio.IncompleteReadError):
            first = await reader.readexactly(1)
            agree = self._socks if first == b"\x05" else self._http
            there, back = await agree(first, reader, writer)
            await asyncio.gather(_carry(reader, back), _carry(there, writer))
        writer.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self.asked.append(host)
        return await asyncio.open_connection("127.0.0.1" if host == NAME else host, port)

    async def _socks(
        self, _first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        methods = await reader.readexactly((await reader.readexactly(1))[0])
        wanted = 2 if self.user else 0
        if wanted not in methods:
            writer.write(b"\x05\xff")
            raise Rejected
        writer.write(bytes((5, wanted)))
        if self.user:
            await reader.readexactly(1)
            told = [(await reader.readexactly((await reader.readexactly(1))[0])).decode() for _ in range(2)]
            right = told == [self.user, self.password]
            writer.write(bytes((1, 0 if right else 1)))
            if not right:
                raise Rejected
        _, _, _, kind = await reader.readexactly(4)
        if kind == DOMAIN:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = ".".join(map(str, await reader.readexactly(4)))
        (port,) = struct.unpack("!H", await reader.readexactly(2))
        try:
            there, back = await self._connect(host, port)
        except OSError:
            writer.write(bytes((5, REFUSED, 0, 1, 0, 0, 0, 0, 0, 0)))
            raise
        writer.write(bytes((5, 0, 0, 1, 0, 0, 0, 0, 0, 0)))
        return there, back

    async def _http(
        self, first: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        verb, address, _ = head[0].split(" ")
        known = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if verb != "CONNECT" or (
            self.user and f"proxy-authorization: basic {known}".lower() not in map(str.lower, head)
        ):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            raise Rejected
        host, _, port = address.rpartition(":")
        there, back = await self._connect(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        return there, back


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65_536):
            target.write(piece)
            await target.drain()
        target.close()


@asynccontextmanager
async def proxy_running(user: str = "", password: str = "", tls: ssl.SSLContext | None = None) -> AsyncIterator[Proxy]:
    """A proxy on a free port of loopback."""
    proxy = Proxy(user, password)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, ssl=tls)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
