"""Whole lives of loans on the real database: whatever borrowers do, the books stay square every day."""

import random
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

import pytest

from puhui.cost import DayCount, Fee, FeeBasis, FeeTiming, Method, PayeeType
from puhui.kernel import Problem, Text
from puhui.loan import AccountCode, AgreedTerms
from puhui.matching import NamedFee
from puhui.servicing import LoanState, NotTaken, Position, RepaymentState, repayments
from tests.loan.lending import REVOLVING
from tests.servicing.lent import House, good, terms

DAYS = 60
GUARANTEE = NamedFee(
    Fee(
        "担保费", "测试担保", PayeeType.GUARANTOR, FeeTiming.EACH, FeeBasis.PRINCIPAL, share=Decimal("0.002")
    ),
    Text("担保费", "Guarantee fee"),
    Text("测试担保", "Test Guarantee"),
)


def any_loan(draw: random.Random) -> AgreedTerms:
    """A loan of any method, some with a guarantor's fee, some with a fee for settling early."""
    method = draw.choice(list(Method))
    fen = draw.randrange(100_000, 5_000_000)
    if method is Method.REVOLVING:
        return REVOLVING
    other: Mapping[str, object] = {
        "day_count": draw.choice(list(DayCount)),
        "fees": draw.choice([(), (GUARANTEE,)]),
        "prepayment_fee_share": draw.choice([Decimal(0), Decimal("0.01")]),
    }
    rate = "0.08" if method is Method.FLAT else draw.choice(["0.08", "0.12", "0.18"])
    return terms(method, fen, rate, draw.randrange(1, 6), **other)


def behave(house: House, loan: UUID, draw: random.Random) -> None:
    """Do something a borrower might: pay in full, in part, ahead, too much, settle, or nothing."""
    at = house.position(loan)
    deed = draw.choices(["nothing", "all", "part", "ahead", "much", "settle"], [80, 8, 5, 3, 3, 1])[0]
    if deed == "settle":
        answer = house.settle(loan)
    elif deed == "nothing":
        return
    else:
        fen = {
            "all": at.due_now_fen,
            "part": draw.randrange(1, max(at.due_now_fen, 2)),
            "ahead": at.due_now_fen + at.next_due_fen,
            "much": at.due_now_fen + at.principal_outstanding_fen * 2 + 1,
        }[deed]
        answer = house.repay(loan, fen)
    after = house.position(loan)
    if isinstance(answer, Problem):
        assert after.repaid == at.repaid
        return
    taken = answer.amount_fen if answer.state is RepaymentState.POSTED else 0
    assert after.repaid.total_fen - at.repaid.total_fen == taken
    assert deed != "much" or isinstance(answer, NotTaken)


def square(house: House, loan: UUID) -> Position:
    """Position, repayments and ledger agree; nothing is negative; every fen paid is booked as something."""
    at, books = house.position(loan), house.books(loan)
    with house.ground.work(house.actor) as work:
        paid = [one for one in good(repayments(work, loan)) if one.state is RepaymentState.POSTED]
    assert sum(one.amount_fen for one in paid) == at.repaid.total_fen
    assert books[AccountCode.PRINCIPAL] == at.principal_outstanding_fen >= 0
    owed = [
        AccountCode.INTEREST_ACCRUED,
        AccountCode.INTEREST_DUE,
        AccountCode.FEES_DUE,
        AccountCode.PENALTY_DUE,
    ]
    assert all(books[code] >= 0 for code in owed)
    assert sum(books.values()) == 0
    earned_fen = -sum(
        books[code]
        for code in (AccountCode.INTEREST_INCOME, AccountCode.PENALTY_INCOME, AccountCode.FEE_INCOME)
    )
    passed_on_fen = -books[AccountCode.FEE_PAYABLE]
    unpaid_fen = sum(books[code] for code in owed)
    repaid = at.repaid.total_fen - at.repaid.principal_fen
    assert earned_fen + passed_on_fen == repaid + unpaid_fen
    if at.state is LoanState.SETTLED:
        assert (at.principal_outstanding_fen, unpaid_fen, at.due_now_fen) == (0, 0, 0)
    return at


@pytest.mark.parametrize("seed", range(2))
def test_whatever_borrowers_do_the_books_stay_square(house: House, seed: int) -> None:
    """Random loans × random behaviour over two months; the end of day itself compares books each night."""
    draw = random.Random(seed)
    loans = []
    for _ in range(4):
        agreed = any_loan(draw)
        fen = draw.randrange(100_000, 2_000_000) if agreed is REVOLVING else agreed.limit_fen
        loans.append(house.lend(agreed, fen))
    for _ in range(DAYS // 5):
        house.has_funds = draw.random() < 0.7
        house.pass_days(draw.randrange(1, 9))
        for loan in loans:
            behave(house, loan, draw)
    ends = [square(house, loan) for loan in loans]
    assert sum(house.trial().values()) == 0
    assert any(at.repaid.total_fen for at in ends)
