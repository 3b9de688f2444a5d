import socket
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import ClientResponseError, web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from bot.intake.retries import TRANSIENT_ERRORS
from bot.telegram.api_server import BotApi
from bot.telegram.sender import classify, make_bot
from services.domain.messaging.send_outcome import RetryLater
from tests.support.proxy import NAME, proxy_running

TOKEN = "42:SANDBOX-TOKEN"
ME = {"ok": True, "result": {"id": 42, "is_bot": True, "first_name": "Ocean", "username": "ocean_bot"}}
FILE = {"ok": True, "result": {"file_id": "F", "file_unique_id": "U", "file_path": "documents/a.txt"}}


class Server:
    """A Bot API server that notes the paths which it is asked for."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.status = 200
        self.port = 0

    async def hear(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        if request.path.startswith("/file/"):
            return web.Response(status=self.status, body=b"CODE-1")
        return web.json_response(FILE if request.path.endswith("getFile") else ME)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, app = Server(), web.Application()
    app.router.add_route("*", "/{rest:.*}", server.hear)
    async with TestServer(app, shutdown_timeout=0) as running:
        server.port = running.port or 0
        yield server


async def asked(bot: Bot) -> tuple[str, bytes]:
    """A call and a download."""
    try:
        me = await bot.get_me()
        target = await bot.download("F")
        return me.username or "", target.read() if target else b""
    finally:
        await bot.session.close()


def through(proxy: str, server: Server) -> Bot:
    return make_bot(TOKEN, BotApi(f"http://{NAME}:{server.port}", SecretStr(proxy)))


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
async def test_every_call_goes_through_the_proxy_which_resolves_the_name(server: Server, scheme: str) -> None:
    async with proxy_running("ann", "p@ss:word") as proxy:
        found = await asked(through(f"{scheme}://ann:p%40ss%3Aword@127.0.0.1:{proxy.port}", server))

    assert found == ("ocean_bot", b"CODE-1")
    assert set(proxy.asked) == {NAME}


@pytest.mark.parametrize(
    ("status", "error"), [(502, TRANSIENT_ERRORS), (429, TRANSIENT_ERRORS), (404, ClientResponseError)]
)
async def test_a_file_that_does_not_come_is_asked_for_again_as_any_call(
    server: Server, status: int, error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    server.status = status

    with pytest.raises(error) as failed:
        await asked(make_bot(TOKEN, BotApi(f"http://127.0.0.1:{server.port}")))

    assert isinstance(failed.value, TRANSIENT_ERRORS) == (status != 404)


async def test_a_file_is_asked_for_again_when_the_connection_ends(server: Server) -> None:
    bot = make_bot(TOKEN, BotApi(f"http://127.0.0.1:{server.port}"))
    lost = f"http://127.0.0.1:1/file/bot{TOKEN}/documents/a.txt"

    with pytest.raises(TRANSIENT_ERRORS) as failed:
        [part async for part in bot.session.stream_content(lost)]

    await bot.session.close()
    assert TOKEN not in str(failed.value)


async def test_a_proxy_behind_tls(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for_loopback(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    async with proxy_running(tls=tls) as proxy:
        found = await asked(through(f"https://127.0.0.1:{proxy.port}", server))

    assert (found, set(proxy.asked)) == (("ocean_bot", b"CODE-1"), {NAME})


@pytest.mark.parametrize("scheme", ["socks5", "http"])
async def test_what_a_proxy_refuses_has_never_left_and_may_be_sent_again(server: Server, scheme: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"{scheme}://127.0.0.1:{taken.getsockname()[1]}"
        async with proxy_running("ann", "secret") as proxy:
            for address in (nobody, f"{scheme}://ann:wrong@127.0.0.1:{proxy.port}"):
                bot = through(address, server)
                with pytest.raises(AiogramError) as caught:
                    await bot.send_message(1001, "hello", request_timeout=5)
                await bot.session.close()

                assert classify(caught.value) == RetryLater(reason="not connected")
                assert "secret" not in str(caught.value)
    assert server.paths == []


async def test_the_test_environment_of_telegram_has_paths_of_its_own(server: Server) -> None:
    found = await asked(make_bot(TOKEN, BotApi(f"http://127.0.0.1:{server.port}", is_test=True)))

    assert found == ("ocean_bot", b"CODE-1")
    assert server.paths == [
        f"/bot{TOKEN}/test/getMe",
        f"/bot{TOKEN}/test/getFile",
        f"/file/bot{TOKEN}/test/documents/a.txt",
    ]


async def test_a_local_server_hands_out_files_by_their_paths(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"CODE-2")
    monkeypatch.setitem(FILE["result"], "file_path", str(file))  # type: ignore[arg-type]

    found = await asked(make_bot(TOKEN, BotApi(f"http://127.0.0.1:{server.port}", is_local=True)))

    assert found == ("ocean_bot", b"CODE-2")


def certificate_for_loopback(folder: Path) -> Path:
    """A file with a key and its own certificate."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proxy")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "proxy.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file
