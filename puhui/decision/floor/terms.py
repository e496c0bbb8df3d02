"""Whether what the tables said about money can be reckoned with: they are people's, and people leave out."""

import math
from collections.abc import Mapping
from typing import Final

from puhui.decision.jdm import Value
from puhui.kernel import Outcome

_LIMIT: Final = {
    "service_share": (0, 1),
    "sales_months_most": (0, 120),
    "least_yuan": (0, 1e12),
    "most_yuan": (0, 1e12),
    "round_yuan": (0.01, 1e12),
    "term_months": (1, 600),
}
_TRADE: Final = ("margin_least", "margin_most", "margin_default", "growth_least", "growth_max")
_TOLD: Final = "confidence"


def terms_are_usable(facts: Mapping[str, Value]) -> bool:
    """Everything a limit is made of is a number within reason, the term whole, and below the least somebody
    refers or declines."""
    within = all(_is_within(facts.get(name), *bounds) for name, bounds in _LIMIT.items())
    whole = within and float(facts["term_months"] or 0).is_integer()
    return whole and facts.get("below_least") in {Outcome.REFER.value, Outcome.DECLINE.value}


def trade_is_usable(trade: Mapping[str, Value]) -> bool:
    """Every figure of the trade's row (over the rulebook's defaults) is a number, and none is lacking.

    >>> trade_is_usable({"margin_least": "thin"})
    False
    """
    return all(trade.get(name) is not None for name in _TRADE) and all(
        _is_within(value, -1e12, 1e12) for name, value in trade.items() if name != _TOLD and value is not None
    )


def share_or_nothing(value: Value) -> float | None:
    """A rate as a share, from 0 to 1; anything else is none.

    >>> share_or_nothing(0.085), share_or_nothing(-0.1), share_or_nothing("cheap"), share_or_nothing(True)
    (0.085, None, None, None)
    """
    return float(value) if _is_within(value, 0, 1) else None  # type: ignore[arg-type]


def _is_within(value: Value, least: float, most: float) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and least <= value <= most  # type: ignore[arg-type, operator]
