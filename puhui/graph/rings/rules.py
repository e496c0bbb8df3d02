"""Thresholds of `data/rules.yaml`, checked when they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).parent / "data" / "rules.yaml"


@dataclass(frozen=True, slots=True)
class GuaranteeRule:
    """See the table."""

    length_most: int
    guarantors_most: int
    group_most: int
    token_share: float
    overlap_days_least: int
    slices_most: int
    steps_most: int


@dataclass(frozen=True, slots=True)
class InvoicingRule:
    """See the table."""

    length_least: int
    length_most: int
    step_days_most: int
    step_back_days_most: int
    round_days_most: int
    lost_share_most: float
    gained_share_most: float
    amount_fen_least: int
    rounds_least: int
    covered_share_least: float
    amounts_share_least: float
    partners_most: int
    lookback_days: int
    steps_most: int
    found_most: int


@dataclass(frozen=True, slots=True)
class SharingRule:
    """See the table."""

    passing_days_most: int
    around_days: int
    new_number_days: int
    silence_days: int
    money_days: int
    money_share_least: float
    meeting_share_least: float
    users_most: int
    alike_amount_share: float
    parties_most: int


@dataclass(frozen=True, slots=True)
class BorrowedRule:
    """See the table."""

    members_least: int
    kinds_of_things_least: int
    paid_least: int
    paid_share_least: float
    phones_least: int
    use_days_least: int
    span_days_most: int


@dataclass(frozen=True, slots=True)
class FarmRule:
    """See the table."""

    members_least: int
    span_days_most: int
    no_device_share_least: float
    alike_share_least: float
    use_days_least: int
    signs_least: int


@dataclass(frozen=True, slots=True)
class RoleRule:
    """See the table."""

    before_application_days: int
    gap_days_most: int
    roles_most: int
    majority_share: float


@dataclass(frozen=True, slots=True)
class RingRules:
    """Everything the searches go by."""

    guarantee_cycle: GuaranteeRule
    circular_invoicing: InvoicingRule
    sharing: SharingRule
    borrowed_identity: BorrowedRule
    device_farm: FarmRule
    role_change: RoleRule


@cache
def ring_rules() -> RingRules:
    """The table in force. Raises ValueError naming what is missing, unknown or not above zero."""
    content: Any = yaml.safe_load(_FILE.read_text("utf-8"))
    if missing := [key for key in ("owner", "source", "effective") if not content.get(key)]:
        raise ValueError(f"rules.yaml: says no {', '.join(missing)}")
    return RingRules(
        GuaranteeRule(**_row(content, "guarantee_cycle", GuaranteeRule)),
        InvoicingRule(**_row(content, "circular_invoicing", InvoicingRule)),
        SharingRule(**_row(content, "sharing", SharingRule)),
        BorrowedRule(**_row(content, "borrowed_identity", BorrowedRule)),
        FarmRule(**_row(content, "device_farm", FarmRule)),
        RoleRule(**_row(content, "role_change", RoleRule)),
    )


def _row(content: Mapping[str, Any], name: str, shape: type[Any]) -> dict[str, Any]:
    row: dict[str, Any] = content.get(name) or {}
    wanted = {field.name: field.type for field in fields(shape)}
    if odd := set(row) ^ set(wanted):
        raise ValueError(f"rules.yaml, {name}: {', '.join(sorted(odd))} is missing or unknown")
    for key, value in row.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"rules.yaml, {name}.{key}: {value!r} is no number from zero up")
        if wanted[key] is int and not isinstance(value, int):
            raise ValueError(f"rules.yaml, {name}.{key}: {value!r} is no whole number")
    return row
