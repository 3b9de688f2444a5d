"""The log of the shop and its libraries: stdlib logging in front, structlog behind, no secret.

Each record is cleaned twice: each value before it is rendered (a secret may be escaped by then), and the finished
line as a whole. Tracebacks carry no local variables, for those hold codes and tokens.
"""

import logging
import sys
from collections.abc import Iterable
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor

from bot.monitoring.redaction import Redaction

NOISY = ("aiogram", "aiohttp.access", "alembic", "apscheduler", "asyncio", "sqlalchemy")
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), 127)} | {10: "\\n", 13: "\\r", 9: "\t"}
_OURS = frozenset({"_record", "_from_structlog", "exc_info", "stack_info"})


def setup_logging(style: Literal["console", "json"], secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send every log record to `stream` (stderr if None), in UTC, without `secrets`, tokens and passwords in URLs."""
    redaction = Redaction(secrets)
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Formatter(redaction, style, colors=handler.stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _last_words
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_origin(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,  # a module keeps its logger, and tests set the log up again and again
    )


def _origin() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record and cleans what came out."""

    def __init__(self, redaction: Redaction, style: Literal["console", "json"], *, colors: bool) -> None:
        super().__init__(
            foreign_pre_chain=[*_origin(), structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.processors.format_exc_info,
                _Cleaning(redaction),
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(style, colors=colors),
            ],
        )
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.text(super().format(record))


def _renderer(style: Literal["console", "json"], *, colors: bool) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=colors,
        repr_native_str=True,  # a line break in a customer's name must not begin a line of the log
        exception_formatter=structlog.dev.plain_traceback,
    )


class _Cleaning:
    """A processor: every value without secrets, the message in one line."""

    def __init__(self, redaction: Redaction) -> None:
        self._redaction = redaction

    def __call__(self, _logger: object, _method: str, event: EventDict) -> EventDict:
        clean = {name: value if name in _OURS else self._redaction.value(value) for name, value in event.items()}
        clean["event"] = str(clean.get("event", "")).translate(_CONTROL)
        return clean


class _Handler(logging.StreamHandler[Any]):
    """Says that a record could not be written, and nothing of what stood in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging names it
        error = sys.exc_info()[0]
        reason = error.__name__ if error else "unknown"
        self.stream.write(f"a log record of {record.name}:{record.lineno} could not be written: {reason}\n")


def _last_words(kind: type[BaseException], error: BaseException, trace: Any) -> None:  # noqa: ANN401 - as sys has it
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("bot").critical("unhandled_exception", exc_info=(kind, error, trace))
