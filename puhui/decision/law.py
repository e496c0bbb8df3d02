"""What a decision keeps of the rulebook: cap and working-capital defaults on the contract's day."""

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Final

from puhui.decision.floor import FLOOR
from puhui.decision.model import Law
from puhui.decision.ruling import rules_on
from puhui.rulebook import NoRuleInForce, RulesOn, rulebook

_DEFAULTS: Final = (
    "inventory_days_default",
    "receivable_days_default",
    "payable_days_default",
    "prepayment_days_default",
    "advance_receipt_days_default",
    "growth_max",
    "margin_default",
    "own_funds_share_default",
)
_RATE_STEP: Final = Decimal("0.0001")
_MONTHS_PER_YEAR: Final = 12


@lru_cache(maxsize=64)
def law_on(day: date, channel: str = "facilitation") -> Law:
    """The law for a contract of that day. Raises `rulebook.NoRuleInForce` before the rules begin.

    >>> law_on(date(2026, 11, 23)).price_cap
    Decimal('0.24')
    """
    rules = rulebook().on(day)
    cap = rules.price_cap(channel)
    defaults = {name: float(rules.value(f"working_capital.{name}").value) for name in _DEFAULTS}
    return Law(
        cap.value,
        str(cap.basis),
        f"{cap.rule.rule_id} {cap.rule.source}",
        defaults | _most(rules, channel),
        rules_on(day),
        FLOOR,
    )


def nominal_cap(law: Law) -> Decimal:
    """The highest nominal yearly rate of a monthly loan without fees. An effective cap of 24 % is 21.70 %
    nominal (domain 2.3)."""
    if law.cap_basis != "apr_effective":
        return law.price_cap
    monthly = (1 + law.price_cap) ** (Decimal(1) / _MONTHS_PER_YEAR) - 1
    return (monthly * _MONTHS_PER_YEAR).quantize(_RATE_STEP, ROUND_FLOOR)


def _most(rules: RulesOn, channel: str) -> dict[str, float]:
    """The most that may be lent on files alone, where a rule says so: above what a simplified survey covers
    somebody has to go there; an online micro-lender has a limit of its own (domain 3)."""
    wanted = [("working_capital.simple_survey_up_to", {"borrower": "small_or_micro"})]
    wanted += [("microloan.online.limit", {"use": "business"})] if channel == "microloan" else []
    found = []
    for rule_id, scope in wanted:
        try:
            found.append(float(rules.value(rule_id, **scope).value))
        except NoRuleInForce:
            continue
    return {"law_most_yuan": min(found)} if found else {}
