"""decision: fraud, credit, limit and price, and why."""

from puhui.decision.engine import decide
from puhui.decision.law import law_on
from puhui.decision.model import Band, Decision, EvidencePath, Inputs, Law, Reason, Step, StepTaken
from puhui.decision.policy import Policy, policy_from, shipped_policy
from puhui.decision.pricing import ChurnAt, priced_by_churn
from puhui.decision.reasons import rights
from puhui.decision.trade import TRADE_FACTS, trade_facts

__all__ = [
    "TRADE_FACTS",
    "Band",
    "ChurnAt",
    "Decision",
    "EvidencePath",
    "Inputs",
    "Law",
    "Policy",
    "Reason",
    "Step",
    "StepTaken",
    "decide",
    "law_on",
    "policy_from",
    "priced_by_churn",
    "rights",
    "shipped_policy",
    "trade_facts",
]
