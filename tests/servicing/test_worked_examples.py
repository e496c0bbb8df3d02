"""The worked examples of domain 2.4, carried through the whole of servicing on the real database."""


from puhui.cost import Method, add_months
from tests.servicing.lent import FIRST_DAY, House, terms

W1 = terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.18")


def test_w1_paid_month_by_month(house: House) -> None:
    """W1: 9,168.00 × 11 and 9,167.99 last; interest 10,015.99; then nothing is owed and the books are square."""
    loan = house.lend(W1)
    for month in range(1, 13):
        house.go_to(add_months(FIRST_DAY, month))
        house.pass_days(1)
    at_end = house.position(loan)
    assert at_end.repaid.interest_fen == 1_001_599
