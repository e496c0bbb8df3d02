"""One application on one page: every room is asked once, and what it says put together."""

from dataclasses import dataclass
from uuid import UUID

from puhui.decision import Kept, decision_of, proposal_marks, request_marks
from puhui.desk.bodies.case import CaseBody, FraudBody, MayBody, ReferralShown
from puhui.desk.bodies.shapes import said
from puhui.desk.model import CaseFile, Stage
from puhui.desk.service.happened import moment_body, moments_of
from puhui.desk.service.noting import notes_of
from puhui.desk.service.parties import parties_of
from puhui.desk.service.refreshing import refresh
from puhui.desk.service.went_on import handovers_shown, loans_shown
from puhui.desk.showing.decided import decision_body, fraud_step, listed_bodies
from puhui.desk.showing.known import consent_bodies, debts_body, evidence_bodies, party_body
from puhui.desk.showing.naming import names_for
from puhui.desk.showing.offered import fell_out_body, offer_body
from puhui.desk.showing.rows import fraud_of_rows, row_body
from puhui.desk.showing.settled import note_body
from puhui.desk.store import cases
from puhui.evidence import DebtSummary, debts_of
from puhui.ground import Work
from puhui.intake import Subject
from puhui.kernel import Problem, Text
from puhui.matching import Catalogue, KeptMatching, offers_of


@dataclass(frozen=True, slots=True)
class Reader:
    """What the one who reads may do here, by the permission table."""

    note: bool = False
    assign: bool = False
    verdict: bool = False
    fraud: bool = False


def case_page(work: Work, application_id: UUID, catalogue: Catalogue, reader: Reader) -> CaseBody | Problem:
    """Everything about one application that people at a desk may see. Every reading is in the audit trail."""
    row = file_of(work, application_id)
    parties = None if row is None else parties_of(work, row)
    if row is None or parties is None:
        return NOT_FOUND
    work.audit("desk.case_read", f"application:{application_id}")
    kept, offers = decision_of(work, application_id), offers_of(work, application_id)
    matched = offers if isinstance(offers, KeptMatching) else KeptMatching((), (), None, None, None)
    moments = moments_of(work, row.application_id, parties, matched)
    notes = notes_of(work, application_id)
    actors = {it.by for it in moments} | {it.by for it in notes} | {row.assignee or ""}
    names = names_for(work, catalogue, actors, parties.ids)
    debts = debts_of(work, row.owner_id)
    pieces, given, now = parties.pieces, [it for _, it in parties.consents], work.now()
    people = {it.id: it.name for it in (parties.owner, parties.business) if it is not None}
    handovers = handovers_shown(work, row.application_id, names)
    came = work.house is not None and bool(handovers)
    return CaseBody(
        row=row_body(row, people, names, fraud_of_rows(work, [row]) if reader.fraud else {}),
        owner=party_body(parties.owner),
        business=None if parties.business is None else party_body(parties.business),
        debts=debts_body(debts) if isinstance(debts, DebtSummary) else None,
        evidence=evidence_bodies(pieces, given, now, is_erased=parties.owner.erased, is_handed_over=came),
        consents=consent_bodies(parties.consents, now),
        decision=decision_body(work, kept, sees_fraud=reader.fraud) if isinstance(kept, Kept) else None,
        decisions=listed_bodies(work, application_id),
        offers=[offer_body(it) for it in matched.offers],
        offers_said=None if matched.said is None else said(matched.said),
        offers_valid_until=matched.valid_until,
        fell_out=[fell_out_body(it) for it in matched.fell_out],
        handovers=handovers,
        loans=loans_shown(work, row.application_id, names),
        referral=_referral(work, row),
        timeline=[moment_body(it, names) for it in moments],
        notes=[note_body(it, names) for it in notes],
        may=_may(row, parties.owner, reader),
    )


def fraud_of(work: Work, application_id: UUID) -> FraudBody | Problem:
    """The fraud table's part in the newest decision. Every reading is in the audit trail."""
    kept = decision_of(work, application_id)
    if not isinstance(kept, Kept):
        return NOT_FOUND
    work.audit("desk.fraud_read", f"decision:{kept.id}")
    return FraudBody(decision_id=kept.id, step=fraud_step(work, kept))


def file_of(work: Work, application_id: UUID) -> CaseFile | None:
    """The row of an application; one that has none yet gets it now."""
    return cases.get(work.connection, work.actor.mode, application_id) or refresh(work, application_id)


def _referral(work: Work, row: CaseFile) -> ReferralShown | None:
    asked = [it for it in request_marks(work, row.application_id) if it.closed_at is None and it.is_own]
    waiting = [it for it in proposal_marks(work, row.application_id) if it.state == "open"]
    if row.stage is not Stage.NEEDS_PERSON and not asked and not waiting:
        return None
    return ReferralShown(
        decision_id=row.decision_id,
        proposal_id=waiting[-1].id if waiting else None,
        request_ids=[it.id for it in asked],
    )


def _may(row: CaseFile, owner: Subject, reader: Reader) -> MayBody:
    return MayBody(
        note=reader.note and not owner.erased,
        assign=reader.assign,
        verdict=reader.verdict and row.stage is Stage.NEEDS_PERSON,
        fraud=reader.fraud,
    )


NOT_FOUND = Problem(
    "application.not_found",
    Text("没有找到这笔申请。", "There is no such application."),
    Text("请核对编号。", "Check the id."),
)
