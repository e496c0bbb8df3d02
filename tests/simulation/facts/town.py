"""A small town in which everything holds, for tests that then spoil one thing."""

from datetime import UTC, datetime, timedelta

from tests.simulation.facts.seen import (
    ContractSeen,
    DrawdownSeen,
    EventSeen,
    FacilitySeen,
    HouseSeen,
    LoanSeen,
    MovementSeen,
    PlatformSeen,
    RepaymentSeen,
    Seen,
    Told,
)

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
EVENING = MORNING + timedelta(hours=10)
BANK = "test_brook_bank"

CONTRACT = ContractSeen(
    ref="c1",
    reference="r1",
    channel="platform",
    state="signed",
    limit_fen=10_000_000,
    is_suitable=True,
    shown_at=MORNING,
    confirmed_at=MORNING + timedelta(seconds=12),
    reading_seconds=10,
    table_hash_shown="abc",
    table_hash_confirmed="abc",
    account_verified_at=MORNING + timedelta(minutes=1),
    signed_at=MORNING + timedelta(minutes=2),
)
DRAWDOWN = DrawdownSeen(
    ref="d1",
    contract_ref="c1",
    state="posted",
    amount_fen=1_000_000,
    paid_out_fen=1_000_000,
    reserved_at=MORNING + timedelta(minutes=3),
    expires_at=MORNING + timedelta(minutes=33),
    ended_at=MORNING + timedelta(minutes=4),
)
LINE = FacilitySeen("f1", "platform", "c1", 10_000_000, 0, 1_000_000)
PROGRAMME = FacilitySeen("f0", "platform", None, 900_000_000, 0, 900_000)
REPAYMENT = RepaymentSeen("p1", "d1", "posted", "k1", 101_000, 100_000, 1_000, 0, 0)
LOAN = LoanSeen("d1", "c1", "current", 1_000_000, 900_000, 100_000, 1_000, 0, 0, 0)
EVENTS = (
    EventSeen("e1", "r1", 1, "application.received", is_done=True),
    EventSeen("e2", "r1", 2, "drawdown.posted", is_done=True),
)
HOUSE = HouseSeen(
    institution=BANK,
    trial={"principal": 900_000, "settlement_cash": -899_000, "interest_income": -1_000},
    loan_books={"d1": {"principal": 900_000}},
    contracts=(CONTRACT,),
    drawdowns=(DRAWDOWN,),
    facilities=(LINE, PROGRAMME),
    repayments=(REPAYMENT,),
    positions=(LOAN,),
    movements=(MovementSeen("d1", True, 1_000_000), MovementSeen("k1", False, 101_000)),
    events=EVENTS,
    confirmations=("q1",),
    inquiries=("q1",),
)
PLATFORM = PlatformSeen(mirrors={BANK: (LOAN,)}, events={BANK: EVENTS}, breaks={})
TOWN = Seen(EVENING, True, (HOUSE,), PLATFORM, Told(rail_quiet_since=MORNING))
