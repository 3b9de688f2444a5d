import io
import json
import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator

import aiohttp
import pytest
import structlog
from aiogram.client.session.base import TelegramMethod
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetMe
from multidict import CIMultiDict, CIMultiDictProxy
from pydantic import SecretStr
from yarl import URL

from bot.monitoring.log import NOISY, setup_logging
from bot.monitoring.redaction import HIDDEN, Redaction
from services.domain.values.secret import Secret

TOKEN = "7000000001:AAcanaryCANARYcanaryCANARYcanary000"
FOREIGN = "7000000002:BBcanaryCANARYcanaryCANARYcanary111"
CODE = "CANARY-CODE-1234-5678"
PASSWORD = 'pass"word\\canary'
FILE_URL = f"https://api.telegram.org/file/bot{FOREIGN}/photos/1.jpg"
Log = Callable[..., str]


@pytest.fixture
def restored() -> Iterator[None]:
    root, hook, before = logging.getLogger(), sys.excepthook, structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)
    structlog.configure(**before)


@pytest.fixture(params=["console", "json"])
def stream(request: pytest.FixtureRequest, restored: None) -> io.StringIO:  # noqa: ARG001 - what it changes is put back
    stream = io.StringIO()
    setup_logging(request.param, [TOKEN, PASSWORD], stream)
    return stream


@pytest.fixture
def machine(restored: None) -> io.StringIO:  # noqa: ARG001 - what it changes is put back
    stream = io.StringIO()
    setup_logging("json", [TOKEN], stream)
    return stream


def canaries(text: str) -> list[str]:
    return [canary for canary in (TOKEN, FOREIGN, CODE, PASSWORD, "canary", "CANARY") if canary in text]


def http_error() -> aiohttp.ClientResponseError:
    url = URL(FILE_URL)
    asked = aiohttp.RequestInfo(url, "GET", CIMultiDictProxy(CIMultiDict()), url)
    return aiohttp.ClientResponseError(asked, (), status=404, message="Not Found")


METHOD: TelegramMethod[object] = GetMe()
ERRORS = [
    http_error(),
    aiohttp.InvalidURL(FILE_URL),
    aiohttp.TooManyRedirects(http_error().request_info, (), status=302),
    TelegramNetworkError(METHOD, f"cannot connect to {FILE_URL}"),
    TelegramBadRequest(METHOD, f"wrong token {FOREIGN}"),
    ClientDecodeError("bad", ValueError(TOKEN), {"result": f"{FILE_URL}"}),
    OSError(2, "no such file", FILE_URL),
    RuntimeError(Secret(CODE), SecretStr(CODE), PASSWORD),
    ExceptionGroup("many", [ValueError(TOKEN), ExceptionGroup("more", [http_error()])]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_with_a_secret_three_causes_deep_is_logged_without_it(stream: io.StringIO, error: Exception) -> None:
    code = CODE
    try:
        try:
            try:
                raise error  # noqa: TRY301 - a chain is the point
            except Exception as inner:
                raise LookupError(f"while asking {FILE_URL}") from inner
        except LookupError as middle:
            middle.add_note(f"with {TOKEN}")
            raise ValueError(len(code))  # noqa: B904 - the context must be cleaned as well as the cause
    except ValueError as outer:
        structlog.get_logger("ours").exception("sending failed", error=outer, cause=error)
        logging.getLogger("theirs").exception("failed: %s", error, exc_info=outer)

    written = stream.getvalue()
    assert canaries(written) == []
    assert written.count("LookupError") >= 2
    assert HIDDEN in written


@pytest.mark.parametrize(
    "say",
    [
        lambda: logging.getLogger("theirs").warning("token %s", TOKEN),
        lambda: logging.getLogger("theirs").warning("token %(token)s", {"token": TOKEN}),
        lambda: logging.getLogger("theirs").warning("GET %s", URL(FILE_URL)),
        lambda: logging.getLogger("theirs").warning(ValueError(FOREIGN)),
        lambda: structlog.get_logger().warning("token %s", TOKEN),
        lambda: structlog.get_logger().warning("asked", url=FILE_URL, quoted=FILE_URL.replace(":", "%3A")),
        lambda: structlog.get_logger().warning("sent", goods=Secret(CODE), more=[{"a": (Secret(CODE), PASSWORD)}]),
        lambda: structlog.get_logger().warning("raw", body=f"x{TOKEN}y".encode(), key={TOKEN: 1}),
        lambda: structlog.get_logger().bind(token=SecretStr(TOKEN)).warning("bound"),
        lambda: structlog.get_logger().warning("base", url="postgresql://shop:canary@db/x", word=PASSWORD),
        lambda: structlog.get_logger().warning("stack", stack_info=True, where=TOKEN),
    ],
    ids=str.split("args mapping url error ours fields goods bytes bound password stack"),
)
def test_a_secret_is_hidden_wherever_it_stands(stream: io.StringIO, say: Callable[[], None]) -> None:
    say()

    assert canaries(stream.getvalue()) == []
    assert stream.getvalue()


def test_a_record_that_cannot_be_written_is_named_but_not_shown(stream: io.StringIO) -> None:
    bug = logging.LogRecord("theirs", logging.WARNING, __file__, 7, "two %s %s", (TOKEN,), None)

    logging.getLogger().handlers[0].handle(bug)

    assert stream.getvalue() == "a log record of theirs:7 could not be written: TypeError\n"


def test_the_last_error_of_the_process_is_logged_clean(stream: io.StringIO) -> None:
    try:
        raise RuntimeError(FILE_URL)  # noqa: TRY301 - it needs a traceback
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    assert "unhandled_exception" in stream.getvalue()
    assert canaries(stream.getvalue()) == []


def test_stopping_by_hand_is_not_an_error(stream: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert stream.getvalue() == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_warnings_of_python_are_logged_clean(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"old {TOKEN}", stacklevel=1)

    assert "old [hidden]" in stream.getvalue()


def test_a_machine_reads_one_object_a_line_in_utc(machine: io.StringIO) -> None:
    structlog.get_logger("bot.intake.inbox").info("received", updates=3, customer="安\nna")
    logging.getLogger("theirs").warning("two\nlines \x1b[31m")

    ours, theirs = map(json.loads, machine.getvalue().splitlines())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", ours.pop("timestamp"))
    assert ours == {
        "event": "received",
        "level": "info",
        "logger": "bot.intake.inbox",
        "updates": 3,
        "customer": "安\nna",
    }
    assert theirs["event"] == "two\\nlines \\x1b[31m"


def test_the_fields_of_the_standard_logging_are_written_and_clean(machine: io.StringIO) -> None:
    logging.getLogger("services").warning("schema_newer", extra={"schema": "0009", "from_url": FILE_URL})

    line = json.loads(machine.getvalue())
    assert (line["event"], line["schema"]) == ("schema_newer", "0009")
    assert canaries(machine.getvalue()) == []
    assert "from_url" in line


def test_a_customer_cannot_begin_a_line_of_the_log(stream: io.StringIO) -> None:
    structlog.get_logger().warning("hello", name="Ann\n2026-01-01 [info] forged")
    logging.getLogger("theirs").warning("hello %s", "Ann\n2026-01-01 [info] forged")

    assert len(stream.getvalue().splitlines()) == 2


def test_figures_stay_figures(machine: io.StringIO) -> None:
    structlog.get_logger().info("x", a=1, b=1.5, c=None, d=True)

    assert {"a": 1, "b": 1.5, "c": None, "d": True}.items() <= json.loads(machine.getvalue()).items()


@pytest.mark.parametrize("name", ["aiogram.event", "aiogram.dispatcher", "aiohttp.access", "apscheduler.scheduler"])
def test_the_chatter_of_libraries_is_not_written(stream: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("Update id=1 is handled")

    assert stream.getvalue() == ""


def test_short_words_are_not_blotted_out_of_every_line() -> None:
    assert Redaction(["shop", "", TOKEN]).text(f"the shop {TOKEN}") == f"the shop {HIDDEN}"


def test_the_longer_secret_is_taken_first() -> None:
    assert Redaction(["canary", "canary-long"]).text("a canary-long b canary") == f"a {HIDDEN} b {HIDDEN}"
