"""The decision itself: facts through the tables in their fixed order. Pure, and the same on any machine.

Every table runs on every firm, so that a record shows what each rule said. Under the tables lies a floor
that no table can lift (`floor`): what is missing never approves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from puhui.cost import Method, Quote, Terms, quote
from puhui.decision.floor import (
    Sound,
    doubt,
    evidence_is_whole,
    share_or_nothing,
    sound,
    terms_are_usable,
    trade_is_usable,
)
from puhui.decision.fraud.past_limit import became
from puhui.decision.jdm import Value, settled, version_of
from puhui.decision.jdm.cell import Literal
from puhui.decision.law import nominal_cap
from puhui.decision.model import Band, Decision, Inputs, Law, Step, StepTaken
from puhui.decision.models.rating import AnyScore, Doubt, Rated, rated_by
from puhui.decision.people.saying import as_decided
from puhui.decision.policy import Policy
from puhui.decision.reasons import Finding, hints_for, reasons_for
from puhui.decision.scoring import Rater, scorecard_name, scorecard_version
from puhui.decision.sizing import Limit, cash_facts, size
from puhui.kernel import Outcome, strictest
from puhui.rulebook import rulebook

ENGINE: Final = "1"
"""Raised when the arithmetic below changes; a replay by another engine says so."""

_FLOOR: Final = "floor"
_OUTCOMES: Final = frozenset(Outcome)
_BROKEN: Final = (Doubt.SCORE_BROKEN,)
_MODEL: Final = "model"
"""What is doubtful about a model itself; it refers, whatever the tables say."""
_GATES: Final = (Step.KNOCK_OUT, Step.FRAUD, Step.ELIGIBILITY, Step.AFFORDABILITY)
_MEASURES: Final = (
    "margin_share",
    "growth_share",
    "turns",
    "monthly_sales_yuan",
    "monthly_cash_yuan",
    "existing_service_share",
    "need_yuan",
    "service_share",
    "carried_yuan",
    "term_months",
    "confidence",
)
"""The money behind a limit, kept in the record."""

_CAP_PLACES: Final = 6
"""Where a cap is measured: rounding instalments to the fen moves a rate in its seventh place."""


def decide(inputs: Inputs, policy: Policy, scorecard: Rater, law: Law) -> Decision:
    """One decision. `law` is what the rulebook says on the day of the contract (`law_on`)."""
    decision = _by_tables(inputs, policy, scorecard, law)
    if inputs.trial is not None:
        decision = replace(decision, versions={**decision.versions, "trial": inputs.trial})
    return decision if inputs.person is None else as_decided(decision, inputs.person)


def _by_tables(inputs: Inputs, policy: Policy, scorecard: Rater, law: Law) -> Decision:
    read = sound(inputs.facts()) if law.floor > 1 else Sound(inputs.facts(), ())
    facts, rated = _rated({**read.facts, **law.rules}, inputs.contract_on, policy, scorecard, law)
    score = rated.score
    gates = [_gate(step, facts, policy) for step in _GATES]
    findings = [finding for gate in gates for finding in gate.findings]
    findings += [Finding(_MODEL, Outcome.REFER, it) for it in rated.doubts]
    limit, limit_step = _limit(facts, policy, law)
    rate, price_step = _price(facts, policy, law)
    findings += _last_doubts(findings, facts, limit, rate)
    if law.floor > 1 and not any(it.outcome is not Outcome.APPROVE for it in findings):
        findings += _under_the_floor(inputs, facts, read.doubtful, policy)
    if facts.get("incomplete") or rated.doubts or read.doubtful:
        findings = [_left_to_a_person(finding) for finding in findings]
    outcome = strictest([Outcome.APPROVE, *(finding.outcome for finding in findings)])
    offer = _offer(inputs, facts, limit, rate, law) if outcome is Outcome.APPROVE else None
    if outcome is Outcome.APPROVE and offer is None:
        findings, outcome = [Finding(Step.PRICE, Outcome.REFER, "price_unknown")], Outcome.REFER
    return Decision(
        outcome=outcome,
        limit_fen=offer.limit_fen if offer else 0,
        annual_rate=offer.annual_rate if offer else None,
        apr_simple=offer.apr_simple if offer else None,
        band=Band(str(facts["band"])) if facts.get("band") else None,
        probability=rated.probability,
        points=score.points if score else None,
        reasons=reasons_for(findings, score, limit.held_by if limit else None, facts),
        hints=hints_for(findings, score),
        steps=(*(gate.taken for gate in gates), limit_step, price_step),
        measures={name: facts[name] for name in _MEASURES if facts.get(name) is not None},
        contributions=_contributions(score),
        versions=_versions(policy, scorecard, law) | ({"rated_by": rated.by} if rated.by else {}),
        inputs_hash=version_of(inputs.sealed()),
    )


def _left_to_a_person(finding: Finding) -> Finding:
    """Where evidence is known to be incomplete nobody is declined on what is left of it, as nobody is
    approved; what was knocked out for another cause stays so."""
    if finding.outcome is Outcome.DECLINE and finding.step is not Step.KNOCK_OUT:
        return Finding(finding.step, Outcome.REFER, finding.code)
    return finding


@dataclass(frozen=True, slots=True)
class _Gate:
    taken: StepTaken
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    limit_fen: int
    annual_rate: Decimal
    apr_simple: Decimal


def _rated(
    facts: dict[str, Value], day: date, policy: Policy, rater: Rater, law: Law
) -> tuple[dict[str, Value], Rated]:
    """The facts with score, rating and cash flow added. Without an invoice there is no score."""
    rated = _score(rater, facts, day, law) if facts.get("invoices_total") else Rated(None, None)
    facts["probability"] = settled(rated.probability)
    facts |= _band(policy.look_up("rating", facts))
    trade = {**law.defaults, **policy.look_up("cash_flow", facts)}
    facts["confidence"] = trade.get("confidence")
    return facts | (cash_facts(facts, trade) if trade_is_usable(trade) else {}), rated


def _score(rater: Rater, facts: Mapping[str, Value], day: date, law: Law) -> Rated:
    """What the model says; a score beyond its scale is none, whatever kind of model gave it."""
    try:
        rated = rated_by(rater, facts, day)
    except OverflowError:
        return Rated(None, None, (Doubt.SCORE_BROKEN,))
    broken = law.floor > 1 and rated.probability is not None and not 0 <= rated.probability <= 1
    return replace(rated, score=None, probability=None, doubts=_BROKEN) if broken else rated


def _band(says: dict[str, Literal]) -> dict[str, Literal]:
    """What the rating table says; a band that there is none of is not said."""
    known = says.get("band") is None or says["band"] in {it.value for it in Band}
    return says if known else {}


def _gate(step: Step, facts: dict[str, Value], policy: Policy) -> _Gate:
    """Run one table; what its rows say beside an outcome (a share, say) joins the facts."""
    compiled = policy.tables[step]
    said, trace = compiled.run(facts)
    answers = [compiled.says[position] for position in said]
    for answer in answers:
        facts |= {
            name: value
            for name, value in answer.items()
            if name not in {"outcome", "reason"} and value is not None
        }
    rows = tuple(compiled.table.rows[position].row_id for position in said)
    findings = tuple(
        Finding(step, _said(step, row, str(it["outcome"]), facts), _reason(step, it.get("reason")))
        for row, it in zip(rows, answers, strict=True)
        if it.get("outcome")
    )
    outcome = strictest([Outcome.APPROVE, *(finding.outcome for finding in findings)])
    return _Gate(StepTaken(step, outcome, rows, trace), findings)


def _said(step: Step, row: str, outcome: str, facts: Mapping[str, Value]) -> Outcome:
    """What a row says; one of the fraud table that may decline no more (`fraud`) asks for a person."""
    said = Outcome(outcome) if outcome in _OUTCOMES else Outcome.REFER
    return became(row, said, facts) if step is Step.FRAUD else said


def _reason(step: Step, code: Literal) -> str:
    """The reason that a row gives; one that nobody has a sentence for (or none) says that it is unclear."""
    known = isinstance(code, str) and (step is Step.FRAUD or code in rulebook().reasons)
    return str(code) if known else "rule_unclear"


def _limit(facts: dict[str, Value], policy: Policy, law: Law) -> tuple[Limit | None, StepTaken]:
    gate = _gate(Step.LIMIT, facts, policy)
    if facts.get("monthly_cash_yuan") is None or not facts.get("service_share"):
        return None, gate.taken
    if not terms_are_usable(facts):
        return None, gate.taken
    limit = size(facts, nominal_cap(law))
    facts["carried_yuan"] = limit.carried_fen / 100
    return limit, gate.taken


def _price(facts: dict[str, Value], policy: Policy, law: Law) -> tuple[Decimal | None, StepTaken]:
    """The band's rate, never above what the law allows on the day of the contract."""
    gate = _gate(Step.PRICE, facts, policy)
    rate = share_or_nothing(facts.get("annual_rate"))
    return None if rate is None else min(Decimal(str(rate)), nominal_cap(law)), gate.taken


def _last_doubts(
    findings: list[Finding], facts: Mapping[str, Value], limit: Limit | None, rate: Decimal | None
) -> list[Finding]:
    """What only shows once the gates are passed: too small a limit, no price, or evidence under the floor."""
    if any(finding.outcome is not Outcome.APPROVE for finding in findings):
        return []
    if limit is None or not evidence_is_whole(facts):
        return [Finding(_FLOOR, Outcome.REFER, "evidence_incomplete")]
    if limit.limit_fen <= 0:
        return [Finding(Step.LIMIT, Outcome(str(facts["below_least"])), "limit_below_least")]
    return [] if rate is not None else [Finding(Step.PRICE, Outcome.REFER, "price_unknown")]


def _under_the_floor(
    inputs: Inputs, facts: Mapping[str, Value], doubtful: tuple[str, ...], policy: Policy
) -> list[Finding]:
    """What keeps a machine from approving although nobody objects."""
    code = doubt(facts, doubtful, inputs.as_of, inputs.contract_on, policy.rules_asked)
    return [] if code is None else [Finding(_FLOOR, Outcome.REFER, code)]


def _offer(
    inputs: Inputs, facts: Mapping[str, Value], limit: Limit | None, rate: Decimal | None, law: Law
) -> _Offer | None:
    """What the house's default product costs at this limit; nothing if it would pass the cap."""
    if limit is None or rate is None:
        return None
    months = int(str(facts["term_months"]).removesuffix(".0"))
    quoted = _quoted(limit.limit_fen, months, rate, inputs.contract_on)
    measured = quoted.apr_effective if law.cap_basis == "apr_effective" else quoted.apr_simple
    if round(measured, _CAP_PLACES) > law.price_cap:
        return None
    return _Offer(limit.limit_fen, rate, quoted.apr_simple)


@lru_cache(maxsize=4096)
def _quoted(limit_fen: int, months: int, rate: Decimal, on: date) -> Quote:
    """Limits are round and rates few: on one day the same is asked again and again."""
    return quote(Terms(limit_fen, months, Method.EQUAL_INSTALMENT, rate, on))


def _contributions(score: AnyScore | None) -> tuple[tuple[str, float, float], ...]:
    parts = score.contributions if score else ()
    return tuple((part.feature, float(part.points), float(part.shortfall_points)) for part in parts)


def _versions(policy: Policy, scorecard: Rater, law: Law) -> dict[str, str]:
    return {
        "engine": ENGINE,
        "policy": policy.version,
        "scorecard": scorecard_version(scorecard),
        "scorecard_name": scorecard_name(scorecard),
        "law": version_of(law.sealed()),
        "price_cap": f"{law.cap_rule}: {law.price_cap} {law.cap_basis}",
    }
