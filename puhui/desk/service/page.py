"""One application on one page: every room is asked once, and what it says put together."""

from dataclasses import dataclass, field
from uuid import UUID

from puhui.decision import (
    Kept,
    decision_marks,
    decision_of,
    proposal_marks,
    request_marks,
    underwriting_of,
)
from puhui.desk.bodies.case import (
    CaseBody,
    FraudBody,
    MayBody,
    MomentBody,
    NoteBody,
    ReferralShown,
)
from puhui.desk.bodies.case.lent import LoanShown
from puhui.desk.bodies.case.offered import HandoverShown
from puhui.desk.bodies.shapes import said
from puhui.desk.model import CaseFile, Note, Stage
from puhui.desk.service.noting import notes_of
from puhui.desk.service.refreshing import refresh
from puhui.desk.showing import timeline
from puhui.desk.showing.decided import decision_body, fraud_step, listed_bodies
from puhui.desk.showing.known import Whose, consent_bodies, debts_body, evidence_bodies, party_body
from puhui.desk.showing.lent import booked_loan, mirror_loan
from puhui.desk.showing.naming import Names, names_for
from puhui.desk.showing.offered import fell_out_body, handover_body, offer_body, received_body
from puhui.desk.showing.rows import row_body
from puhui.desk.store import cases
from puhui.evidence import DebtSummary, Held, debts_of, held
from puhui.exchange import PartnerEvent, Received, handovers_of, received_of, told_about
from puhui.ground import Work
from puhui.intake import Consent, Subject, consents_of, history_of, subject
from puhui.kernel import Problem, Text
from puhui.loan import contract_for
from puhui.loan.mirror import mirrored
from puhui.matching import Catalogue, KeptMatching, offers_of


@dataclass(frozen=True, slots=True)
class Reader:
    """What the one who reads may do here, by the permission table."""

    note: bool = False
    assign: bool = False
    verdict: bool = False
    fraud: bool = False


@dataclass(frozen=True, slots=True)
class _Parties:
    """Owner and business with everything known and consented of either."""

    owner: Subject
    business: Subject | None
    pieces: tuple[Held, ...]
    consents: tuple[tuple[Whose, Consent], ...]
    ids: tuple[UUID, ...] = field(default=())


def case_page(work: Work, application_id: UUID, catalogue: Catalogue, reader: Reader) -> CaseBody | Problem:
    """Everything about one application that people at a desk may see. Every reading is in the audit trail."""
    row = file_of(work, application_id)
    parties = None if row is None else _parties(work, row)
    if row is None or parties is None:
        return NOT_FOUND
    work.audit("desk.case_read", f"application:{application_id}")
    kept, offers = decision_of(work, application_id), offers_of(work, application_id)
    matched = offers if isinstance(offers, KeptMatching) else KeptMatching((), (), None, None, None)
    moments = _moments(work, row, parties, matched)
    notes = notes_of(work, application_id)
    actors = {it.by for it in moments} | {it.by for it in notes} | {row.assignee or ""}
    names = names_for(work, catalogue, actors, parties.ids)
    debts = debts_of(work, row.owner_id)
    pieces, given, now = parties.pieces, [it for _, it in parties.consents], work.now()
    people = {it.id: it.name for it in (parties.owner, parties.business) if it is not None}
    return CaseBody(
        row=row_body(row, people, names),
        owner=party_body(parties.owner),
        business=None if parties.business is None else party_body(parties.business),
        debts=debts_body(debts) if isinstance(debts, DebtSummary) else None,
        evidence=evidence_bodies(pieces, given, now, is_erased=parties.owner.erased),
        consents=consent_bodies(parties.consents, now),
        decision=decision_body(work, kept, sees_fraud=reader.fraud) if isinstance(kept, Kept) else None,
        decisions=listed_bodies(work, application_id),
        offers=[offer_body(it) for it in matched.offers],
        offers_said=None if matched.said is None else said(matched.said),
        offers_valid_until=matched.valid_until,
        fell_out=[fell_out_body(it) for it in matched.fell_out],
        handovers=_handovers(work, row, names),
        loans=_loans(work, row, names),
        referral=_referral(work, row),
        timeline=[_moment(it, names) for it in sorted(moments, key=lambda it: it.at, reverse=True)],
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


def note_body(one: Note, names: Names) -> NoteBody:
    """A note as it is shown."""
    return NoteBody(id=one.id, at=one.at, by=names.person(one.by), text=one.text, pinned=one.pinned)


def _parties(work: Work, row: CaseFile) -> _Parties | None:
    owner = subject(work, row.owner_id)
    business = None if row.business_id is None else subject(work, row.business_id)
    if isinstance(owner, Problem) or isinstance(business, Problem):
        return None
    who: list[tuple[Whose, Subject]] = [("owner", owner)]
    if business is not None:
        who.append(("business", business))
    pieces = [piece for _, one in who for piece in held(work, one.id)]
    given = [(party, it) for party, one in who for it in _consents(work, one.id)]
    ids = tuple(one.id for _, one in who)
    return _Parties(owner, business, tuple(sorted(pieces, key=lambda it: (it.at, it.id))), tuple(given), ids)


def _consents(work: Work, subject_id: UUID) -> tuple[Consent, ...]:
    found = consents_of(work, subject_id)
    return () if isinstance(found, Problem) else found


def _moments(work: Work, row: CaseFile, parties: _Parties, matched: KeptMatching) -> list[timeline.Moment]:
    application_id = row.application_id
    moments = [
        *timeline.steps(history_of(work, application_id)),
        *timeline.consents(it for _, it in parties.consents),
        *timeline.evidence(parties.pieces),
        *timeline.decisions(decision_marks(work, application_id)),
        *timeline.requests(request_marks(work, application_id)),
        *timeline.proposals(proposal_marks(work, application_id)),
        *timeline.choices(matched.offers),
    ]
    if work.house is None:
        return [*moments, *timeline.told(it for one in handovers_of(work, application_id) for it in one.told)]
    file, contract = underwriting_of(work, application_id), contract_for(work, application_id)
    return [*moments, *timeline.case_at_institution(file), *timeline.lending(work, contract)]


def _moment(one: timeline.Moment, names: Names) -> MomentBody:
    if one.by.startswith(timeline.HOUSE):
        who = names.house(one.by.removeprefix(timeline.HOUSE))
    else:
        who = names.who(one.by)
    return MomentBody(at=one.at, what=said(one.what), who=said(who), kind=one.kind, ref=one.ref)


def _handovers(work: Work, row: CaseFile, names: Names) -> list[HandoverShown]:
    if work.house is None:
        return [handover_body(it, names) for it in handovers_of(work, row.application_id)]
    file = underwriting_of(work, row.application_id)
    if file is None or file.reference is None:
        return []
    came, told = _received(work, file.reference)
    return [] if came is None else [received_body(came, told, names)]


def _received(work: Work, reference: str) -> tuple[Received | None, tuple[PartnerEvent, ...]]:
    came = received_of(work, reference)
    return (None, ()) if isinstance(came, Problem) else (came, told_about(work, reference))


def _loans(work: Work, row: CaseFile, names: Names) -> list[LoanShown]:
    if work.house is None:
        loan = mirrored(work, row.application_id)
        return [] if loan is None else [mirror_loan(loan, names)]
    contract = contract_for(work, row.application_id)
    return [] if contract is None else [booked_loan(work, contract, names)]


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
