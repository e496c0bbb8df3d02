"""Structured logs: one JSON object a line, or coloured lines for a person at a terminal.

Everything passes through redaction last, whoever said it: our own code, uvicorn, SQLAlchemy, an exception.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final, TextIO

import structlog
from structlog.typing import Processor

from puhui.ground.telemetry.redaction import harmless_exception, redact_field

log: Final[structlog.stdlib.BoundLogger] = structlog.get_logger("puhui")
"""`log.info("application.submitted", application_id=…)`: an event and fields, never values in a sentence."""

_QUIET: Final = ("uvicorn.access", "httpx", "httpcore", "alembic")


def configure_logs(*, level: str = "INFO", json: bool | None = None, stream: TextIO | None = None) -> None:
    """Send every log of this process through the same redaction to `stream` (stderr by default).

    `json=None` chooses: lines for people on a terminal, JSON everywhere else.
    """
    stream = stream or sys.stderr
    as_json = not stream.isatty() if json is None else json
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_prepare(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact_event,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
                if as_json
                else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _speak_through_logging() -> None:
    """Done on import: a process that forgot `configure_logs` must not print a traceback with its locals."""
    redacted: list[Processor] = [structlog.processors.format_exc_info, redact_event]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_prepare(),
            *redacted,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def redact_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last processor before a line is written."""
    return {
        name: harmless_exception(str(value)) if name in {"exception", "stack"} else redact_field(name, value)
        for name, value in event.items()
    }


def _prepare() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]


_speak_through_logging()
