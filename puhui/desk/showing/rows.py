"""Rows of the queue as the API shows them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from puhui.decision import FraudOutcome, fraud_marks
from puhui.desk.bodies.queue import CaseCounts, CaseRow, CasesFound
from puhui.desk.bodies.shapes import said
from puhui.desk.model import CaseFile, Found
from puhui.desk.showing.naming import Names
from puhui.desk.wording import purpose_name, region_name, trade_name
from puhui.ground import Work
from puhui.kernel import BEIJING

_AS_KEPT = (
    "application_id",
    "number",
    "kind",
    "section",
    "region",
    "amount_fen",
    "months",
    "channel",
    "status",
    "stage",
    "outcome",
    "band",
    "limit_fen",
    "waits_for",
    "waiting_since",
    "due_at",
    "bucket",
    "created_at",
    "moved_at",
    "decided_at",
)


def fraud_of_rows(work: Work, rows: Iterable[CaseFile]) -> Mapping[UUID, FraudOutcome]:
    """Fraud's own outcome of each row that was decided."""
    return fraud_marks(work, {it.application_id: it.decision_id for it in rows if it.decision_id is not None})


def page_body(found: Found, names: Names, fraud: Mapping[UUID, FraudOutcome]) -> CasesFound:
    """One page of the queue; `fraud` is empty for who may not see it."""
    return CasesFound(
        rows=[row_body(one, found.names, names, fraud) for one in found.rows],
        after=found.after,
        total=found.total,
        counts=CaseCounts(**{facet: dict(counts) for facet, counts in found.counts.items()}),
    )


def row_body(
    one: CaseFile, people: Mapping[UUID, str], names: Names, fraud: Mapping[UUID, FraudOutcome]
) -> CaseRow:
    """One row; a name that was erased is shown empty."""
    day = one.created_at.astimezone(BEIJING).date()
    trade = trade_name(one.trade, day)
    return CaseRow(
        **{name: getattr(one, name) for name in _AS_KEPT},
        owner_name=people.get(one.owner_id, ""),
        business_name=None if one.business_id is None else people.get(one.business_id, ""),
        trade_name=None if trade is None else said(trade),
        region_name=said(region_name(one.region, day.year)),
        purpose=said(purpose_name(one.purpose)),
        institution=None if one.institution is None else said(names.house(one.institution)),
        assignee=None if one.assignee is None else names.person(one.assignee),
        fraud=fraud[one.application_id].value if one.application_id in fraud else None,
    )
