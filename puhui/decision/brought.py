"""The figures about an applicant that travel from a platform to an institution through a credit bureau.

Pure. What is not consented to is not in it; no fraud rule is, nor what a verifier answered: an institution
identifies its borrower itself. Advice travels beside the figures, marked as advice.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from puhui.decision.jdm import Value
from puhui.decision.model import DecisionOwner, Inputs
from puhui.kernel import Problem, Text

VERSION: Final = 1
_EVIDENCE: Final = (
    "books_own",
    "books_whole",
    "neighbours_on_phone",
    "neighbours_at_address",
    "neighbours_defaulted",
)
"""Facts beside the features that only the one who read the files can know; counts, never a person."""
_ADVICE: Final = ("outcome", "limit_fen", "annual_rate", "band")
_MOST_FEATURES: Final = 500


@dataclass(frozen=True, slots=True)
class Brought:
    """Figures at `as_of`, facts about the books, and the platform's advice, which binds nobody."""

    as_of: date
    features: Mapping[str, float | None] = field(repr=False)
    evidence: Mapping[str, Value] = field(repr=False)
    advice: Mapping[str, Any] = field(repr=False)


def to_bring(inputs: Inputs, record: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """What goes into the parcel: `features` and `decision` are put in only where they are consented to."""
    parcel: dict[str, Any] = {"version": VERSION, "as_of": inputs.as_of.isoformat()}
    if "features" in fields:
        parcel["features"] = dict(inputs.features)
        parcel["evidence"] = {name: inputs.evidence.get(name) for name in _EVIDENCE}
    if "decision" in fields:
        owner = DecisionOwner.PLATFORM_ADVISORY.value
        parcel["advice"] = {name: _plain(record[name]) for name in _ADVICE} | {"decision_owner": owner}
    return parcel


def read_brought(parcel: Mapping[str, Any]) -> Brought | Problem:
    """A parcel as it arrived, checked: figures are finite numbers or unknown, and nothing else is taken. What
    it does not speak about is left out; what it says null to was asked for and is not known."""
    if parcel.get("version") != VERSION:
        return _OTHER_VERSION
    features, evidence, advice = (parcel.get(name) or {} for name in ("features", "evidence", "advice"))
    try:
        as_of = date.fromisoformat(str(parcel.get("as_of")))
        numbers = {str(name): _number(value) for name, value in features.items()}
        facts = {name: _fact(evidence[name]) for name in _EVIDENCE if name in evidence}
        told = {name: advice.get(name) for name in _ADVICE}
    except (ValueError, TypeError, AttributeError):
        return _UNREADABLE
    return _UNREADABLE if len(numbers) > _MOST_FEATURES else Brought(as_of, numbers, facts, told)


def _plain(value: object) -> object:
    return value if isinstance(value, int | None) else str(value)


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("a figure is a finite number")
    return float(value)


def _fact(value: object) -> Value:
    if isinstance(value, bool | None):
        return value
    return _number(value)


_OTHER_VERSION = Problem(
    "credit_data.version.unsupported",
    Text("信用信息的格式版本不能识别。", "The version of the credit data is not known here."),
    Text("请双方约定版本，目前支持 1。", "Agree on a version with the other side; 1 is supported."),
)
_UNREADABLE = Problem(
    "credit_data.invalid",
    Text(
        "信用信息读不出来：日期或数值不对。", "The credit data cannot be read: a date or a figure is wrong."
    ),
    Text("请发送方重新生成。", "Ask the sender to make it again."),
)
