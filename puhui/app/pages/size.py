"""Whether a business is small or micro for certain, from its invoiced sales of a year."""

from datetime import timedelta
from decimal import Decimal
from typing import Final

import polars as pl

from puhui.app.pages.reading import business_of
from puhui.evidence import invoices_of
from puhui.ground import Erased, Work
from puhui.intake import Application
from puhui.kernel import Problem
from puhui.rulebook import rulebook

_YEAR: Final = timedelta(days=365)
_FEN_PER_WAN: Final = 1_000_000


def is_surely_small(work: Work, asked: Application, industry_code: str | None) -> bool | None:
    """True when sales alone rule out a larger class (domain 1.1); None when they do not tell.

    Employees and assets are not asked for: a class needs every one of its bounds, so low sales are enough.
    """
    invoices = invoices_of(work, business_of(asked))
    if industry_code is None or isinstance(invoices, Erased) or invoices.is_empty():
        return None
    sold = (pl.col("direction") == "sale") & ~pl.col("voided") & (pl.col("issued_on") > work.today() - _YEAR)
    income_wan = Decimal(int(invoices.filter(sold)["amount_fen"].sum())) / _FEN_PER_WAN
    found = rulebook().on(work.today()).size_class(industry_code, None, income_wan, None)
    return None if isinstance(found, Problem) or not found.is_small_or_micro else True
