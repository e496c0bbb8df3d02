"""What may be drawn, and when: after the signature, within the term, below the thresholds and the cap."""

from dataclasses import replace
from datetime import timedelta

from puhui.cost import Audience
from puhui.ground import Work
from puhui.loan import Contract, Drawdown, close_contract, pay_out, release, reserve_drawdown
from puhui.loan.standin import MemoryRail
from tests.loan.drawn import reserved, seen
from tests.loan.lending import NOTARY, REVOLVING, TERM, UPFRONT, code_of, drafted, later, signed, signed_from


def test_nothing_is_drawn_before_the_signature_or_after_the_end(work: Work) -> None:
    """And a contract with a drawdown under way, or with something owed, is not closed."""
    draft = drafted(work)
    assert code_of(reserve_drawdown(work, draft.id, 1_000_000, "k-1")) == "drawdown.contract.conflict"
    made = signed_from(work, draft)
    one = reserved(work, made)
    assert code_of(close_contract(work, made.id)) == "contract.under_way.conflict"
    pay_out(work, one.id, MemoryRail())
    release(work, one.id, 3_999_999)
    assert code_of(close_contract(work, made.id)) == "contract.under_way.conflict"
    release(work, one.id, 1)
    assert isinstance(close_contract(work, made.id), Contract)
    assert code_of(reserve_drawdown(work, made.id, 1_000_000, "k-2")) == "drawdown.contract.conflict"


def test_a_term_loan_is_drawn_within_thirty_days_and_a_line_to_its_end(work: Work) -> None:
    """After that one applies again."""
    term = signed(work, TERM)
    assert isinstance(reserve_drawdown(later(work, days=30), term.id, 1_000_000, "k-1"), Drawdown)
    assert (
        code_of(reserve_drawdown(later(work, days=31), term.id, 1_000_000, "k-2")) == "drawdown.period.closed"
    )
    line = signed(work)
    assert isinstance(reserve_drawdown(later(work, days=360), line.id, 1_000_000, "k-1"), Drawdown)
    assert (
        code_of(reserve_drawdown(later(work, days=365), line.id, 1_000_000, "k-2"))
        == "drawdown.period.closed"
    )


def test_signed_after_midnight_it_is_drawn_before_the_end_of_day(work: Work) -> None:
    """The clock is a day ahead of the books: the drawdown is accepted and belongs to the books' day."""
    made = signed(work)
    yesterday = work.today() - timedelta(days=1)
    one = reserve_drawdown(later(work), made.id, 1_000_000, "k-1", yesterday)
    assert isinstance(one, Drawdown), one
    pay_out(work, one.id, MemoryRail(), yesterday)
    assert seen(work, one).value_date == yesterday


def test_above_half_a_million_money_does_not_go_to_the_borrower(work: Work) -> None:
    """受托支付: one drawdown above ¥500,000 is refused, and so are two within five days that make one."""
    made = signed(work, replace(REVOLVING, limit_fen=90_000_000))
    assert code_of(reserve_drawdown(work, made.id, 50_000_100, "k-1")) == "drawdown.entrusted_payment"
    reserved(work, made, 30_000_000, "k-2")
    split = reserve_drawdown(later(work, days=4), made.id, 30_000_000, "k-3")
    assert code_of(split) == "drawdown.entrusted_payment"
    assert isinstance(reserve_drawdown(later(work, days=6), made.id, 30_000_000, "k-4"), Drawdown)


def test_an_enterprise_has_the_threshold_of_working_capital(work: Work) -> None:
    """¥10 million to one payee (流动资金贷款管理办法)."""
    made = signed(work, replace(REVOLVING, limit_fen=90_000_000), audience=Audience.ENTERPRISE)
    reserved(work, made, 60_000_000)


def test_a_loan_with_a_fixed_fee_is_drawn_whole(work: Work) -> None:
    """¥300 on a tenth of the money would cost ten times what the table said."""
    made = signed(work, replace(TERM, fees=(NOTARY,)))
    assert code_of(reserve_drawdown(work, made.id, 1_000_000, "k-1")) == "drawdown.whole"


def test_a_late_short_drawdown_that_a_fee_makes_too_dear_is_refused(work: Work) -> None:
    """1.5 % up front is little for a year and 55 % a year for ten days."""
    made = signed(work, replace(REVOLVING, fees=(UPFRONT,)))
    assert isinstance(reserve_drawdown(later(work, days=30), made.id, 1_000_000, "k-1"), Drawdown)
    assert code_of(reserve_drawdown(later(work, days=355), made.id, 1_000_000, "k-2")) == "contract.price_cap"
