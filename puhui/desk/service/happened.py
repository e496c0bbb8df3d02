"""Everything that happened to an application, asked of every room, as it goes out."""

from collections.abc import Iterator
from uuid import UUID

from puhui.decision import decision_marks, proposal_marks, request_marks, underwriting_of
from puhui.desk.bodies.case import MomentBody
from puhui.desk.bodies.shapes import said
from puhui.desk.service.parties import Parties
from puhui.desk.showing import timeline
from puhui.desk.showing.naming import Names
from puhui.desk.showing.timeline import Moment
from puhui.exchange import handovers_of
from puhui.ground import Work
from puhui.intake import history_of
from puhui.loan import contract_for
from puhui.matching import KeptMatching


def moments_of(work: Work, application_id: UUID, parties: Parties, matched: KeptMatching) -> list[Moment]:
    """The newest first."""
    happened = [*_asked_and_decided(work, application_id, parties, matched), *_after(work, application_id)]
    return sorted(happened, key=lambda it: it.at, reverse=True)


def _asked_and_decided(
    work: Work, application_id: UUID, parties: Parties, matched: KeptMatching
) -> Iterator[Moment]:
    yield from timeline.steps(history_of(work, application_id))
    yield from timeline.consents(it for _, it in parties.consents)
    yield from timeline.evidence(parties.pieces)
    yield from timeline.decisions(decision_marks(work, application_id))
    yield from timeline.requests(request_marks(work, application_id))
    yield from timeline.proposals(proposal_marks(work, application_id))
    yield from timeline.choices(matched.offers)


def _after(work: Work, application_id: UUID) -> Iterator[Moment]:
    """At a platform what institutions told, at an institution its own case and loan."""
    if work.house is None:
        yield from timeline.told(it for one in handovers_of(work, application_id) for it in one.told)
        return
    yield from timeline.case_at_institution(underwriting_of(work, application_id))
    yield from timeline.lending(work, contract_for(work, application_id))


def moment_body(one: Moment, names: Names) -> MomentBody:
    """A moment as it is shown."""
    if one.by.startswith(timeline.HOUSE):
        who = names.house(one.by.removeprefix(timeline.HOUSE))
    else:
        who = names.who(one.by)
    return MomentBody(at=one.at, what=said(one.what), who=said(who), kind=one.kind, ref=one.ref)
