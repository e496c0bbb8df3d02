"""telemetry: what the running program says about itself, and never about a person."""

from puhui.ground.telemetry.logs import configure_logs, log
from puhui.ground.telemetry.redaction import harmless_exception, redact, redact_text

__all__ = ["configure_logs", "harmless_exception", "log", "redact", "redact_text"]
