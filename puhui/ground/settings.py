"""Every setting there is, read once from the environment and passed on as a value.

A setting is one line here: its variable, how it is read, whether it is secret, and what happens when nobody
sets it. `docs/settings.md` tells people the same, and a test fails when the two disagree.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit

from puhui.ground.unavailable import Unavailable
from puhui.ground.vault.suite import Suite
from puhui.kernel import Problem, Text

_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off"})


def _text(written: str) -> str:
    return written


def _path(written: str) -> Path:
    return Path(written).expanduser().absolute()


def _yes_or_no(written: str) -> bool:
    if written.lower() in _TRUE | _FALSE:
        return written.lower() in _TRUE
    raise ValueError("1 / 0")


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(written: str) -> int:
        if not low <= int(written) <= high:
            raise ValueError(f"{low}–{high}")
        return int(written)

    return read


def _level(written: str) -> str:
    if written.lower() not in {"debug", "info", "warning", "error"}:
        raise ValueError("debug / info / warning / error")
    return written.lower()


def _code(written: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,40}", written):
        raise ValueError("a-z / 0-9 / _")
    return written


def _web_address(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("https://…")
    return written.rstrip("/")


def _time_of_day(written: str) -> str:
    if written.lower() == "off":
        return "off"
    time.fromisoformat(written)
    if not re.fullmatch(r"\d\d:\d\d", written):
        raise ValueError("00:30 / off")
    return written


def _database_url(written: str) -> str:
    scheme, rest = written.split("://", 1)
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"} or not rest:
        raise ValueError("postgresql://…")
    return f"postgresql+psycopg://{rest}"


def _home() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return _path(base) / "puhui"


def _about(variable: str, read: Callable[[str], object], *, secret: bool = False) -> dict[str, Any]:
    return {"variable": variable, "read": read, "secret": secret}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set from outside. Durations are in seconds unless the name says otherwise."""

    home: Path = field(default_factory=_home, metadata=_about("PUHUI_HOME", _path))
    """The data folder: embedded database, keys, the audit head, models trained by the user."""

    database_url: str | None = field(
        default=None, repr=False, metadata=_about("PUHUI_DATABASE_URL", _database_url, secret=True)
    )
    """A PostgreSQL of your own; without it the embedded one is used."""

    database_pool: int = field(default=10, metadata=_about("PUHUI_DATABASE_POOL", _between(1, 500)))
    """The most connections one process keeps."""

    statement_timeout_seconds: int = field(
        default=30, metadata=_about("PUHUI_STATEMENT_TIMEOUT_SECONDS", _between(1, 86_400))
    )
    """A statement that takes longer is stopped."""

    kek_file: Path | None = field(default=None, metadata=_about("PUHUI_KEK_FILE", _path))
    """Where the master keys lie; without it `PUHUI_HOME/keys/master.json`."""

    suite: Suite = field(default=Suite.AES, metadata=_about("PUHUI_SUITE", Suite))
    """Which family of ciphers new data gets: `AES` (AES-256-GCM, SHA-256) or `SM` (SM4-GCM, SM3)."""

    logins_file: Path | None = field(default=None, metadata=_about("PUHUI_LOGINS_FILE", _path))
    """Database logins that somebody else made for institutions; without it Puhui makes them itself."""

    durable: bool = field(default=True, metadata=_about("PUHUI_DURABLE", _yes_or_no))
    """Whether the embedded database waits for the disk; off only for tests and throw-away demos."""

    json_limit_mb: int = field(default=1, metadata=_about("PUHUI_JSON_LIMIT_MB", _between(1, 100)))
    """The largest JSON body that a request may bring."""

    upload_limit_mb: int = field(default=64, metadata=_about("PUHUI_UPLOAD_LIMIT_MB", _between(1, 2_000)))
    """The largest upload of files."""

    idempotency_hours: int = field(default=24, metadata=_about("PUHUI_IDEMPOTENCY_HOURS", _between(1, 720)))
    """How long an `Idempotency-Key` is remembered, with its answer."""

    session_hours: int = field(default=12, metadata=_about("PUHUI_SESSION_HOURS", _between(1, 168)))
    """How long a person at work stays signed in."""

    provider_url: str | None = field(default=None, metadata=_about("PUHUI_PROVIDER_URL", _text))
    """The provider of verification, existing debts and registration; without one everything refers."""

    provider_key: str | None = field(
        default=None, repr=False, metadata=_about("PUHUI_PROVIDER_KEY", _text, secret=True)
    )
    """The key that provider gave us."""

    institution: str | None = field(default=None, metadata=_about("PUHUI_INSTITUTION", _code))
    """The code of the institution whose process this is; without one it is the platform."""

    public_url: str | None = field(default=None, metadata=_about("PUHUI_PUBLIC_URL", _web_address))
    """The address under which others reach this process; without one, where it listens."""

    bureau_url: str | None = field(default=None, metadata=_about("PUHUI_BUREAU_URL", _web_address))
    """The licensed credit bureau; without one nothing about credit passes between the two roles."""

    payments_url: str | None = field(default=None, metadata=_about("PUHUI_PAYMENTS_URL", _web_address))
    """The bank's payment rail; without one drawdowns wait and nothing is collected."""

    policies: Path | None = field(default=None, metadata=_about("PUHUI_POLICIES", _path))
    """A folder with the house's own policy tables; without one those that ship with Puhui."""

    models: Path | None = field(default=None, metadata=_about("PUHUI_MODELS", _path))
    """A folder with the house's own scorecard; without one the judgement scorecard."""

    catalogue: Path | None = field(default=None, metadata=_about("PUHUI_CATALOGUE", _path))
    """A folder with `institutions/` and `products/`; without one the made-up catalogue."""

    llm_url: str | None = field(default=None, metadata=_about("PUHUI_LLM_URL", _web_address))
    """A language model behind an OpenAI-compatible address; without one none is ever asked."""

    llm_key: str | None = field(
        default=None, repr=False, metadata=_about("PUHUI_LLM_KEY", _text, secret=True)
    )
    """The key for that address."""

    llm_model: str | None = field(default=None, metadata=_about("PUHUI_LLM_MODEL", _text))
    """Which model to ask there; without one none is ever asked."""

    llm_seconds: int = field(default=20, metadata=_about("PUHUI_LLM_SECONDS", _between(1, 600)))
    """How long to wait for one answer."""

    llm_names: bool = field(default=False, metadata=_about("PUHUI_LLM_NAMES", _yes_or_no))
    """Whether names of firms and shops, which may hold a person's name, may be sent there."""

    faults: str = field(default="", metadata=_about("PUHUI_FAULTS", _text))
    """Faults to play, for tests and demonstrations: `silent:applications:3,twice:events:*`."""

    end_of_day_at: str = field(default="00:30", metadata=_about("PUHUI_END_OF_DAY_AT", _time_of_day))
    """When an institution closes the day before, Beijing time; `off` leaves it to the command."""

    stale_days: int = field(default=30, metadata=_about("PUHUI_STALE_DAYS", _between(1, 3_650)))
    """An application on which nothing happened for so long expires."""

    outbox_days: int = field(default=90, metadata=_about("PUHUI_OUTBOX_DAYS", _between(1, 3_650)))
    """How long a message that was handled stays known."""

    processes: int = field(default=1, metadata=_about("PUHUI_PROCESSES", _between(1, 64)))
    """How many processes answer at the port; one uses one core."""

    worker_rests: int = field(default=3, metadata=_about("PUHUI_WORKER_RESTS", _between(0, 20)))
    """Where the machine is busy, how many times as long as it worked the worker rests after offers or a row
    of the queue; 0 never. Payments, deliveries and consents never wait for it."""

    log_level: str = field(default="info", metadata=_about("PUHUI_LOG_LEVEL", _level))
    """The least that is logged: debug, info, warning or error."""

    log_json: bool | None = field(default=None, metadata=_about("PUHUI_LOG_JSON", _yes_or_no))
    """One JSON object a log line; by default where the log is no terminal."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """The settings of this process. Raises `Unavailable` with a sentence that names the bad variable.

        >>> Settings.from_env({"PUHUI_DATABASE_POOL": "4"}).database_pool
        4
        """
        environ = os.environ if environ is None else environ
        return cls(**dict(_read_all(cls, environ)))

    def to_env(self) -> dict[str, str]:
        """These settings as the environment of another process of ours.

        >>> Settings.from_env(Settings(database_pool=4, durable=False).to_env()).durable
        False
        """
        said = {one.metadata["variable"]: getattr(self, one.name) for one in fields(self)}
        return {name: _written(value) for name, value in said.items() if value is not None}

    @property
    def keys(self) -> Path:
        """The file with the master keys."""
        return self.kek_file or self.home / "keys" / "master.json"

    @property
    def audit_head(self) -> Path:
        """The file that remembers, outside the database, how far the audit chain reached."""
        return self.home / "audit" / "head.json"


def _read_all(settings: type[Settings], environ: Mapping[str, str]) -> list[tuple[str, Any]]:
    values = []
    for one in fields(settings):
        written = environ.get(one.metadata["variable"], "").strip()
        if written:
            values.append((one.name, _read(one.metadata, written)))
    return values


def _read(about: Mapping[str, Any], written: str) -> object:
    try:
        return about["read"](written)
    except (ValueError, OSError) as error:
        raise Unavailable(_unreadable(about, written, error)) from None


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _unreadable(about: Mapping[str, Any], written: str, error: Exception) -> Problem:
    shown = "***" if about["secret"] else f"“{written[:60]}”"
    hint = f" ({error})" if "–" in str(error) or "/" in str(error) else ""
    return Problem(
        "settings.invalid",
        Text(f"{shown} 不是它能接受的值{hint}。", f"{shown} is not a value it can take{hint}."),
        Text("请按 docs/settings.md 改正。", "Correct it as docs/settings.md says."),
        about["variable"],
    )
