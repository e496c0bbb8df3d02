"""Made-up books of one day, for the tests of reconciliation."""

from datetime import date

from hypothesis import strategies as st

from puhui.exchange.reconciliation import Direction, Header, Row
from puhui.ground import Mode

DAY = date(2026, 11, 22)
HEADER = Header("test_brook_bank", Direction.FROM_INSTITUTION, DAY, Mode.TEST)


def loan(number: int, **other: object) -> Row:
    """A term loan of ¥50,000 of which ¥4,000 was repaid."""
    said: dict[str, object] = {
        "drawdown_ref": f"DR-{number:06}", "contract_ref": f"CT-{number:06}", "state": "current",
        "lent_fen": 5_000_000, "principal_outstanding_fen": 4_600_000, "principal_repaid_fen": 400_000,
        "interest_repaid_fen": 31_250, "fees_repaid_fen": 0, "penalty_repaid_fen": 0, "days_past_due": 0,
    }  # fmt: skip
    return Row(**(said | other))  # type: ignore[arg-type]


REFS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,20}", fullmatch=True)
AMOUNTS = st.integers(0, 10**12)
ROWS = st.builds(
    Row,
    REFS,
    REFS,
    st.sampled_from(["current", "overdue", "settled"]),
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
    AMOUNTS,
    st.integers(0, 9_999),
)
BOOKS = st.lists(ROWS, max_size=8, unique_by=lambda row: row.drawdown_ref)
