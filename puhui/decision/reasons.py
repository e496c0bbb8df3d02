"""Why, in plain words: first what decided, then what the score said, then what held the limit.

Three reasons for everybody, approvals included. A fraud rule is never named: whatever it is, the sentence
is that a person will look (domain 5.7); the record keeps the rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from puhui.decision.figures import figure, told
from puhui.decision.jdm import Value
from puhui.decision.model import Reason, Step
from puhui.features import feature_named
from puhui.kernel import Outcome, Text, strictest
from puhui.learn import Contribution, Score
from puhui.rulebook import rulebook

AT_MOST = 3
_FRAUD_SAYS = "needs_person"
_WEIGHT = {Outcome.DECLINE: 2_000.0, Outcome.REFER: 1_000.0, Outcome.APPROVE: 0.0}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a row (or the code's own floor) said about a firm: an outcome and the code of its reason."""

    step: str
    outcome: Outcome
    code: str


def reasons_for(
    findings: Sequence[Finding], score: Score | None, held_by: str | None, facts: Mapping[str, Value]
) -> tuple[Reason, ...]:
    """At most three, the most decisive first; for an approval what held the limit, what helped, what held."""
    outcome = strictest([Outcome.APPROVE, *(finding.outcome for finding in findings)])
    decided = [_decided(finding, facts) for finding in findings]
    if outcome is Outcome.APPROVE:
        candidates = [
            *_helped(score, 1),
            *_held_limit(held_by, facts),
            *_shortfalls(score, AT_MOST),
            *_helped(score, AT_MOST),
        ]
    else:
        candidates = [*decided, *_shortfalls(score, AT_MOST), *_overall(facts)]
    return _first_distinct(candidates, outcome)


def hints_for(findings: Sequence[Finding], score: Score | None) -> tuple[Text, ...]:
    """What would help: more evidence where some was missing, otherwise the two costliest figures."""
    texts = rulebook().reasons
    asked = [f"hint_{finding.code}" for finding in findings]
    wanted = [texts[code] for code in asked if code in texts]
    if wanted or score is None:
        return tuple(dict.fromkeys(wanted))
    return tuple(
        told(texts["hint_score"], {}, _named(part)) for part in score.reasons(2) if part.value is not None
    )


def rights(outcome: Outcome) -> tuple[Text, ...]:
    """What a person may do about it: correct the data, ask for a person (PIPL 24, 46), and who decides."""
    codes = (
        ["advisory"] if outcome is Outcome.APPROVE else ["right_to_correct", "right_to_person", "advisory"]
    )
    return tuple(rulebook().reason(code) for code in codes)


def _decided(finding: Finding, facts: Mapping[str, Value]) -> Reason:
    said = _FRAUD_SAYS if finding.step == Step.FRAUD else finding.code
    text = told(rulebook().reason(said), facts)
    return Reason(finding.code, text, _WEIGHT[finding.outcome], finding.step)


def _held_limit(held_by: str | None, facts: Mapping[str, Value]) -> Iterable[Reason]:
    if held_by is not None:
        yield Reason(held_by, told(rulebook().reason(held_by), facts), 500.0, Step.LIMIT)


def _shortfalls(score: Score | None, at_most: int) -> Iterable[Reason]:
    for part in () if score is None else score.reasons(at_most):
        yield _scored(part, "score_unknown" if part.value is None else "score_held", part.shortfall_points)


def _helped(score: Score | None, at_most: int) -> Iterable[Reason]:
    parts = () if score is None else score.contributions
    strong = sorted((it for it in parts if it.shortfall_points < 0 and it.value is not None), key=_shortfall)
    for part in strong[:at_most]:
        yield _scored(part, "score_helped", -part.shortfall_points)


def _overall(facts: Mapping[str, Value]) -> Iterable[Reason]:
    if facts.get("band") is not None:
        yield Reason("score_overall", told(rulebook().reason("score_overall"), facts), 0.0, "score")


def _scored(part: Contribution, kind: str, points: float) -> Reason:
    """The feature's own sentence where the rulebook has one (`<feature>.score_held` …), else the general one."""
    texts = rulebook().reasons
    own = texts.get(f"{part.feature}.{kind}")
    text = told(own or texts[kind], {part.feature: part.value}, _named(part))
    return Reason(f"{kind}.{part.feature}", text, float(points), "score")


def _named(part: Contribution) -> dict[str, Text]:
    feature = feature_named(part.feature)
    title = feature.title if feature else Text(part.feature, part.feature)
    return {"title": title, "value": figure(part.feature, part.value)}


def _shortfall(part: Contribution) -> int:
    return part.shortfall_points


def _first_distinct(candidates: Iterable[Reason], outcome: Outcome) -> tuple[Reason, ...]:
    ordered = (
        list(candidates) if outcome is Outcome.APPROVE else sorted(candidates, key=lambda it: -it.weight)
    )
    kept: dict[str, Reason] = {}
    for reason in ordered:
        kept.setdefault(reason.text.zh, reason)
    return tuple(kept.values())[:AT_MOST]
