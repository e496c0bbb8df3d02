"""大中小微 with the evidence for each indicator, and the schemes whose words sound alike kept apart."""

from puhui.identify.size.judging import judge_size
from puhui.identify.size.model import (
    Figures,
    Indicator,
    SchemeAnswer,
    SizeAnswer,
    SizeStatus,
    Standing,
)
from puhui.identify.size.schemes import Borrower, BorrowerKind, Scheme, judge_schemes
from puhui.identify.size.timing import months_existed, trailing_income

__all__ = [
    "Borrower",
    "BorrowerKind",
    "Figures",
    "Indicator",
    "Scheme",
    "SchemeAnswer",
    "SizeAnswer",
    "SizeStatus",
    "Standing",
    "judge_schemes",
    "judge_size",
    "months_existed",
    "trailing_income",
]
