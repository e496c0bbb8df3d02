"""大中小微 with the evidence for each indicator, and the schemes whose words sound alike kept apart."""

from puhui.identify.size.columns import columns_in
from puhui.identify.size.judging import judge_size
from puhui.identify.size.model import (
    Figures,
    Indicator,
    SchemeAnswer,
    SizeAnswer,
    SizeStatus,
    Standing,
)
from puhui.identify.size.rows import Reader, granted_yuan, household_of, judge_row, with_credit
from puhui.identify.size.schemes import Borrower, BorrowerKind, Scheme, judge_schemes
from puhui.identify.size.timing import months_existed, trailing_income
from puhui.identify.size.written import Unreadable

__all__ = [
    "Borrower",
    "BorrowerKind",
    "Figures",
    "Indicator",
    "Reader",
    "Scheme",
    "SchemeAnswer",
    "SizeAnswer",
    "SizeStatus",
    "Standing",
    "Unreadable",
    "columns_in",
    "granted_yuan",
    "household_of",
    "judge_row",
    "judge_schemes",
    "judge_size",
    "months_existed",
    "trailing_income",
    "with_credit",
]
