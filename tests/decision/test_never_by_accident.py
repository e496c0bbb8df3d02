"""Bad input never approves by accident: every attack ends with a person or a refusal, and with a reason."""

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import (
    Decision,
    EvidencePath,
    Inputs,
    Kept,
    Policy,
    Replay,
    decide,
    decide_application,
    replay,
    shipped_policy,
)
from puhui.decision.jdm import sealed
from puhui.decision.model import Law
from puhui.decision.publishing.documents import opened
from puhui.ground import Work
from puhui.kernel import FixedClock, Outcome
from puhui.learn import Bin, Factor
from tests.decision.applying import applied
from tests.decision.making import AS_OF, CHECKED, CONTRACT_ON, LAW, SCORECARD, TRADE, decided, firm

BOTH = pytest.mark.parametrize("path", [EvidencePath.APPLICATION, EvidencePath.BATCH])
JUNK = st.one_of(
    st.sampled_from(
        [None, True, False, "", "0", "12", "MATCH", "lots", -1, -0.5, 10**400, -(10**400), 2**70]
    ),
    st.sampled_from([math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324]),
)


def with_feature(inputs: Inputs, name: str, value: Any) -> Inputs:
    """The same firm with one figure changed."""
    return replace(inputs, features={**inputs.features, name: value})


def with_evidence(inputs: Inputs, name: str, value: Any) -> Inputs:
    """The same firm with one answer changed."""
    return replace(inputs, evidence={**inputs.evidence, name: value})


def never_approved(decision: Decision) -> None:
    """Not approved, nothing offered, and told why in both languages."""
    assert decision.outcome is not Outcome.APPROVE
    assert (decision.limit_fen, decision.annual_rate) == (0, None)
    assert decision.reasons
    assert all(it.text.zh and it.text.en for it in decision.reasons)
    assert any(not it.code.startswith("score") for it in decision.reasons)


def test_the_firm_under_attack_is_sound() -> None:
    """Otherwise nothing below would prove anything."""
    for path in (EvidencePath.APPLICATION, EvidencePath.BATCH):
        assert decided(firm(path)).outcome is Outcome.APPROVE


@BOTH
@pytest.mark.parametrize("name", [it for it in TRADE if it not in SCORECARD.features and "prior" not in it])
@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_a_figure_that_turns_null_everywhere_approves_nobody(
    path: EvidencePath, name: str, value: float | None
) -> None:
    """A share that a fraud rule looks at is known wherever there are sales: unknown is no clean bill."""
    never_approved(decided(with_feature(firm(path), name, value)))


@BOTH
def test_when_every_figure_is_null_a_person_looks(path: EvidencePath) -> None:
    """All of them at once, as a broken pipeline leaves them."""
    nothing = replace(firm(path), features=dict.fromkeys(TRADE))
    never_approved(decided(nothing))
    assert decided(nothing).outcome is Outcome.REFER


@BOTH
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("days_since_sale", -3.0),
        ("history_months", -1.0),
        ("sales_void_share", -0.2),
        ("sales_void_share", 1.5),
        ("fraud_both_ways_share", 7.0),
        ("fraud_last_month_share", -0.1),
        ("sales_12m_yuan", -5.0),
        ("invoices_total", -480.0),
    ],
)
def test_a_figure_outside_what_it_can_be_approves_nobody(path: EvidencePath, name: str, value: float) -> None:
    """A sale after the day of looking, a share above one: something is wrong upstream."""
    never_approved(decided(with_feature(firm(path), name, value)))


@BOTH
@pytest.mark.parametrize("name", [it for it in TRADE if it not in SCORECARD.features and "prior" not in it])
@pytest.mark.parametrize("value", ["lots", "0", "", True, 10**400])
def test_a_figure_of_another_kind_approves_nobody(path: EvidencePath, name: str, value: Any) -> None:
    """Texts and ticks where a number belongs."""
    never_approved(decided(with_feature(firm(path), name, value)))


@pytest.mark.parametrize("name", [it for it in CHECKED if it != "purpose"])
@pytest.mark.parametrize("value", [None, "", "yes", 1, 0, math.nan, -1.0])
def test_an_answer_that_is_missing_or_of_another_kind_approves_nobody(name: str, value: Any) -> None:
    """`1` is not true, `yes` is no MATCH, and debts of NaN are not zero."""
    if name.startswith("debt_") and value in {0, 1}:
        return
    never_approved(decided(with_evidence(firm(EvidencePath.APPLICATION), name, value)))


@pytest.mark.parametrize("name", ["neighbours_on_phone", "neighbours_at_address", "neighbours_defaulted"])
@pytest.mark.parametrize("value", [None, "3", -1, True, math.nan])
def test_relations_that_were_asked_for_and_did_not_answer_approve_nobody(name: str, value: Any) -> None:
    """A graph that answers after the deadline leaves nulls; nobody stands alone because of that."""
    never_approved(decided(with_evidence(firm(EvidencePath.APPLICATION), name, value)))


@pytest.mark.parametrize("name", ["velocity_phone_24h", "velocity_device_7d", "fraud_ring_device_farm"])
@pytest.mark.parametrize("value", ["3", -1, True])
def test_counts_of_what_was_seen_before_are_counts(name: str, value: Any) -> None:
    """A text or a negative number there would pass every rule that says `> 3`."""
    never_approved(decided(with_evidence(firm(EvidencePath.APPLICATION), name, value)))


@pytest.mark.parametrize("name", ["rows_left_out_share", "files_unread"])
@pytest.mark.parametrize("value", ["3", -1, True, math.nan, None])
def test_files_of_which_it_is_not_known_what_was_lost_approve_nobody(name: str, value: Any) -> None:
    """What the reading says about itself has to be a number."""
    never_approved(decided(with_evidence(firm(EvidencePath.BATCH), name, value)))


@BOTH
@pytest.mark.parametrize("months", ["12", None, math.nan, True, 0, -12, 10**6, 2.5])
def test_a_term_that_is_none_approves_nobody(path: EvidencePath, months: Any) -> None:
    """The term that was asked for is a whole number of months."""
    never_approved(decided(replace(firm(path), months=months)))


@pytest.mark.parametrize("amount", [-1, 0, True])
def test_an_amount_that_is_none_approves_nobody(amount: Any) -> None:
    """Nobody asks for nothing."""
    never_approved(decided(replace(firm(EvidencePath.APPLICATION), amount_fen=amount)))


@BOTH
@pytest.mark.parametrize("days", [2, 30, 400])
def test_a_clock_that_runs_backwards_approves_nobody(path: EvidencePath, days: int) -> None:
    """Evidence of a day that has not come: the decision would stand before what it stands on."""
    decision = decided(replace(firm(path), as_of=CONTRACT_ON + timedelta(days=days)))
    never_approved(decision)
    assert "clock_backwards" in {it.code for it in decision.reasons}


def test_evidence_recorded_after_the_decision_goes_to_a_person(work: Work) -> None:
    """The machine's clock was set back: what was learned and answered lies in the future."""
    asked = applied(work)
    earlier = Work(work.connection, work.actor, FixedClock(work.now() - timedelta(hours=2)), work.vault)
    kept = decide_application(earlier, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept), kept
    assert kept.outcome is Outcome.REFER
    assert kept.reasons
    again = replay(work, kept.id)
    assert isinstance(again, Replay)
    assert again.same


def test_the_day_after_the_last_invoice_is_no_clock_running_backwards() -> None:
    """A batch looks at what was before `as_of`, so that today's invoices need tomorrow's date."""
    tomorrow = replace(firm(), as_of=CONTRACT_ON + timedelta(days=1))
    assert decided(tomorrow).outcome is Outcome.APPROVE


@BOTH
@pytest.mark.parametrize("points", [10**6, -(10**6), 10**15])
def test_a_score_beyond_its_scale_approves_nobody(path: EvidencePath, points: int) -> None:
    """Points that no table of points can mean."""
    factor = Factor("top_buyer_share", (Bin(None, None, points),), points, 0)
    broken = replace(SCORECARD, factors=(factor,))
    never_approved(decide(firm(path), shipped_policy(), broken, LAW))


@pytest.mark.parametrize("score", [math.nan, math.inf, -0.5, -1e-9, 1.5, 2.0])
def test_a_probability_outside_its_range_approves_nobody(score: float, monkeypatch: Any) -> None:
    """Below zero is under every ceiling: it would be the best firm of all."""
    monkeypatch.setattr(type(SCORECARD.scale), "probability", lambda self, points: score)
    never_approved(decided(firm()))


def edited(name: str, **changes: str) -> Policy:
    """The shipped policy, with outputs of every row of one table changed (`out_` keys)."""
    document = opened(shipped_policy().contents[name])
    (node,) = [it for it in document["nodes"] if it["type"] == "decisionTableNode"]
    for rule in node["content"]["rules"]:
        rule.update(changes)
    return shipped_policy().with_table(name, sealed(document))


@BOTH
@pytest.mark.parametrize(
    ("name", "output", "said"),
    [
        ("limit", "most_yuan", ""),
        ("limit", "most_yuan", "null"),
        ("limit", "most_yuan", "'much'"),
        ("limit", "least_yuan", ""),
        ("limit", "round_yuan", "0"),
        ("limit", "round_yuan", "-5"),
        ("limit", "sales_months_most", ""),
        ("limit", "sales_months_most", "true"),
        ("limit", "term_months", ""),
        ("limit", "term_months", "0"),
        ("limit", "term_months", "-12"),
        ("limit", "term_months", "'twelve'"),
        ("limit", "term_months", "1.5"),
        ("limit", "below_least", ""),
        ("limit", "below_least", "'approve'"),
        ("affordability", "service_share", ""),
        ("affordability", "service_share", "7"),
        ("affordability", "service_share", "-1"),
        ("affordability", "service_share", "'all'"),
        ("price", "annual_rate", "'cheap'"),
        ("price", "annual_rate", "-0.1"),
        ("price", "annual_rate", "true"),
        ("rating", "band", ""),
        ("rating", "band", "'E'"),
        ("rating", "band", "1"),
        ("rating", "band", "'D'"),
        ("cash_flow", "margin_least", ""),
        ("cash_flow", "margin_least", "'thin'"),
        ("cash_flow", "growth_least", "null"),
    ],
)
def test_a_table_that_says_nothing_or_nonsense_approves_nobody(
    path: EvidencePath, name: str, output: str, said: str
) -> None:
    """Tables come from people: what they leave out is for a person, nothing to fall over."""
    asked = replace(firm(path, top_buyer_share=0.2), amount_fen=1_000)
    never_approved(decided(asked, edited(name, **{f"out_{output}": said})))


@BOTH
@pytest.mark.parametrize("outcome", ["'approve'", "'maybe'", "true", "1"])
def test_a_gate_can_only_object(path: EvidencePath, outcome: str) -> None:
    """An outcome that is none sends to a person; `approve` lifts nothing."""
    policy = edited("eligibility", out_outcome=outcome, in_band="", in_days_since_sale="", in_months="")
    decision = decided(firm(path), policy)
    if outcome != "'approve'":
        never_approved(decision)
    never_approved(decided(firm(path, days_since_sale=None), edited("eligibility", out_outcome=outcome)))


NAMES = (*TRADE, *CHECKED, "neighbours_on_phone", "neighbours_defaulted", "trade", "band", "probability")
CANNOT_HURT = {"sales_prior_12m_yuan", "purchases_12m_yuan", *SCORECARD.features}
"""May be unknown: growth is then none, margin the trade's, points those of what is missing."""


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from([EvidencePath.APPLICATION, EvidencePath.BATCH]),
    st.dictionaries(st.sampled_from(NAMES), JUNK, max_size=4),
    st.booleans(),
)
def test_no_rubbish_whatever_falls_over_or_goes_without_a_reason(
    path: EvidencePath, rubbish: dict[str, Any], as_features: bool
) -> None:
    """Any facts at all decide, the same twice, from their kept bytes too; and say why."""
    base = firm(path)
    inputs = (
        replace(base, features={**base.features, **rubbish})
        if as_features
        else replace(base, evidence={**base.evidence, **rubbish})
    )
    decision = decided(inputs)
    assert decision.reasons
    again = decided(Inputs.opened(inputs.sealed()))
    assert again.sealed() == decision.sealed()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(set(TRADE) - CANNOT_HURT)), st.sampled_from([None, math.nan, "x", -1.0]))
def test_losing_a_figure_never_makes_a_decision_better(name: str, value: Any) -> None:
    """A firm that would not be approved is not, either, once the figure that speaks against it is lost."""
    bad = {"sales_void_share": 0.9, "fraud_both_ways_share": 0.9, "fraud_last_month_share": 0.95}
    worse = with_feature(firm(), name, bad.get(name, 0.0))
    assert decided(with_feature(worse, name, value)).outcome is not Outcome.APPROVE


def test_a_day_before_the_rules_is_no_day_to_decide_on() -> None:
    """The law of that day is not known; nothing is decided rather than by another day's law."""
    from puhui.decision import law_on
    from puhui.rulebook import NoRuleInForce

    with pytest.raises(NoRuleInForce):
        law_on(date(1990, 1, 1))
    assert AS_OF < CONTRACT_ON


def test_a_record_of_the_first_floor_is_decided_again_by_the_first_floor() -> None:
    """What was kept then says nothing of floors, and must come out to the byte as it did."""
    late = replace(firm(), as_of=CONTRACT_ON + timedelta(days=30))
    then = Law.opened(Law(LAW.price_cap, LAW.cap_basis, LAW.cap_rule, LAW.defaults).sealed())
    assert then.floor == 1
    assert decide(late, shipped_policy(), SCORECARD, then).outcome is Outcome.APPROVE
    never_approved(decided(late))
