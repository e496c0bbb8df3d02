"""Asking for money, and booking it once: amounts, keys, the rail's silence, and what it frees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.cost import Method
from puhui.ground import Ground
from puhui.kernel import Problem
from puhui.loan import Channel, ContractState, Paid, contract, facility_of, programme
from puhui.loan.standin import Conduct, MovementState
from puhui.servicing import (
    LoanState,
    NotTaken,
    Repayment,
    RepaymentKind,
    RepaymentState,
    collect_repayment,
    repay,
    repayment,
    repayments,
    settle,
    settlement_quote,
)
from tests.loan.lending import LENDER, REVOLVING, signed
from tests.servicing.lent import FIRST_DAY, House, good, noon, terms

W1 = terms(Method.EQUAL_INSTALMENT, 10_000_000, "0.18")
DUE = date(2027, 2, 15)
FIRST_FEN = 916_800


@pytest.fixture
def due(house: House) -> UUID:
    """A loan whose first instalment is due today; the house has no other business."""
    house.clock.set(noon(DUE))
    return house.lend(W1, on=FIRST_DAY)


def asked_in(house: House) -> list[str]:
    """The states of all repayments."""
    with house.ground.work(house.actor) as work:
        return list(
            work.connection.execute(text("SELECT state FROM servicing.repayment ORDER BY id")).scalars()
        )


def taken_fen(house: House) -> int:
    """What the rail has debited."""
    moved = [it for it in house.rail.movements() if it.key.startswith("repayment:")]
    return sum(it.amount_fen for it in moved if it.state is MovementState.PAID)


def test_a_part_is_taken_interest_first(house: House, due: UUID) -> None:
    """100.00 of the 9,168.00 due goes to interest (民法典 561); the rest stays due, not late."""
    part = good(house.repay(due, 10_000))
    assert (part.state, part.split.interest_fen, part.split.principal_fen) == (
        RepaymentState.POSTED,
        10_000,
        0,
    )
    assert house.position(due).due_now_fen == FIRST_FEN - 10_000
    assert house.position(due).days_past_due == 0


@pytest.mark.parametrize("fen", [-1, 0, FIRST_FEN + 1, 2 * FIRST_FEN - 1, 10_000_000, 10**15])
def test_what_is_not_owed_is_refused_with_the_exact_figures(house: House, due: UUID, fen: int) -> None:
    """Nothing is collected; the answer carries what is due, what is taken at most and what settles."""
    refused = house.repay(due, fen)
    assert isinstance(refused, NotTaken)
    with house.ground.work(house.actor) as work:
        settles = good(settlement_quote(work, due)).total_fen
    told = (refused.due_now_fen, refused.at_most_fen, refused.settles_fen)
    assert told == (FIRST_FEN, 2 * FIRST_FEN, settles)
    assert (taken_fen(house), asked_in(house)) == (0, [])


def test_the_coming_instalment_can_be_paid_with_what_is_due(house: House, due: UUID) -> None:
    """Both are paid; nothing is due, and the third is the next one."""
    good(house.repay(due, 2 * FIRST_FEN))
    now = house.position(due)
    assert (now.due_now_fen, now.next_due, now.may_pay_next) == (0, date(2027, 4, 15), False)
    house.go_to(date(2027, 3, 17))
    assert house.position(due).days_past_due == 0
    assert taken_fen(house) == 2 * FIRST_FEN


def test_one_key_is_one_repayment(house: House, due: UUID) -> None:
    """Sent three times it is collected once; the same key for another amount is refused."""
    first, again = good(house.repay(due, 10_000, "K")), good(house.repay(due, 10_000, "K"))
    assert first.id == again.id
    other = house.repay(due, 20_000, "K")
    assert isinstance(other, Problem)
    assert other.code == "repayment.key.conflict"
    assert taken_fen(house) == 10_000


def test_while_one_is_on_its_way_no_other_is_asked(house: House, due: UUID) -> None:
    """Two pages, two keys, one account: the second is told to wait."""
    with house.ground.work(house.actor) as work:
        first = good(repay(work, due, FIRST_FEN, "A"))
    assert house.position(due).is_paying
    with house.ground.work(house.actor) as work:
        second = repay(work, due, FIRST_FEN, "B")
    assert isinstance(second, Problem)
    assert second.code == "repayment.under_way.already"
    for _ in range(2):
        with house.ground.work(house.actor) as work:
            assert collect_repayment(work, first.id, house.rail) is None
    assert (house.position(due).due_now_fen, taken_fen(house)) == (0, FIRST_FEN)


def test_a_refused_debit_changes_nothing(house: House, due: UUID) -> None:
    """No funds: it is refused with the rail's reason, and the loan owes what it owed."""
    house.has_funds = False
    refused = good(house.repay(due, FIRST_FEN))
    assert (refused.state, refused.why) == (RepaymentState.REFUSED, "no_funds")
    assert house.position(due).due_now_fen == FIRST_FEN


def test_a_kill_between_rail_and_books_loses_nothing_and_doubles_nothing(house: House, due: UUID) -> None:
    """The rail has paid, the books have not heard: the next try books it once."""
    with house.ground.work(house.actor) as work:
        asked = good(repay(work, due, FIRST_FEN, "A"))
    with house.ground.work(house.actor) as work:
        assert collect_repayment(work, asked.id, house.rail) is None
        work.connection.rollback()
    assert (taken_fen(house), asked_in(house)) == (FIRST_FEN, ["asked"])
    with house.ground.work(house.actor) as work:
        assert collect_repayment(work, asked.id, house.rail) is None
    assert (taken_fen(house), asked_in(house)) == (FIRST_FEN, ["posted"])


def test_a_silent_rail_is_cancelled_on_a_later_day_and_the_loan_stood_still(house: House, due: UUID) -> None:
    """It hangs over the end of day; then it is cancelled, and interest and penalty catch up."""
    house.moods[FIRST_FEN] = Conduct.HANG
    asked = good(house.repay(due, FIRST_FEN))
    assert asked.state is RepaymentState.ASKED
    house.go_to(DUE + timedelta(days=1))
    assert asked_in(house) == ["asked"]
    house.moods.clear()
    house.has_funds = False
    house.go_to(DUE + timedelta(days=2))
    late = house.position(due)
    assert (late.days_past_due, asked_in(house)[0]) == (2, "refused")
    assert late.due_now.penalty_fen > 0
    assert taken_fen(house) == 0


def test_another_amount_from_the_rail_is_not_booked(house: House, due: UUID) -> None:
    """The rail confirms a yuan more: nothing is booked and a person looks."""
    with house.ground.work(house.actor) as work:
        asked = good(repay(work, due, FIRST_FEN, "A"))

    class Lying(type(house.rail)):  # type: ignore[misc]
        """Confirms one yuan more."""

        def collect(self, key: str, account: object, amount_fen: int) -> object:
            return Paid(amount_fen + 100, "RAIL-1")

    with house.ground.work(house.actor) as work:
        problem = collect_repayment(work, asked.id, Lying())
    assert problem is not None
    assert problem.code == "repayment.rail.conflict"
    assert asked_in(house) == ["asked"]


def test_a_settled_loan_takes_nothing_more(house: House, due: UUID) -> None:
    """Settled once; a second settlement or repayment is told so, and its contract is closed."""
    settled = good(house.settle(due))
    assert settled.kind is RepaymentKind.SETTLEMENT
    for again in (house.settle(due), house.repay(due, 100)):
        assert isinstance(again, Problem)
        assert again.code == "loan.settled.already"
    assert house.position(due).state is LoanState.SETTLED
    with house.ground.work(house.actor) as work:
        assert good(contract(work, house.position(due).contract_id)).state is ContractState.CLOSED


def test_a_revolving_loan_is_repaid_on_any_day_and_its_line_has_room_again(house: House) -> None:
    """W7's rate: 50,000 for 37 days is 740.00 of interest; 10,000.00 repaid frees the line."""
    line = replace(REVOLVING, annual_rate=terms(Method.BULLET, 1, "0.144").annual_rate)
    with house.ground.work(house.actor) as work:
        made = signed(work, line)
    loan = house.draw(made.id, 5_000_000)
    house.pass_days(37)
    first = good(house.repay(loan, 1_074_000))
    assert (first.split.interest_fen, first.split.principal_fen) == (74_000, 1_000_000)
    with house.ground.work(house.actor) as work:
        assert facility_of(work, made.id).drawn_fen == 4_000_000  # type: ignore[union-attr]
        assert programme(work, Channel.PLATFORM).drawn_fen == 4_000_000  # type: ignore[union-attr]
    house.pass_days(10)
    rest = house.position(loan)
    assert rest.next_due_fen == 4_000_000 + 16_000
    over = house.repay(loan, rest.next_due_fen + 1)
    assert isinstance(over, NotTaken)
    assert over.settles_fen == rest.next_due_fen
    last = good(house.repay(loan, rest.next_due_fen))
    assert last.kind is RepaymentKind.SETTLEMENT
    assert house.position(loan).state is LoanState.SETTLED
    with house.ground.work(house.actor) as work:
        assert facility_of(work, made.id).drawn_fen == 0  # type: ignore[union-attr]
        assert good(contract(work, made.id)).state is ContractState.SIGNED


def test_a_term_line_has_no_room_again_but_its_programme_has(house: House, due: UUID) -> None:
    """Principal of a term loan that came back can be lent to others, not drawn again."""
    good(house.repay(due, FIRST_FEN))
    with house.ground.work(house.actor) as work:
        own = facility_of(work, house.position(due).contract_id)
        whole = programme(work, Channel.PLATFORM)
    assert own is not None
    assert whole is not None
    assert (own.drawn_fen, whole.drawn_fen) == (10_000_000, house.position(due).principal_outstanding_fen)


def test_after_the_last_day_a_revolving_loan_costs_the_penalty_rate(house: House) -> None:
    """Nothing repaid by the end of the line: everything is due, then every day costs the penalty rate."""
    loan = house.lend(replace(REVOLVING, months=1), 1_000_000)
    house.go_to(DUE)
    assert house.position(loan).due_now_fen == 1_000_000 + 8_439
    house.has_funds = False
    house.pass_days(10)
    late = house.position(loan)
    assert (late.due_now.interest_fen, late.due_now.penalty_fen) == (8_439, 4_083)
    assert late.days_past_due == 10


def test_somebody_elses_loan_is_not_there(
    house: House, due: UUID, tenant_ground: Callable[[str], Ground]
) -> None:
    """Another institution's clerk, over its own login, finds nothing, and its SQL sees no row."""
    other = replace(house.actor, institution="test_cloud_bank")
    with tenant_ground("test_cloud_bank").work(other) as work:
        tried = [
            repay(work, due, FIRST_FEN, "X"),
            settle(work, due, "Y"),
            settlement_quote(work, due),
            repayments(work, due),
            repayment(work, due),
        ]
        for table in ("loan", "instalment", "repayment", "day_position", "day_step"):
            seen = work.connection.execute(text(f"SELECT count(*) FROM servicing.{table}")).scalar_one()
            assert seen == 0, table
    assert all(isinstance(one, Problem) and one.code.endswith("not_found") for one in tried)


def test_an_institutions_own_login_can_do_everything(
    house: House, due: UUID, tenant_ground: Callable[[str], Ground]
) -> None:
    """A login that owns nothing repays, and closes days."""
    house.ground = replace(tenant_ground(LENDER), clock=house.clock)
    good(house.repay(due, 10_000))
    done = house.go_to(DUE + timedelta(days=2))
    assert len(done.days) == 2
    assert house.position(due).due_now_fen == 0


def test_every_repayment_is_kept(house: House, due: UUID) -> None:
    """Refused ones too, oldest first."""
    house.has_funds = False
    good(house.repay(due, FIRST_FEN))
    house.has_funds = True
    good(house.repay(due, FIRST_FEN))
    with house.ground.work(house.actor) as work:
        kept: tuple[Repayment, ...] = good(repayments(work, due))
    assert [one.state.value for one in kept] == ["refused", "posted"]
