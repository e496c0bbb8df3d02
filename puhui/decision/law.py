"""What a decision keeps of the rulebook: cap and working-capital defaults on the contract's day."""

from datetime import date
from functools import lru_cache
from typing import Final

from puhui.decision.model import Law
from puhui.rulebook import rulebook

_DEFAULTS: Final = (
    "inventory_days_default",
    "receivable_days_default",
    "payable_days_default",
    "growth_max",
    "margin_default",
    "own_funds_share_default",
)


@lru_cache(maxsize=64)
def law_on(day: date, channel: str = "facilitation") -> Law:
    """The law for a contract of that day. Raises `rulebook.NoRuleInForce` before the rules begin.

    >>> law_on(date(2026, 11, 23)).price_cap
    Decimal('0.24')
    """
    rules = rulebook().on(day)
    cap = rules.price_cap(channel)
    defaults = {name: float(rules.value(f"working_capital.{name}").value) for name in _DEFAULTS}
    return Law(cap.value, str(cap.basis), f"{cap.rule.rule_id} {cap.rule.source}", defaults)
