"""What is asked to be otherwise: inputs by name, tables, the scorecard. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from puhui.decision.jdm import Value, sealed
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Inputs
from puhui.decision.policy import Policy
from puhui.decision.publishing.checking import table_troubles
from puhui.decision.publishing.documents import ORDER
from puhui.decision.publishing.fields import Field, readable
from puhui.decision.scoring import Rater
from puhui.features import feature_named
from puhui.ground.publishing import Refused, errors_in
from puhui.kernel import Problem, Text

_FIRST_TABLE: Final = "rating"
"""What it can read was gathered; what later tables read beside was reckoned."""
_NOBODY_SETS: Final = frozenset({"path", "probability"})
_FEN_PER_YUAN: Final = 100
_MOST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class Changes:
    """`facts` by the name that tables read (`months`, `top_buyer_share`), as text or as value; `tables` are
    JDM documents by name; `scorecard` scores in place of the record's."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    scorecard: Rater | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether everything stays."""
        return not (self.facts or self.tables or self.scorecard)


def changed_means(made_by: MadeBy, changes: Changes, day: date) -> MadeBy | Refused | Problem:
    """The same means with tables and scorecard replaced, the tables as checked as any draft."""
    policy = changed_policy(made_by.policy, changes.tables, day)
    if not isinstance(policy, Policy):
        return policy
    return replace(made_by, policy=policy, scorecard=changes.scorecard or made_by.scorecard)


def changed_policy(
    policy: Policy, tables: Mapping[str, Mapping[str, Any]], day: date
) -> Policy | Refused | Problem:
    """The policy with some of its tables replaced."""
    if strange := [name for name in tables if name not in policy.contents]:
        return _NO_TABLE.at(strange[0][:60])
    wrong = [it for name, one in tables.items() for it in errors_in(table_troubles(name, one, day))]
    if wrong:
        return Refused(tuple(wrong))
    for name, document in tables.items():
        policy = policy.with_table(name, sealed(document))
    return policy


def changed_inputs(inputs: Inputs, facts: Mapping[str, Value]) -> Inputs | Problem:
    """The same inputs with some facts otherwise; what is reckoned from them follows by itself."""
    known = readable(_FIRST_TABLE)
    for name, written in facts.items():
        if name in _NOBODY_SETS or name not in known:
            return _not_an_input(name)
        value = _read(known[name], written)
        if isinstance(value, Problem):
            return value
        changed = _with(inputs, name, value)
        if isinstance(changed, Problem):
            return changed
        inputs = changed
    return inputs


def _with(inputs: Inputs, name: str, value: Value) -> Inputs | Problem:
    match name:
        case "amount_yuan":
            amount_fen = None if value is None else round(float(value) * _FEN_PER_YUAN)
            return replace(inputs, amount_fen=amount_fen)
        case "months":
            is_whole = isinstance(value, float) and value.is_integer() and 1 <= value <= _MOST_MONTHS
            return replace(inputs, months=int(value)) if is_whole and value else _months(value)
        case "channel":
            return replace(inputs, channel=str(value))
    if name in inputs.features or feature_named(name):
        return replace(inputs, features={**inputs.features, name: _plain(value)})
    return replace(inputs, evidence={**inputs.evidence, name: value})


def _plain(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _read(known: Field, written: Value) -> Value | Problem:
    """A value of the fact's own kind; text as somebody types it."""
    if written is None or written in ("null", ""):
        return None
    match known.type:
        case "boolean":
            found = written if isinstance(written, bool) else _BOOLEANS.get(str(written).lower())
            return _wrong_kind(known, written) if found is None else found
        case "number":
            return _number(known, written)
        case _:
            said = str(written)
            return said if known.values is None or said in known.values else _wrong_kind(known, written)


def _number(known: Field, written: Value) -> float | Problem:
    try:
        number = float(str(written).replace(",", ""))
    except ValueError:
        return _wrong_kind(known, written)
    return number if abs(number) < _TOO_LARGE else _wrong_kind(known, written)


def _not_an_input(name: str) -> Problem:
    return Problem(
        "what_if.fact",
        Text(
            f"“{name[:60]}”不是可以改的输入：它不存在，或由别的数算出来。",
            f"“{name[:60]}” is no input that can be changed: unknown, or reckoned from others.",
        ),
        Text(f"可以改的例如：{_SOME}。", f"What can be changed: {_SOME}, and every feature."),
        Text(name[:60], name[:60]),
    )


def _wrong_kind(known: Field, written: Value) -> Problem:
    allowed = ", ".join(known.values) if known.values else _EXAMPLES[known.type]
    return Problem(
        "what_if.value",
        Text(
            f"“{known.label.zh}”不能是“{str(written)[:40]}”。",
            f"“{known.label.en}” cannot be “{str(written)[:40]}”.",
        ),
        Text(f"例如：{allowed}。", f"For example: {allowed}."),
        Text(known.name, known.name),
    )


def _months(value: Value) -> Problem:
    return Problem(
        "what_if.value",
        Text(
            f"期限应是 1 到 {_MOST_MONTHS} 个整月，不是 {value}。",
            f"A term is 1 to {_MOST_MONTHS} whole months, not {value}.",
        ),
        Text("例如：12。", "For example: 12."),
        Text("months", "months"),
    )


_TOO_LARGE: Final = 1e15
_EXAMPLES: Final = {"number": "0.25", "boolean": "true, false", "text": "stock"}
_SOME: Final = "amount_yuan, months, purpose, identity, overdue_now, top_buyer_share"
_BOOLEANS: Final = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
_NO_TABLE: Final = Problem(
    "policy.not_found",
    Text("没有这张策略表。", "There is no such policy table."),
    Text(f"有这些：{'、'.join(ORDER)}。", f"There are: {', '.join(ORDER)}."),
)
