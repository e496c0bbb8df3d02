"""What is decided, by evidence; above all, what never is: an approval on something missing."""

import dataclasses
import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import Band, EvidencePath, Inputs, Policy, decide, shipped_policy
from puhui.kernel import Outcome
from tests.decision.making import CHECKED, LAW, SCORECARD, TRADE, decided, firm


def test_a_sound_firm_is_approved_with_the_limit_its_cash_flow_carries() -> None:
    """Sales of ¥200,000 a month at 10 % leave ¥20,000; 55 % of it repays a year's loan of about ¥116,000."""
    decision = decided(firm())
    assert (decision.outcome, decision.band) == (Outcome.APPROVE, Band.A)
    assert decision.measures["monthly_cash_yuan"] == 20_000
    assert decision.measures["carried_yuan"] == pytest.approx(116_328, abs=1)
    assert decision.limit_fen == 11_600_000
    assert decision.annual_rate == Decimal("0.06")
    assert decision.apr_simple == pytest.approx(Decimal("0.06"), abs=Decimal("0.000001"))


def test_existing_loans_lower_what_can_be_carried() -> None:
    """¥5,000 a month already goes to another lender, so less than half of the former limit is left."""
    free = decided(firm(EvidencePath.APPLICATION))
    debts = {"debt_service_monthly_yuan": 5_000.0, "debt_balance_yuan": 50_000.0}
    owing = decided(firm(EvidencePath.APPLICATION, **debts))
    assert free.limit_fen == 11_600_000
    assert owing.limit_fen == 6_300_000


def test_no_more_is_granted_than_was_asked_for() -> None:
    """A shop that wants ¥30,000 gets ¥30,000, and is told that it is the full amount."""
    decision = decided(firm(EvidencePath.APPLICATION, amount_fen=3_000_000))
    assert decision.limit_fen == 3_000_000
    assert "limit_held_by_request" in {reason.code for reason in decision.reasons}


@pytest.mark.parametrize("result", ["ERROR", "NO_RECORD", None, "", "match", True])
@pytest.mark.parametrize("check", ["identity", "enterprise"])
def test_a_check_without_a_clear_answer_refers(check: str, result: Any) -> None:
    """`ERROR` is never `MATCH` (domain 6), and neither is silence or a misspelling."""
    assert decided(firm(EvidencePath.APPLICATION, **{check: result})).outcome is Outcome.REFER


@pytest.mark.parametrize("check", ["identity", "enterprise"])
def test_a_mismatch_declines(check: str) -> None:
    """Somebody else's identity is not a reason to look again but to stop."""
    assert decided(firm(EvidencePath.APPLICATION, **{check: "MISMATCH"})).outcome is Outcome.DECLINE


def test_unknown_debts_refer_an_application_but_not_a_batch() -> None:
    """Over-indebtedness is invisible without them; a batch over files says that nobody was asked."""
    assert decided(firm(EvidencePath.APPLICATION, debts_known=False)).outcome is Outcome.REFER
    assert decided(firm(EvidencePath.APPLICATION, debts_known=None)).outcome is Outcome.REFER
    assert decided(firm(EvidencePath.BATCH)).outcome is Outcome.APPROVE


def test_a_firm_without_invoices_is_referred_with_three_reasons_and_no_score() -> None:
    """It keeps its row, is never scored on nothing, and is told what would help."""
    nothing = dict.fromkeys(TRADE) | {"invoices_total": 0.0}
    decision = decided(firm(**nothing))
    assert decision.outcome is Outcome.REFER
    assert (decision.limit_fen, decision.annual_rate, decision.probability) == (0, None, None)
    assert decision.reasons[0].code == "no_invoices"
    assert len(decision.reasons) == 3
    assert decision.hints


@pytest.mark.parametrize("missing", ["books_own", "books_whole"])
def test_books_that_a_person_must_look_at_come_with_what_would_help(missing: str) -> None:
    """Files that do not say whose they are, or lost rows: the owner can mend both."""
    decision = decided(firm(EvidencePath.APPLICATION, **{missing: False}))
    assert decision.outcome is Outcome.REFER
    assert any("重新评估" in hint.zh for hint in decision.hints)


def test_band_d_is_declined_and_told_which_figures_cost_the_most() -> None:
    """The sentence carries the firm's own figure, in both languages."""
    decision = decided(firm(sales_6m_change=-0.61, top_buyer_share=0.88))
    assert (decision.outcome, decision.band, decision.limit_fen) == (Outcome.DECLINE, Band.D, 0)
    told = " ".join(reason.text.zh for reason in decision.reasons)
    assert "61%" in told
    assert "88%" in told


def test_a_fraud_rule_is_never_told() -> None:
    """Circular trade refers; the person reads that somebody will look, the record keeps the rule."""
    decision = decided(firm(fraud_both_ways_share=0.9))
    assert decision.outcome is Outcome.REFER
    assert decision.reasons[0].text.zh == "有些资料需要人工进一步核实"
    told = json.dumps(decision.told(), ensure_ascii=False)
    assert "90%" not in told
    assert "互开" not in told
    assert next(step for step in decision.steps if step.step == "fraud").rows == ("circular",)


def test_a_price_never_passes_the_cap_on_the_day_of_the_contract() -> None:
    """Even when a table says so: a rate of 40 % is cut to the law's 24 %."""
    prices = shipped_policy().contents["price"].replace('"0.06"', '"0.40"')
    decision = decided(firm(), shipped_policy().with_table("price", prices.encode()))
    assert decision.annual_rate == LAW.price_cap


def test_a_cap_on_the_effective_rate_is_kept_too() -> None:
    """24 % effective is 21.70 % nominal on monthly instalments (domain 2.3)."""
    prices = shipped_policy().contents["price"].replace('"0.06"', '"0.24"')
    policy = shipped_policy().with_table("price", prices.encode())
    strict = dataclasses.replace(LAW, cap_basis="apr_effective")
    assert decide(firm(), policy, SCORECARD, strict).annual_rate == Decimal("0.2170")


def test_a_limit_below_the_least_is_declined_with_both_amounts() -> None:
    """A firm that carries ¥3,878 is told so, and that this product begins at ¥5,000."""
    decision = decided(firm(sales_12m_yuan=80_000.0, purchases_12m_yuan=72_000.0))
    assert decision.outcome is Outcome.DECLINE
    assert decision.reasons[0].text.zh == "按销售和还款能力估算的额度约 3,878元，低于本产品起点 5,000元"


EVERYTHING = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from([None, value, 0.0, -1.0]) for name, value in TRADE.items()},
        **{name: st.sampled_from([None, value, "ERROR", False, ""]) for name, value in CHECKED.items()},
    },
)


@settings(max_examples=300, deadline=None)
@given(EVERYTHING, st.sampled_from(EvidencePath), st.booleans())
def test_an_approval_always_stands_on_whole_evidence(
    changes: dict[str, Any], path: EvidencePath, toothless: bool
) -> None:
    """Whatever is taken away, and even when somebody empties every gate of the policy."""
    inputs = firm(path, **changes)
    decision = decided(inputs, _toothless() if toothless else shipped_policy())
    if decision.outcome is not Outcome.APPROVE:
        assert (decision.limit_fen, decision.annual_rate) == (0, None)
        return
    known = {**inputs.features, **inputs.evidence}
    assert known["invoices_total"] and known["sales_12m_yuan"] > 0
    if path is EvidencePath.APPLICATION:
        assert (known["consent"], known["identity"], known["debts_known"]) == (True, "MATCH", True)
        assert (known["listing"], known["enterprise"]) == ("NO_RECORD", "MATCH")
    assert decision.band in {Band.A, Band.B, Band.C}
    assert 10_000_00 <= decision.limit_fen <= 1_000_000_00 or path is EvidencePath.APPLICATION
    assert decision.annual_rate <= LAW.price_cap


@settings(max_examples=60, deadline=None)
@given(EVERYTHING, st.sampled_from(EvidencePath))
def test_the_same_inputs_give_the_same_bytes_after_a_journey_through_storage(
    changes: dict[str, Any], path: EvidencePath
) -> None:
    """Sealed, opened and decided again: inputs and decision are identical to the byte."""
    inputs = firm(path, **changes)
    again = Inputs.opened(inputs.sealed())
    assert again.sealed() == inputs.sealed()
    assert decided(again).sealed() == decided(inputs).sealed()


@settings(max_examples=60, deadline=None)
@given(EVERYTHING, st.sampled_from(EvidencePath))
def test_everybody_gets_three_reasons_in_both_languages(changes: dict[str, Any], path: EvidencePath) -> None:
    """Approvals included, no placeholder left open, no sentence twice."""
    reasons = decided(firm(path, **changes)).reasons
    assert len({reason.text.zh for reason in reasons}) == 3
    assert not any(mark in reason.text.zh + reason.text.en for reason in reasons for mark in "{}")


@cache
def _toothless() -> Policy:
    policy = shipped_policy()
    for name in ("knock_out", "fraud", "eligibility"):
        policy = policy.with_table(name, _without_rules(policy.contents[name]))
    return policy


def _without_rules(content: str) -> bytes:
    document = json.loads(content)
    table = document["nodes"][1]["content"]
    never = {
        table["inputs"][0]["id"]: "'never'",
        table["outputs"][0]["id"]: "'refer'",
        table["outputs"][1]["id"]: "'x'",
    }
    table["rules"] = [{"_id": "never", **never}]
    return json.dumps(document).encode()
