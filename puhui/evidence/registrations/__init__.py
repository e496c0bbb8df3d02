"""Registration records: who is registered as what, since when, with which capital."""

from puhui.evidence.registrations.capital import Capital, parse_capital
from puhui.evidence.registrations.kind import RegistrationKind, kind_of
from puhui.evidence.registrations.model import (
    REGISTRATION_SCHEMA,
    Registration,
    RegistrationReading,
)
from puhui.evidence.registrations.reading import read_registrations, registration_from

__all__ = [
    "REGISTRATION_SCHEMA",
    "Capital",
    "Registration",
    "RegistrationKind",
    "RegistrationReading",
    "kind_of",
    "parse_capital",
    "read_registrations",
    "registration_from",
]
