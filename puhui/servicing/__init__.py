"""servicing: repay, settle early, fall behind; the end of day on a business date apart from the clock."""

from pathlib import Path

from puhui.servicing.closing import EndOfDay, StepDone, end_of_day
from puhui.servicing.closing.report import Step
from puhui.servicing.conventions import bucket_names
from puhui.servicing.model import (
    Amounts,
    Bucket,
    Instalment,
    Loan,
    LoanState,
    Part,
    Position,
    Repayment,
    RepaymentKind,
    RepaymentState,
    SettlementQuote,
)
from puhui.servicing.payable import NotTaken
from puhui.servicing.service.adding_up import LentMoney, lent_money
from puhui.servicing.service.at_once import repay_at_once, settle_at_once
from puhui.servicing.service.collecting import collect_repayment
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.performing import loan_performances
from puhui.servicing.service.reconciling import all_positions, reconciliation_rows
from puhui.servicing.service.repaying import repay, settle
from puhui.servicing.service.standing import (
    instalments,
    kept_loans,
    loans_of,
    position,
    repayment,
    repayments,
    settlement_quote,
)
from puhui.servicing.service.starting import schedule_drawdown

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Amounts",
    "Bucket",
    "EndOfDay",
    "Instalment",
    "LentMoney",
    "Loan",
    "LoanState",
    "NotTaken",
    "Part",
    "Position",
    "Repayment",
    "RepaymentKind",
    "RepaymentState",
    "SettlementQuote",
    "Step",
    "StepDone",
    "all_positions",
    "bucket_names",
    "business_date",
    "collect_repayment",
    "end_of_day",
    "instalments",
    "kept_loans",
    "lent_money",
    "loan_performances",
    "loans_of",
    "position",
    "reconciliation_rows",
    "repay",
    "repay_at_once",
    "repayment",
    "repayments",
    "schedule_drawdown",
    "settle",
    "settle_at_once",
    "settlement_quote",
]
