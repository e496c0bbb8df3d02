"""cost: what a loan truly costs. Pure; every figure shown to a borrower comes from here."""

from puhui.cost.cap import CapTest, cap_test
from puhui.cost.cost_table import ContingentItem, CostItem, CostTable, cost_table
from puhui.cost.cost_table_words import RENEWAL_WITHOUT_REPAYMENT, Audience, penalty_terms
from puhui.cost.kept import fee_from, terms_from
from puhui.cost.model import (
    DayCount,
    Fee,
    FeeBasis,
    FeeTiming,
    Instalment,
    Method,
    PayeeType,
    Payer,
    Quote,
    Repayment,
    Terms,
    Unquotable,
)
from puhui.cost.periods import add_months
from puhui.cost.quote import quote
from puhui.cost.settlement import Settlement, held_uplift, overdue_penalty_fen, settle_early
from puhui.cost.support import Reaches, Support, Supported, Supporter, SupportPaid, Towards, supported
from puhui.cost.written_fee import parse_fee

__all__ = [
    "RENEWAL_WITHOUT_REPAYMENT",
    "Audience",
    "CapTest",
    "ContingentItem",
    "CostItem",
    "CostTable",
    "DayCount",
    "Fee",
    "FeeBasis",
    "FeeTiming",
    "Instalment",
    "Method",
    "PayeeType",
    "Payer",
    "Quote",
    "Reaches",
    "Repayment",
    "Settlement",
    "Support",
    "SupportPaid",
    "Supported",
    "Supporter",
    "Terms",
    "Towards",
    "Unquotable",
    "add_months",
    "cap_test",
    "cost_table",
    "fee_from",
    "held_uplift",
    "overdue_penalty_fen",
    "parse_fee",
    "penalty_terms",
    "quote",
    "settle_early",
    "supported",
    "terms_from",
]
