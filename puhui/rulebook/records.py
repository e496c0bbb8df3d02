"""Rule records from YAML, checked line by line before anybody may rely on them.

A record says `rule, value, unit, force, source, effective, confidence` and may say `basis, scope,
effective_to, confirmed_to, note`. Later versions of a rule supersede earlier ones from their own first
day; two versions of one rule and scope that claim the same day are refused.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

from puhui.rulebook.model import Basis, Confidence, Force, Rule, Unit
from puhui.rulebook.yaml_file import read_yaml

_REQUIRED: Final = frozenset({"rule", "value", "unit", "force", "source", "effective", "confidence"})
_OPTIONAL: Final = frozenset({"basis", "scope", "effective_to", "confirmed_to", "note"})


def load_rules(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """Every record of the files, oldest version first. Raises ValueError naming file and record."""
    rules = tuple(rule for path in sorted(paths) for rule in _rules_in(path))
    return _without_overlap(rules)


def _rules_in(path: Path) -> list[Rule]:
    records = read_yaml(path)
    if not isinstance(records, list):
        raise ValueError(f"{path.name}: a rule file is a list of records")
    return [_rule(record, f"{path.name}, record {number}") for number, record in enumerate(records, 1)]


def _rule(record: object, where: str) -> Rule:
    if not isinstance(record, dict):
        raise ValueError(f"{where}: a record is a mapping, not {type(record).__name__}")
    where = f"{where} ({record.get('rule', 'without a name')})"
    missing, unknown = _REQUIRED - record.keys(), record.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise ValueError(f"{where}: missing {sorted(missing)}, not understood {sorted(unknown)}")
    try:
        return _built(record)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{where}: {error}") from error


def _built(record: Mapping[str, object]) -> Rule:
    rule = Rule(
        rule_id=str(record["rule"]),
        value=_number(record["value"]),
        unit=Unit(str(record["unit"])),
        force=Force(str(record["force"])),
        source=str(record["source"]),
        effective=_day(record["effective"]),
        confidence=Confidence(str(record["confidence"])),
        basis=Basis(str(record["basis"])) if "basis" in record else None,
        scope=_scope(record.get("scope", {})),
        effective_to=_day(record["effective_to"]) if "effective_to" in record else None,
        confirmed_to=_day(record["confirmed_to"]) if "confirmed_to" in record else None,
        note=str(record.get("note", "")),
    )
    if not rule.source.strip():
        raise ValueError("a rule without a source is an opinion")
    if rule.effective_to and rule.effective_to < rule.effective:
        raise ValueError("it ends before it begins")
    return rule


def _number(written: object) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, (int, str)):
        raise TypeError(
            f"value {written!r} must be a whole number or a quoted decimal, so that it stays exact"
        )
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise ValueError(f"value {written!r} is not a number") from error
    if not number.is_finite():
        raise ValueError(f"value {written!r} is not a finite number")
    return number


def _day(written: object) -> date:
    if type(written) is not date:
        raise TypeError(f"{written!r} is not a date (write 2025-10-01 without quotes)")
    return written


def _scope(written: object) -> dict[str, str]:
    if not isinstance(written, dict) or not all(
        isinstance(item, str) for pair in written.items() for item in pair
    ):
        raise TypeError("scope is a mapping of words to words")
    return dict(written)


def _without_overlap(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    ordered = sorted(rules, key=lambda rule: (*_identity(rule), rule.effective))
    for _, versions in groupby(ordered, key=_identity):
        for earlier, later in pairwise(versions):
            last_day = earlier.effective_to or earlier.effective
            if last_day >= later.effective:
                raise ValueError(
                    f"{earlier.rule_id} {dict(earlier.scope)}: the versions of {earlier.effective} "
                    f"and {later.effective} overlap"
                )
    return tuple(ordered)


def _identity(rule: Rule) -> tuple[str, str]:
    return rule.rule_id, repr(sorted(rule.scope.items()))
