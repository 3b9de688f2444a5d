"""A load balancer as small as can be: each post goes to the next replica that answers."""

import itertools
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

NOT_FORWARDED = {"Host", "Content-Length", "Transfer-Encoding", "Connection"}


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    found = [socket.socket() for _ in range(count)]
    for one in found:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in found]
    for one in found:
        one.close()
    return ports


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[int]:
    """Forward posts to these ports in turn; yields the port of the balancer."""
    turns = itertools.cycle(ports)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def forward(request: web.Request) -> web.Response:
            headers = {name: value for name, value in request.headers.items() if name not in NOT_FORWARDED}
            body = await request.read()
            for _ in ports:
                address = f"http://127.0.0.1:{next(turns)}{request.path}"
                try:
                    async with session.post(address, data=body, headers=headers) as answer:
                        again = answer.headers.get("Retry-After")
                        more = {"Retry-After": again} if again else {}
                        return web.Response(status=answer.status, headers=more)
                except aiohttp.ClientConnectorError:
                    continue
                except aiohttp.ClientError:
                    break
            return web.Response(status=502)

        app = web.Application()
        app.router.add_post("/telegram", forward)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield int(runner.addresses[0][1])
        finally:
            await runner.cleanup()
