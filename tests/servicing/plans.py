"""Made-up loans for the pure modules, and strategies that draw any loan a lender could mean."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from puhui.cost import DayCount, Method, Terms
from puhui.ground import Mode
from puhui.servicing import Instalment, Loan
from puhui.servicing.falling_due import brought_to
from puhui.servicing.opening import schedule_of

DRAWN = date(2027, 1, 15)
SCHEDULED = tuple(method for method in Method if method is not Method.REVOLVING)


def loan_on(terms: Terms, uplift: str = "0.5", prepayment: str = "0") -> Loan:
    """A loan on these terms."""
    return Loan(
        UUID(int=1),
        "test_brook_bank",
        Mode.TEST,
        UUID(int=2),
        "brook_shop_loan",
        terms,
        terms.method is Method.REVOLVING,
        Decimal(uplift),
        Decimal(prepayment),
    )


def at(loan: Loan, plan: tuple[Instalment, ...], on: date) -> tuple[Instalment, ...]:
    """The plan at the start of a day."""
    return tuple(brought_to(it, loan, on) for it in plan)


def plan_of(terms: Terms) -> tuple[Instalment, ...]:
    """Its schedule."""
    return schedule_of(terms)


@st.composite
def any_terms(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> Terms:
    """Terms of any method, size, rate and day count."""
    method = draw(st.sampled_from(methods))
    return Terms(
        draw(st.integers(100, 10**9)),
        draw(st.integers(1, 14)),
        method,
        draw(st.decimals(0, "0.36", places=4)),
        draw(st.dates(date(2026, 1, 1), date(2028, 12, 31))),
        day_count=draw(st.sampled_from(DayCount)),
    )
