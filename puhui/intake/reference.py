"""The tables of this room, read from `data/` and checked: purposes, sources, limits.

A table that is not whole stops the program when it is first asked, naming the file and the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.intake.consent import Sensitivity
from puhui.intake.contact import ContactRules
from puhui.kernel import Text
from puhui.rulebook import RulesOn

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Source:
    """A place that data about a subject comes from. A `public` one needs no consent (PIPL 13(6), 27)."""

    code: str
    text: Text
    public: bool
    sensitivity: Sensitivity
    fields: frozenset[str]


@cache
def purposes() -> Mapping[str, Text]:
    """What may be asked for: code → words."""
    table = _mapping("purposes.yaml")
    rows = table.get("purposes")
    if not isinstance(rows, dict) or not rows:
        raise ValueError("purposes.yaml: needs a mapping `purposes`")
    return {code: _told(row, f"purposes.yaml, {code}") for code, row in rows.items()}


@cache
def sources() -> Mapping[str, Source]:
    """Every known source: code → what it is."""
    rows = _mapping("sources.yaml").get("sources")
    if not isinstance(rows, dict) or not rows:
        raise ValueError("sources.yaml: needs a mapping `sources`")
    return {code: _source(code, row) for code, row in rows.items()}


def source_is_public(code: str) -> bool:
    """Whether a source is a lawfully public record. An unknown one is not.

    >>> source_is_public("registration"), source_is_public("invoices"), source_is_public("gossip")
    (True, False, False)
    """
    source = sources().get(code)
    return source is not None and source.public


@cache
def limits() -> Mapping[str, int]:
    """Limits of what a form can hold: name → figure in the unit that the row says."""
    rows = _read("limits.yaml")
    if not isinstance(rows, list):
        raise ValueError("limits.yaml: is a list of rows")
    return dict(_limit(row, f"limits.yaml, row {number}") for number, row in enumerate(rows, 1))


def contact_rules(rules: RulesOn) -> ContactRules:
    """The figures for contacts in force on a day; they are the rulebook's."""
    return ContactRules(
        time(int(rules.value("contact.quiet_from_hour"))),
        time(int(rules.value("contact.quiet_to_hour"))),
        int(rules.value("contact.unanswered_calls_per_day_max")),
    )


def _source(code: str, row: dict[str, Any]) -> Source:
    where = f"sources.yaml, {code}"
    text = _told(row, where)
    try:
        public, fields = row["public"], row["fields"]
        sensitivity = Sensitivity(row["sensitivity"])
    except (KeyError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error
    if not isinstance(public, bool) or not isinstance(fields, list) or not fields:
        raise ValueError(f"{where}: `public` is true or false and `fields` a list with something in it")
    return Source(code, text, public, sensitivity, frozenset(map(str, fields)))


def _limit(row: object, where: str) -> tuple[str, int]:
    if not isinstance(row, dict) or not {"limit", "value", "unit", "owner", "source", "effective"} <= set(
        row
    ):
        raise ValueError(f"{where}: needs limit, value, unit, owner, source and effective")
    if type(row["value"]) is not int:
        raise ValueError(f"{where}: value must be a whole number")
    return str(row["limit"]), row["value"]


def _told(row: object, where: str) -> Text:
    if not isinstance(row, dict) or not row.get("zh") or not row.get("en"):
        raise ValueError(f"{where}: needs zh and en")
    return Text(str(row["zh"]), str(row["en"]))


def _mapping(name: str) -> Mapping[str, Any]:
    content = _read(name)
    if not isinstance(content, dict):
        raise ValueError(f"{name}: is a mapping")
    for key in ("owner", "source", "effective"):
        if not content.get(key):
            raise ValueError(f"{name}: says no {key}")
    if type(content["effective"]) is not date:
        raise ValueError(f"{name}: effective is a date, written 2026-11-01 without quotes")
    return content


def _read(name: str) -> object:
    content: object = yaml.safe_load((_DATA / name).read_text("utf-8"))
    return content
