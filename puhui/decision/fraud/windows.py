"""What is counted, over which windows: `velocity.yaml`, read and checked once."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Text

_FILE: Final = Path(__file__).with_name("velocity.yaml")


class Over(StrEnum):
    """By what applications belong together."""

    OWNER = "owner"
    ENTERPRISE = "enterprise"
    PHONE = "phone"
    ADDRESS = "address"
    ACCOUNT = "account"
    DEVICE = "device"


class Counts(StrEnum):
    """What is counted of them."""

    APPLICATIONS = "applications"
    PEOPLE = "people"
    DEVICES = "devices"
    GROWTH = "growth"
    """No count: the amount asked, as a multiple of the highest one asked before."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One measure over one window, by the name that a fraud table's column reads it by."""

    name: str
    over: Over
    counts: Counts
    window: timedelta
    label: Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one look reads at most."""

    subjects_most: int
    applications_each_most: int
    applications_most: int


@cache
def velocity_facts() -> tuple[Fact, ...]:
    """Every fact that velocity gives."""
    told = _told()
    return tuple(
        _fact(name, row, window, told["windows"][window])
        for name, row in told["measures"].items()
        for window in row["windows"]
    )


@cache
def bounds() -> Bounds:
    """How far one look reaches."""
    return Bounds(**_told()["bounds"])


@cache
def longest_window() -> timedelta:
    """Nothing older is read."""
    return max(it.window for it in velocity_facts())


@cache
def rings_last() -> timedelta:
    """How long rings that were met are taken for what still is."""
    return timedelta(days=int(_told()["rings_last_days"]))


def _fact(name: str, row: dict[str, Any], window: str, told: dict[str, Any]) -> Fact:
    label = Text(f"{row['zh']}（{told['zh']}）", f"{row['en']}, {told['en']}")
    span = timedelta(seconds=int(told["seconds"]))
    return Fact(f"{name}_{window}", Over(row["over"]), Counts(row["counts"]), span, label)


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return told
