"""The platform's mirror: each event once, in order; what does not agree is a break with both values."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.exchange import EventKind, PartnerEvent
from puhui.exchange.reconciliation import Row, compare
from puhui.ground import Mode, Work
from puhui.kernel import new_id
from puhui.loan.mirror import MirroredLoan, mirror, mirror_breaks, mirror_rows, mirrored
from tests.conftest import NOW

BROOK = "test_brook_bank"
APPLICATION = UUID(int=7)
SIGNED = {
    "contract_ref": "c-1",
    "product": "cloud_anyday",
    "limit_fen": 10_000_000,
    "months": 12,
    "annual_rate": "0.098",
    "cost_table_hash": "a" * 64,
}
RESERVED = {
    "drawdown_ref": "d-1",
    "contract_ref": "c-1",
    "amount_fen": 4_000_000,
    "expires_at": "2026-11-23T02:30:00+00:00",
}
POSTED = {
    "drawdown_ref": "d-1",
    "contract_ref": "c-1",
    "amount_fen": 4_000_000,
    "value_date": "2026-11-23",
}
REPAID = {
    "repayment_ref": "r-1",
    "drawdown_ref": "d-1",
    "principal_fen": 1_000_000,
    "interest_fen": 32_667,
    "fees_fen": 0,
    "penalty_fen": 0,
    "value_date": "2026-12-23",
}


def told(kind: EventKind, body: Mapping[str, Any], at: datetime = NOW, **other: Any) -> PartnerEvent:
    """An event of Brook Bank about one application."""
    event = PartnerEvent(new_id(), BROOK, Mode.TEST, "R-1", 1, kind, at, body, APPLICATION)
    return replace(event, **other)


LENT = (
    (EventKind.CONTRACT_SIGNED, SIGNED),
    (EventKind.DRAWDOWN_RESERVED, RESERVED),
    (EventKind.DRAWDOWN_POSTED, POSTED),
)


def lent(work: Work) -> None:
    """Signed, reserved and posted, as it should be."""
    for kind, body in LENT:
        assert mirror(work, told(kind, body)) is None
    assert mirror_breaks(work) == ()


def seen(work: Work) -> MirroredLoan:
    """The mirror of the application."""
    loan = mirrored(work, APPLICATION)
    assert loan is not None
    return loan


def disagreement(work: Work) -> tuple[str, str, object, object]:
    """The one break there is: what about, which field, ours, theirs."""
    found = mirror_breaks(work)
    assert len(found) == 1
    about = found[0].about
    return about.ref, about.field, about.ours, about.theirs


def test_a_loan_is_mirrored_to_the_fen(work: Work) -> None:
    """Contract, drawdown and repayment; the day's row says what is still owed."""
    lent(work)
    mirror(work, told(EventKind.REPAYMENT_POSTED, REPAID))
    loan = seen(work)
    assert loan.contract is not None
    assert (loan.contract.contract_ref, loan.contract.limit_fen) == ("c-1", 10_000_000)
    assert loan.drawdowns[0].outstanding_fen == 3_000_000
    assert mirror_rows(work, BROOK, date(2026, 12, 23)) == (
        Row("d-1", "c-1", "current", 4_000_000, 3_000_000, 1_000_000, 32_667, 0, 0, 0),
    )


def test_the_rows_of_a_day_know_nothing_of_the_days_after(work: Work) -> None:
    """A file made again later is the same file."""
    lent(work)
    before = mirror_rows(work, BROOK, date(2026, 12, 22))
    mirror(work, told(EventKind.REPAYMENT_POSTED, REPAID))
    assert mirror_rows(work, BROOK, date(2026, 12, 22)) == before
    assert compare(before, mirror_rows(work, BROOK, date(2026, 12, 22))) == ()
    assert mirror_rows(work, BROOK, date(2026, 11, 22)) == ()


def test_the_same_event_twice_counts_once(work: Work) -> None:
    """And so does the same news under another event id."""
    lent(work)
    repaid = told(EventKind.REPAYMENT_POSTED, REPAID)
    for event in (repaid, repaid, told(EventKind.REPAYMENT_POSTED, REPAID)):
        assert mirror(work, event) is None
    for kind, body in LENT:
        mirror(work, told(kind, body))
    assert seen(work).drawdowns[0].principal_repaid_fen == 1_000_000
    assert mirror_breaks(work) == ()


@pytest.mark.parametrize("amount_fen", [3_999_900, 4_000_100])
def test_a_payment_that_disagrees_with_its_reservation_is_not_booked(work: Work, amount_fen: int) -> None:
    """One yuan off, either way: the mirror stays at the reservation and both amounts are kept."""
    for kind, body in LENT[:2]:
        mirror(work, told(kind, body))
    mirror(work, told(EventKind.DRAWDOWN_POSTED, {**POSTED, "amount_fen": amount_fen}))
    assert disagreement(work) == ("d-1", "amount_fen", 4_000_000, amount_fen)
    assert seen(work).drawdowns[0].state == "reserved"
    assert mirror_rows(work, BROOK, date(2026, 12, 31)) == ()


def test_more_than_the_contract_is_not_booked(work: Work) -> None:
    """¥100,000 were signed; forty are out, and seventy more are told."""
    lent(work)
    mirror(
        work, told(EventKind.DRAWDOWN_RESERVED, {**RESERVED, "drawdown_ref": "d-2", "amount_fen": 7_000_000})
    )
    assert disagreement(work) == ("d-2", "limit_fen", 6_000_000, 7_000_000)
    assert len(seen(work).drawdowns) == 1


GONE = {"drawdown_ref": "d-1", "amount_fen": 4_000_000}
Case = tuple[int, EventKind, dict[str, Any], tuple[str, str, object, object]]
WRONG: list[Case] = [
    (0, EventKind.DRAWDOWN_RESERVED, RESERVED, ("d-1", "contract_ref", None, "c-1")),
    (1, EventKind.DRAWDOWN_POSTED, POSTED, ("d-1", "state", None, "posted")),
    (2, EventKind.REPAYMENT_POSTED, REPAID, ("d-1", "state", "reserved", "posted")),
    (3, EventKind.CONTRACT_SIGNED, {**SIGNED, "limit_fen": 7}, ("c-1", "limit_fen", 10_000_000, 7)),
    (3, EventKind.CONTRACT_SIGNED, {**SIGNED, "contract_ref": "c-2"}, ("c-2", "contract_ref", "c-1", "c-2")),
    (3, EventKind.DRAWDOWN_RESERVED, {**RESERVED, "amount_fen": 1}, ("d-1", "amount_fen", 4_000_000, 1)),
    (3, EventKind.DRAWDOWN_VOIDED, {**GONE, "why": "x"}, ("d-1", "state", "posted", "voided")),
    (3, EventKind.DRAWDOWN_EXPIRED, GONE, ("d-1", "state", "posted", "expired")),
    (
        3,
        EventKind.DRAWDOWN_POSTED,
        {**POSTED, "value_date": "2026-11-24"},
        ("d-1", "value_date", "2026-11-23", "2026-11-24"),
    ),
    (
        3,
        EventKind.REPAYMENT_POSTED,
        {**REPAID, "principal_fen": 4_000_001},
        ("r-1", "principal_fen", 4_000_000, 4_000_001),
    ),
    (
        3,
        EventKind.REPAYMENT_POSTED,
        {**REPAID, "value_date": "1900-01-01"},
        ("r-1", "value_date", "2026-11-23", "1900-01-01"),
    ),
    (
        3,
        EventKind.LOAN_SETTLED,
        {"drawdown_ref": "d-1", "value_date": "2026-12-23"},
        ("d-1", "principal_outstanding_fen", 4_000_000, 0),
    ),
    (
        3,
        EventKind.ARREARS_CHANGED,
        {"drawdown_ref": "d-9", "days_past_due": 1, "bucket": "M1"},
        ("d-9", "state", None, "posted"),
    ),
]
"""How many of `LENT` came before; what is told then; which break follows."""


@pytest.mark.parametrize(("before", "kind", "body", "expected"), WRONG, ids=lambda it: str(it)[:24])
def test_what_contradicts_what_is_known_is_kept_and_changes_nothing(
    work: Work,
    before: int,
    kind: EventKind,
    body: dict[str, Any],
    expected: tuple[str, str, object, object],
) -> None:
    """Each with the field, our value and theirs."""
    for known, known_body in LENT[:before]:
        mirror(work, told(known, known_body))
    unchanged = mirrored(work, APPLICATION)
    assert mirror(work, told(kind, body)) is None
    assert disagreement(work) == expected
    after = seen(work)
    if unchanged is not None:
        assert replace(after, breaks=()) == replace(unchanged, breaks=())


def test_a_repayment_told_again_with_another_amount_is_a_break(work: Work) -> None:
    """The first word stands."""
    lent(work)
    mirror(work, told(EventKind.REPAYMENT_POSTED, REPAID))
    mirror(work, told(EventKind.REPAYMENT_POSTED, {**REPAID, "interest_fen": 32_567}))
    assert disagreement(work) == ("r-1", "interest_fen", 32_667, 32_567)
    assert seen(work).repayments[0].interest_fen == 32_667


def test_another_applications_contract_or_drawdown_is_not_taken(work: Work) -> None:
    """The same names under another reference of the institution are a break, not an overwriting."""
    lent(work)
    other: dict[str, Any] = {"reference": "R-2", "application_id": UUID(int=8)}
    mirror(work, told(EventKind.CONTRACT_SIGNED, SIGNED, **other))
    assert disagreement(work) == ("c-1", "reference", "taken", "R-2")


def test_two_institutions_may_use_the_same_names(work: Work, ground: Any) -> None:
    """A reference means something within its institution only."""
    with ground.work(replace(work.actor, institution=None)) as platform:
        lent(platform)
        for kind, body in LENT:
            mirror(platform, told(kind, body, institution="test_cloud_bank", application_id=UUID(int=9)))
        assert mirror_breaks(platform) == ()
        assert len(mirror_rows(platform, "test_cloud_bank", date(2026, 12, 1))) == 1


def test_days_past_due_grow_by_themselves_until_told_otherwise(work: Work) -> None:
    """Told once a bucket: one day on the 24th is seven on the 30th; settled it is none."""
    lent(work)
    late = {"drawdown_ref": "d-1", "days_past_due": 1, "bucket": "M1"}
    mirror(work, told(EventKind.ARREARS_CHANGED, late, NOW + timedelta(days=31)))
    row = mirror_rows(work, BROOK, date(2026, 12, 30))[0]
    assert (row.state, row.days_past_due) == ("overdue", 7)
    whole = {**REPAID, "principal_fen": 4_000_000, "value_date": "2026-12-31"}
    mirror(work, told(EventKind.REPAYMENT_POSTED, whole))
    mirror(work, told(EventKind.LOAN_SETTLED, {"drawdown_ref": "d-1", "value_date": "2026-12-31"}))
    row = mirror_rows(work, BROOK, date(2026, 12, 31))[0]
    assert (row.state, row.days_past_due, row.principal_outstanding_fen) == ("settled", 0, 0)


def test_an_expired_reservation_gives_its_room_back(work: Work) -> None:
    """After the expiry the whole contract may be reserved."""
    for kind, body in LENT[:2]:
        mirror(work, told(kind, body))
    mirror(work, told(EventKind.DRAWDOWN_EXPIRED, {"drawdown_ref": "d-1", "amount_fen": 4_000_000}))
    mirror(
        work, told(EventKind.DRAWDOWN_RESERVED, {**RESERVED, "drawdown_ref": "d-2", "amount_fen": 10_000_000})
    )
    assert mirror_breaks(work) == ()
    assert [one.state for one in seen(work).drawdowns] == ["expired", "reserved"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.lists(st.integers(-100, 6_000_000), min_size=1, max_size=5),
    repaid=st.lists(st.integers(0, 3_000_000), max_size=5),
    truthful=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_whatever_is_told_the_mirror_never_shows_more_than_was_signed_or_less_than_nothing(
    work: Work, amounts: list[int], repaid: list[int], truthful: list[bool]
) -> None:
    """Lies of any size: what is mirrored stays within the contract, and every lie is a break."""
    with work.connection.begin_nested() as undo:
        mirror(work, told(EventKind.CONTRACT_SIGNED, SIGNED))
        for number, (fen, honest) in enumerate(zip(amounts, truthful, strict=False)):
            names = {"drawdown_ref": f"d-{number}", "amount_fen": fen}
            mirror(work, told(EventKind.DRAWDOWN_RESERVED, {**RESERVED, **names}))
            posted = {**POSTED, **names, "amount_fen": fen if honest else fen + 100}
            mirror(work, told(EventKind.DRAWDOWN_POSTED, posted))
        for number, fen in enumerate(repaid):
            names = {"repayment_ref": f"r-{number}", "drawdown_ref": f"d-{number % len(amounts)}"}
            mirror(work, told(EventKind.REPAYMENT_POSTED, {**REPAID, **names, "principal_fen": fen}))
        loan = seen(work)
        owed = [one.outstanding_fen for one in loan.drawdowns]
        assert all(fen >= 0 for fen in owed)
        assert sum(owed) <= 10_000_000
        lies = sum(not honest for honest in truthful[: len(amounts)])
        assert len(loan.breaks) >= lies
        undo.rollback()
