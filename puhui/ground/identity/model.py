"""Who can be known to the door: accounts of people, their sessions, API keys of programs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from puhui.ground.actor import Mode


@dataclass(frozen=True, slots=True)
class Account:
    """A person who works here; borrowers have no account, they have a session for their own subject.

    `institution` is set for people of an institution that works at the platform; None for the house's own.
    """

    id: UUID
    login: str
    roles: frozenset[str]
    created_at: datetime
    disabled_at: datetime | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A program's key. Its secret is not here: only a hash was kept."""

    id: UUID
    prefix: str
    label: str
    mode: Mode
    roles: frozenset[str]
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key at the only moment when its secret can be seen."""

    key: ApiKey
    secret_text: str


@dataclass(frozen=True, slots=True)
class IssuedSession:
    """A session at the only moment when its token can be seen."""

    token: str
    expires_at: datetime
    lasts_seconds: int


@dataclass(frozen=True, slots=True)
class SessionLife:
    """How long somebody stays signed in without signing in again."""

    person_hours: int = 12
    borrower_hours: int = 72


@dataclass(frozen=True, slots=True)
class SignInLimits:
    """How many failed sign-ins are borne before the door stays shut for a while."""

    tries_per_login: int = 5
    tries_per_address: int = 30
    window_minutes: int = 15
