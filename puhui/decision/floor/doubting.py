"""What is doubtful about an approval that no table objects to; each doubt is a reason in the rulebook."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from puhui.decision.floor.days import DATED_AFTER
from puhui.decision.floor.declared import declared
from puhui.decision.jdm import Value
from puhui.decision.model import EvidencePath

_MONTHS_MOST: Final = 600
_TOMORROW: Final = timedelta(days=1)
"""What was before `as_of` is looked at, so that today's invoices need tomorrow's date."""


def doubt(
    facts: Mapping[str, Value],
    doubtful: Sequence[str],
    as_of: date,
    contract_on: date,
    rules_asked: Iterable[str] = (),
) -> str | None:
    """The code of what keeps a machine from approving, or None.

    >>> doubt({}, (), date(2027, 1, 1), date(2026, 11, 24))
    'clock_backwards'
    """
    says = declared()
    if as_of > contract_on + _TOMORROW or facts.get(DATED_AFTER) is not None:
        return "clock_backwards"
    if any(facts.get(name) is None for name in rules_asked):
        return "rule_not_in_force"
    if doubtful or not _in_range(facts.get("probability")) or not _can_be_asked(facts):
        return "figures_doubtful"
    if any(facts.get(name) is None for name in says.needed):
        return "figures_missing"
    if any(name in facts and facts[name] is None for name in says.asked):
        return "figures_missing"
    nobody_was_asked = facts.get("path") == EvidencePath.BATCH.value
    return None if nobody_was_asked or facts.get("overdue_now") is False else "figures_missing"


def _can_be_asked(facts: Mapping[str, Value]) -> bool:
    """A whole number of months; an amount that is one, where an amount was asked for."""
    months, amount = facts.get("months"), facts.get("amount_yuan")
    whole = type(months) in {int, float} and 1 <= months <= _MONTHS_MOST and months == int(months)  # type: ignore[operator, arg-type]
    return bool(whole) and (amount is None or (isinstance(amount, int | float) and amount > 0))


def _in_range(probability: Value) -> bool:
    """Null is missing, which is another doubt."""
    return probability is None or (isinstance(probability, float) and 0 <= probability <= 1)
