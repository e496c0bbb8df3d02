"""Made-up firms and a scorecard of two lines, so that every number in a test can be checked by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from puhui.decision import Decision, EvidencePath, Inputs, Policy, decide, law_on, shipped_policy
from puhui.learn import Bin, Factor, Scale, Scorecard

AS_OF = date(2026, 11, 1)
CONTRACT_ON = date(2026, 11, 23)
LAW = law_on(CONTRACT_ON)
SCORECARD = Scorecard(
    name="two lines",
    version="1",
    target="default",
    base_points=500,
    scale=Scale(base_score=600, base_odds=20.0, pdo=40.0),
    factors=(
        Factor("top_buyer_share", (Bin(None, 0.5, 100), Bin(0.5, None, 20)), 0, 60),
        Factor("sales_6m_change", (Bin(None, -0.4, -200), Bin(-0.4, None, 40)), 0, 0),
    ),
)
TRADE = {
    "invoices_total": 480.0,
    "days_since_sale": 4.0,
    "history_months": 30.0,
    "sales_12m_yuan": 2_400_000.0,
    "purchases_12m_yuan": 2_160_000.0,
    "sales_prior_12m_yuan": 2_400_000.0,
    "top_buyer_share": 0.2,
    "sales_6m_change": 0.05,
    "sales_void_share": 0.03,
    "sales_red_amount_share": 0.01,
    "fraud_both_ways_share": 0.0,
    "fraud_last_month_share": 0.09,
}
CHECKED = {
    "consent": True,
    "identity": "MATCH",
    "enterprise": "MATCH",
    "listing": "NO_RECORD",
    "debts_known": True,
    "overdue_now": False,
    "purpose": "stock",
    "books_own": True,
    "books_whole": True,
    "debt_service_monthly_yuan": 0.0,
    "debt_balance_yuan": 0.0,
}


def firm(path: EvidencePath = EvidencePath.BATCH, **changes: Any) -> Inputs:
    """A sound firm of ¥2.4 million yearly sales, with anything about it changed."""
    features = {**TRADE, **{name: value for name, value in changes.items() if name in TRADE}}
    asked = CHECKED if path is EvidencePath.APPLICATION else {}
    other = {name: value for name, value in changes.items() if name not in TRADE}
    evidence = {**asked, **{name: value for name, value in other.items() if name in (*CHECKED, "trade")}}
    fields = {name: value for name, value in other.items() if name not in evidence}
    return replace(Inputs("E1", path, AS_OF, CONTRACT_ON, features, evidence, basis="test"), **fields)


def decided(inputs: Inputs, policy: Policy | None = None) -> Decision:
    """The decision under the shipped policy, or another."""
    return decide(inputs, policy or shipped_policy(), SCORECARD, LAW)
