"""What a decision says about fraud, apart from what it says about credit. Pure; read from the record.

The tables run all the same, so both are known whatever the other said.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from puhui.kernel import Outcome, strictest

_FRAUD: Final = "fraud"


class FraudOutcome(StrEnum):
    """What became of an application for fraud alone."""

    CLEAR = "clear"
    REFERRED = "referred"
    DECLINED = "declined"


_CALLED: Final = {
    Outcome.APPROVE: FraudOutcome.CLEAR,
    Outcome.REFER: FraudOutcome.REFERRED,
    Outcome.DECLINE: FraudOutcome.DECLINED,
}


def fraud_outcome(record: Mapping[str, Any]) -> FraudOutcome:
    """What the fraud table made of it. Where evidence was incomplete nobody was declined for fraud.

    >>> fraud_outcome({"steps": [{"step": "fraud", "outcome": "refer"}], "outcome": "decline"})
    <FraudOutcome.REFERRED: 'referred'>
    """
    said = strictest([Outcome.APPROVE, *(it for step, it in _outcomes(record) if step == _FRAUD)])
    is_softer = said is Outcome.DECLINE and record["outcome"] == Outcome.REFER.value
    return FraudOutcome.REFERRED if is_softer else _CALLED[said]


def credit_outcome(record: Mapping[str, Any]) -> Outcome:
    """What every other table made of it; the decision's own where fraud had nothing to say.

    >>> credit_outcome({"steps": [{"step": "fraud", "outcome": "refer"},
    ...                           {"step": "eligibility", "outcome": "approve"}], "outcome": "refer"})
    <Outcome.APPROVE: 'approve'>
    """
    if fraud_outcome(record) is FraudOutcome.CLEAR:
        return Outcome(record["outcome"])
    return strictest([Outcome.APPROVE, *(it for step, it in _outcomes(record) if step != _FRAUD)])


def rules_that_hit(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The rows of the fraud table that spoke."""
    return tuple(row for step in record["steps"] if step["step"] == _FRAUD for row in step["rows"])


def _outcomes(record: Mapping[str, Any]) -> Iterator[tuple[str, Outcome]]:
    for step in record["steps"]:
        if step["outcome"]:
            yield step["step"], Outcome(step["outcome"])
