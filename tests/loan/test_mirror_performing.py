"""What became of loans as institutions told it: weaker than their books, and it says so."""

from datetime import date, timedelta

from puhui.exchange import EventKind
from puhui.ground import Work
from puhui.loan.mirror import mirror, mirrored_performances
from tests.conftest import NOW
from tests.loan.test_mirror import APPLICATION, LENT, told


def test_days_past_due_grow_from_the_day_they_were_told(work: Work) -> None:
    """Twelve days late when it was told today: seven were passed five days ago, thirty are not."""
    for kind, body in LENT:
        mirror(work, told(kind, body))
    (current,) = mirrored_performances(work, (7, 30))
    assert current.application_id == APPLICATION and current.late_on == {}
    late = {
        "drawdown_ref": "d-1",
        "contract_ref": "c-1",
        "days_past_due": 12,
        "bucket": "M1",
        "on": "2026-11-23",
    }
    mirror(work, told(EventKind.ARREARS_CHANGED, late, NOW + timedelta(minutes=1)))
    (one,) = mirrored_performances(work, (7, 30))
    assert one.late_on == {7: date(2026, 11, 18)} and one.first_due_on is None
