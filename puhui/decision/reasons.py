"""Why, in plain words: first what decided, then what the score said, then what held the limit.

Three reasons for everybody, approvals included. A fraud rule is never named: whatever it is, the sentence is
that a person will look, or that something was not verified (domain 5.7); the record keeps the rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from string import Formatter

from puhui.decision.figures import figure, told
from puhui.decision.jdm import Value
from puhui.decision.model import Reason, Step
from puhui.decision.models.rating import AnyScore
from puhui.decision.models.serving import Part
from puhui.decision.models.sources import is_told
from puhui.features import Unit, feature_named
from puhui.kernel import Outcome, Text, strictest
from puhui.learn import Contribution
from puhui.rulebook import rulebook

AT_MOST = 3
_HINTS = 2
AnyPart = Contribution | Part
_FRAUD_SAYS = {Outcome.REFER: "needs_person", Outcome.DECLINE: "not_verified"}
_WEIGHT = {Outcome.DECLINE: 2_000.0, Outcome.REFER: 1_000.0, Outcome.APPROVE: 0.0}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a row (or the code's own floor) said about a firm: an outcome and the code of its reason."""

    step: str
    outcome: Outcome
    code: str


def reasons_for(
    findings: Sequence[Finding], score: AnyScore | None, held_by: str | None, facts: Mapping[str, Value]
) -> tuple[Reason, ...]:
    """At most three, the most decisive first; for an approval what held the limit, what helped, what held."""
    outcome = strictest([Outcome.APPROVE, *(finding.outcome for finding in findings)])
    if outcome is Outcome.APPROVE:
        order = (
            _helped(score, 1),
            _held_limit(held_by, facts),
            _shortfalls(score),
            _overall(facts),
            _helped(score),
        )
        return _distinct(chain(*order, _seen(facts)))
    decided = sorted((_decided(it, facts) for it in findings), key=lambda reason: -reason.weight)
    said = {name for it in findings for name in _placeholders(it.code)}
    return _distinct(chain(decided, _shortfalls(score, said), _overall(facts), _helped(score), _seen(facts)))


def hints_for(findings: Sequence[Finding], score: AnyScore | None) -> tuple[Text, ...]:
    """What would help: more evidence where some was missing, otherwise the two costliest figures."""
    texts = rulebook().reasons
    asked = [f"hint_{finding.code}" for finding in findings if finding.step != Step.FRAUD]
    wanted = [texts[code] for code in asked if code in texts]
    if wanted or score is None:
        return tuple(dict.fromkeys(wanted))
    costly = _sayable(score.reasons(len(score.contributions)))[:_HINTS]
    return tuple(told(texts["hint_score"], {}, _named(part)) for part in costly if part.value is not None)


def rights(outcome: Outcome) -> tuple[Text, ...]:
    """What a person may do about it: correct the data, ask for a person (PIPL 24, 46), and who decides."""
    codes = (
        ["advisory"] if outcome is Outcome.APPROVE else ["right_to_correct", "right_to_person", "advisory"]
    )
    return tuple(rulebook().reason(code) for code in codes)


def _decided(finding: Finding, facts: Mapping[str, Value]) -> Reason:
    said = _FRAUD_SAYS.get(finding.outcome, "needs_person") if finding.step == Step.FRAUD else finding.code
    text = told(rulebook().reason(said), facts)
    return Reason(finding.code, text, _WEIGHT[finding.outcome], finding.step)


def _held_limit(held_by: str | None, facts: Mapping[str, Value]) -> Iterator[Reason]:
    if held_by is not None:
        yield Reason(held_by, told(rulebook().reason(held_by), facts), 500.0, Step.LIMIT)


def _shortfalls(score: AnyScore | None, said: Set[str] = frozenset()) -> Iterator[Reason]:
    """What cost the most, without what a deciding rule has already said."""
    costly = () if score is None else _sayable(score.reasons(len(score.contributions)))
    for part in costly[: AT_MOST + len(said)]:
        if part.feature not in said:
            kind = "score_unknown" if part.value is None else "score_held"
            yield _scored(part, kind, part.shortfall_points)


def _helped(score: AnyScore | None, at_most: int = AT_MOST) -> Iterator[Reason]:
    parts = _sayable(() if score is None else score.contributions)
    strong = sorted((it for it in parts if it.shortfall_points < 0 and it.value is not None), key=_shortfall)
    for part in strong[:at_most]:
        yield _scored(part, "score_helped", -part.shortfall_points)


def _overall(facts: Mapping[str, Value]) -> Iterator[Reason]:
    if facts.get("band") is not None:
        yield Reason("score_overall", told(rulebook().reason("score_overall"), facts), 0.0, "score")


def _seen(facts: Mapping[str, Value]) -> Iterator[Reason]:
    """When nothing else is left to say: how much evidence there was."""
    yield Reason("evidence_seen", told(rulebook().reason("evidence_seen"), facts), 0.0, "evidence")


def _scored(part: AnyPart, kind: str, points: float) -> Reason:
    """The feature's own sentence where the rulebook has one (`<feature>.score_held`), else the general."""
    texts = rulebook().reasons
    own = texts.get(f"{part.feature}.{kind}")
    text = told(own or texts[kind], {part.feature: part.value}, _named(part))
    return Reason(f"{kind}.{part.feature}", text, float(points), "score")


def _sayable(parts: Sequence[AnyPart]) -> Sequence[AnyPart]:
    """Without what nobody is told about: who could read it could get round it."""
    return [part for part in parts if isinstance(part, Contribution) or is_told(part.feature)]


def _named(part: AnyPart) -> dict[str, Text]:
    """Title and value in words; a column that nobody has words for is never told by its name."""
    feature = feature_named(part.feature)
    if feature is None:
        title = part.title if isinstance(part, Part) and part.title else _UNNAMED
        return {"title": title, "value": figure(part.feature, part.value)}
    number = part.value if not isinstance(part.value, str) else None
    value = feature.say(number)
    if feature.unit is Unit.CHANGE and number is not None:
        fell = number < 0
        value = Text(f"{'下降' if fell else '增长'} {value.zh}", f"{'down' if fell else 'up'} {value.en}")
    return {"title": feature.title, "value": value}


def _shortfall(part: AnyPart) -> float:
    return part.shortfall_points


def _placeholders(code: str) -> set[str]:
    text = rulebook().reasons.get(code)
    return {name for _, name, _, _ in Formatter().parse(text.zh if text else "") if name}


def _distinct(candidates: Iterable[Reason]) -> tuple[Reason, ...]:
    """The first few; no sentence is written for a reason that nobody will read."""
    kept: dict[str, Reason] = {}
    for reason in candidates:
        kept.setdefault(reason.text.zh, reason)
        if len(kept) == AT_MOST:
            break
    return tuple(kept.values())


_UNNAMED = Text("一项补充资料", "a further figure")
