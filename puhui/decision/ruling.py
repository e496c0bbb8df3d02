"""Dated values of the rulebook that a policy table may ask for by name: in a cell (`> rule_lpr_1y`) or as a
column. The names are in the catalogue of facts, with rule, scope and words.

A decision takes the values of the day of its contract and keeps them with its law, so that a replay needs no
rulebook. A table is looked over under every value that its rules have had or will have.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Text
from puhui.rulebook import NoRuleInForce, Rule, rulebook

_FACTS: Final = Path(__file__).parent / "publishing" / "facts.yaml"


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A fact's name, the rule behind it with its scope, and its words."""

    name: str
    rule_id: str
    scope: Mapping[str, str]
    label: Text

    def on(self, day: date) -> Rule | None:
        """The record in force on a day, with value and source."""
        try:
            return rulebook().on(day).value(self.rule_id, **self.scope)
        except NoRuleInForce:
            return None

    def changes(self) -> frozenset[date]:
        """Every day on which another value begins."""
        return frozenset(it.effective for it in rulebook().rules if it.rule_id == self.rule_id)


@cache
def named_rules() -> Mapping[str, NamedRule]:
    """All of them, by name."""
    declared: dict[str, Any] = yaml.safe_load(_FACTS.read_text("utf-8"))
    return {
        name: NamedRule(name, row["rule"], row.get("scope", {}), Text(row["zh"], row["en"]))
        for name, row in declared["rules"].items()
    }


def rules_on(day: date) -> dict[str, float]:
    """The value of every named rule that is in force on a day.

    >>> rules_on(date(2026, 11, 24))["rule_working_capital_months_most"]
    36.0
    """
    found = {name: it.on(day) for name, it in named_rules().items()}
    return {name: float(it.value) for name, it in found.items() if it is not None}


def every_ruling(names: Collection[str], since: date = date.min) -> Iterable[tuple[date, dict[str, float]]]:
    """Each day from which these rules say something new, and what they say: on `since` and ever after."""
    known = [named_rules()[name] for name in names if name in named_rules()]
    days = sorted({since, *(day for it in known for day in it.changes() if day > since)})
    for day in days:
        values = {it.name: record for it in known if (record := it.on(day)) is not None}
        if len(values) == len(known):
            yield day, {name: float(it.value) for name, it in values.items()}
