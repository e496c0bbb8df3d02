"""From where on somebody is called, as the table says (`watching.yaml`: value, unit, owner, source, date)."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).with_name("watching.yaml")


@dataclass(frozen=True, slots=True)
class Limits:
    """Every line of the table by its name; the unit is in the table."""

    window_days: int
    short_window_days: int
    look_back_months: int
    reference_days: int
    reference_least: int
    window_least: int
    bins: int
    bin_least_expected: float
    psi_watch: float
    psi_act: float
    psi_clear: float
    clear_days: int
    family_alpha: float
    slow_alpha: float
    null_gone_share: float
    null_more_share: float
    mix_change_share: float
    calibration_ratio: float
    calibration_least: int
    approval_ratio: float
    chance_gap_share: float
    suppressed_below: int
    fairness_months: int
    bad_days_past_due: int
    bad_within_months: int
    early_days_past_due: int
    first_payment_days: int
    early_change_share: float
    latency_p99_ms: float
    latency_least: int
    moved_share: float
    region_digits: int
    age_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, as a page shows it."""

    limit: str
    value: Any
    unit: str
    owner: str
    source: str
    effective: date
    why: str


@cache
def limits() -> Limits:
    """What holds. Raises ValueError where a line is missing or unknown.

    >>> limits().psi_act
    0.25
    """
    values = {line.limit: line.value for line in limit_lines()}
    wanted = {field.name for field in fields(Limits)}
    if values.keys() != wanted:
        raise ValueError(f"{_FILE.name}: {sorted(values.keys() ^ wanted)} missing or unknown")
    return Limits(**{**values, "age_from": tuple(values["age_from"])})


@cache
def limit_lines() -> tuple[Line, ...]:
    """The table, line by line."""
    return tuple(Line(**line) for line in yaml.safe_load(_FILE.read_text("utf-8")))
