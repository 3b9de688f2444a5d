"""The four clients that test the sandbox, and how each of them words what it was refused."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.client_compat.node import SOURCE, node_modules

BAD_REQUEST = "Bad Request: "


@dataclass(frozen=True)
class Client:
    """A client library: how its bot is started, its exceptions by error code and by fault, its way with words."""

    name: str
    command: tuple[str, ...]
    errors: Mapping[int, str]
    faults: Mapping[str, str]
    words: Callable[[str], str] = str

    def environment(self) -> dict[str, str]:
        """Return the environment that the program needs beside the address and the token."""
        return {"NODE_PATH": str(node_modules())} if self.command[0] == "node" else {}


def bared(description: str) -> str:
    """python-telegram-bot takes the code's name off and writes the rest small after a capital, codes too."""
    rest = description.removeprefix(BAD_REQUEST)
    return rest.capitalize() if rest != description else description


def python(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"tests.client_compat.{module}")


CLIENTS = (
    Client(
        "aiogram",
        python("with_aiogram"),
        {
            400: "TelegramBadRequest", 401: "TelegramUnauthorizedError", 403: "TelegramForbiddenError",
            409: "TelegramConflictError", 429: "TelegramRetryAfter",
        },
        {
            "server_error": "TelegramServerError", "html_502": "ClientDecodeError", "bad_json": "ClientDecodeError",
            "lost_reply": "TelegramNetworkError", "not_sent": "TelegramNetworkError",
        },
    ),
    Client(
        "python-telegram-bot",
        python("with_python_telegram_bot"),
        {400: "BadRequest", 401: "InvalidToken", 403: "Forbidden", 409: "Conflict", 429: "RetryAfter"},
        {
            "server_error": "NetworkError", "html_502": "NetworkError", "bad_json": "TelegramError",
            "lost_reply": "NetworkError", "not_sent": "NetworkError",
        },
        bared,
    ),
    Client(
        "pyTelegramBotAPI",
        python("with_pytelegrambotapi"),
        {code: f"ApiTelegramException {code}" for code in (400, 401, 403, 409, 429)},
        {
            "server_error": "ApiTelegramException 500", "html_502": "ApiHTTPException",
            "bad_json": "ApiInvalidJSONException", "lost_reply": "ConnectionError", "not_sent": "ConnectionError",
        },
    ),
    Client(
        "grammY",
        ("node", str(SOURCE / "bot.js")),
        {code: f"GrammyError {code}" for code in (400, 401, 403, 409, 429)},
        {
            "server_error": "GrammyError 500", "html_502": "HttpError", "bad_json": "HttpError",
            "lost_reply": "HttpError", "not_sent": "HttpError",
        },
    ),
)  # fmt: skip
