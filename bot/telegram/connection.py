"""The connection to a Bot API server: Telegram's or one of the owner's own, directly or through a proxy.

A proxy resolves the server's name itself: where Telegram is blocked, names of Telegram are answered falsely too.
"""

import ssl
from collections.abc import AsyncGenerator
from typing import Any

import certifi
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile
from aiohttp import (
    ClientError,
    ClientProxyConnectionError,
    ClientResponseError,
    ClientSession,
    ClientTimeout,
    TCPConnector,
)
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from python_socks import parse_proxy_url

from bot.telegram.api_server import BotApi

TRANSIENT_ERRORS = {429, *range(500, 600)}
"""Answers of a server that may give a file a moment later."""
FAILED = (ProxyConnectionError, ProxyError, ProxyTimeoutError)


class ProxiedConnector(ProxyConnector):
    """A connector whose failures are those of aiohttp: nothing of a request has left when the proxy refuses.

    aiohttp-socks raises errors of its own, which neither aiohttp's callers nor aiogram expect.
    """

    async def _wrap_create_connection(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - aiohttp's words
        try:
            return await super()._wrap_create_connection(*args, **options)
        except FAILED as error:
            raise ClientProxyConnectionError(options["req"].connection_key, OSError(str(error))) from error


class Session(AiohttpSession):
    """aiogram's session whose downloads fail as its calls do: aiogram lets the errors of aiohttp through there."""

    async def stream_content(self, url: str, *rest: Any, **options: Any) -> AsyncGenerator[bytes, None]:  # noqa: ANN401 - aiogram's words
        """The bytes of a file. Raises TelegramNetworkError, which names no address: a file's holds the token."""
        try:
            async for part in super().stream_content(url, *rest, **options):
                yield part
        except ClientResponseError as error:
            if error.status not in TRANSIENT_ERRORS:
                raise
            raise TelegramNetworkError(GetFile(file_id=""), f"file download failed: HTTP {error.status}") from None
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(GetFile(file_id=""), f"file download failed: {type(error).__name__}") from None


class ProxiedSession(Session):
    """The same with every call made through a proxy (http, https, socks5)."""

    def __init__(self, proxy: str, **options: Any) -> None:  # noqa: ANN401 - aiogram's words
        super().__init__(**options)
        self._connector_type = ProxiedConnector
        self._connector_init |= proxy_options(proxy)


def proxy_options(proxy: str) -> dict[str, Any]:
    """The arguments of a `ProxyConnector` for an address. Raises ValueError for one that is none."""
    scheme, _, rest = proxy.partition("://")
    is_tls = scheme == "https"
    kind, host, port, user, password = parse_proxy_url(f"{_PLAIN.get(scheme, scheme)}://{rest}")
    tls = _trusting() if is_tls else None
    return {
        "proxy_type": kind,
        "host": host,
        "port": port,
        "username": user or None,
        "password": password or None,
        "rdns": True,
        "proxy_ssl": tls,
    }


def _trusting() -> ssl.SSLContext:
    """Return the certificates to trust: those of the system (a proxy may have one of its own), and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    return context


_PLAIN = {"https": "http", "socks5h": "socks5"}
"""Spellings that python-socks does not read: TLS to the proxy is an option there, and names are always left to it."""


def make_session(api: BotApi, seconds: float) -> AiohttpSession:
    """A session for a Bot API server that waits so many seconds for an answer at most."""
    options: dict[str, Any] = {"api": _server(api), "timeout": seconds}
    return Session(**options) if api.proxy is None else ProxiedSession(api.proxy.get_secret_value(), **options)


def _server(api: BotApi) -> TelegramAPIServer:
    """Return the addresses of methods and files. Source: Bot API, "Using a Local Bot API Server"."""
    part = "/test" if api.is_test else ""
    return TelegramAPIServer(
        base=f"{api.url}/bot{{token}}{part}/{{method}}",
        file=f"{api.url}/file/bot{{token}}{part}/{{path}}",
        is_local=api.is_local,
    )


def make_client(api: BotApi, seconds: float) -> ClientSession:
    """A plain HTTP client that takes the same way as the bot."""
    connector = TCPConnector() if api.proxy is None else ProxiedConnector(**proxy_options(api.proxy.get_secret_value()))
    return ClientSession(connector=connector, timeout=ClientTimeout(total=seconds))
