"""A rule past its limit declines nobody: what a decision reads of it, and what becomes of a hit. Pure.

Which rules are past theirs stands among the decision's own inputs, so a replay needs no counter.
"""

from collections.abc import Collection, Mapping
from typing import Final

from puhui.decision.jdm import Value
from puhui.kernel import Outcome

PAST_LIMIT: Final = "fraud_rules_past_limit"
"""The evidence that names them."""
USED: Final = "fraud_declines_used"
"""The evidence that says how much each declining rule had used."""
_BETWEEN: Final = ","


def naming(rules: Collection[str]) -> str:
    """Rules as one fact.

    >>> naming({"b", "a"})
    'a,b'
    """
    return _BETWEEN.join(sorted(rules))


def became(rule: str, said: Outcome, facts: Mapping[str, Value]) -> Outcome:
    """A decline of a rule that is past its limit is for a person to look at; never anything softer.

    >>> became("a", Outcome.DECLINE, {PAST_LIMIT: "a,b"}), became("c", Outcome.DECLINE, {PAST_LIMIT: "a,b"})
    (<Outcome.REFER: 'refer'>, <Outcome.DECLINE: 'decline'>)
    """
    named = facts.get(PAST_LIMIT)
    is_past = isinstance(named, str) and rule in named.split(_BETWEEN)
    return Outcome.REFER if is_past and said is Outcome.DECLINE else said
