"""A registration record, one or many."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import polars as pl

from puhui.evidence.registrations.capital import Capital
from puhui.evidence.registrations.kind import RegistrationKind
from puhui.kernel import Problem

REGISTRATION_SCHEMA: Final[dict[str, pl.DataType]] = {
    "name": pl.String(),
    "uscc": pl.String(),
    "registered_on": pl.Date(),
    "type": pl.String(),
    "kind": pl.String(),
    "capital_fen": pl.Int64(),
    "capital_currency": pl.String(),
    "legal_representative": pl.String(),
    "address": pl.String(),
    "business_scope": pl.String(),
    "province": pl.String(),
    "city": pl.String(),
}
"""One row a record; null is unknown. Legal representative and address may be keyed hashes."""


@dataclass(frozen=True, slots=True)
class Registration:
    """One firm as a register has it."""

    name: str = field(repr=False)
    uscc: str | None = field(repr=False)
    registered_on: date | None
    kind: RegistrationKind | None
    capital: Capital | None
    legal_representative: str | None = field(repr=False)
    address: str | None = field(repr=False)
    business_scope: str | None = field(repr=False)
    province: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class RegistrationReading:
    """Records and what was wrong with them; a bad field is null and named, the rest of its record stays."""

    records: pl.DataFrame
    problems: list[Problem]
    rows_read: int
