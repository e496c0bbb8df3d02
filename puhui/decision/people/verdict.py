"""A person's word about a case: decided where it is theirs to decide, kept for a second person where not.

One person's word decides up to their authority and never above it, however often they say it; the second word
is somebody else's. Whoever saw an older decision is told so before anything happens.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from puhui.decision.keeping import Kept
from puhui.decision.model import StepTaken
from puhui.decision.owner import Decider
from puhui.decision.people import refusals, store
from puhui.decision.people.answering import close
from puhui.decision.people.authority import Authority, May, authority_on
from puhui.decision.people.cases import NOT_WAITING, Case, approved_before_fen, case_of, one_at_a_time
from puhui.decision.people.model import Proposal, ReviewResult, Verdict
from puhui.decision.people.never import never_approved
from puhui.decision.people.proposing import Ending, clear, proposal_about, propose, settle, tell_moved
from puhui.decision.people.saying import PersonSays, check_person
from puhui.decision.service import decide_by_person
from puhui.ground import ActorKind, Erased, Work
from puhui.kernel import Outcome, Problem

LONGEST_NOTE = 1_000
"""Characters a second person may write about a proposal."""


@dataclass(frozen=True, slots=True)
class Settling:
    """A second person's answer to a proposal; a no needs a note."""

    agrees: bool
    note: str = ""


def give_verdict(
    work: Work, application_id: UUID, decider: Decider, seen_decision_id: UUID, says: PersonSays
) -> Verdict | Erased | Problem:
    """Decide, or propose where the amount needs a second person."""
    case = _open(work, application_id, seen_decision_id)
    if not isinstance(case, Case):
        return case
    authority = authority_on(work.today())
    may = authority.may(work.actor.roles, says.outcome, counted_fen(work, case, says, authority))
    problem = _not_now(work, case) or check_person(says, case.asked.amount_fen)
    if problem := problem or _may_not(work, case, says, may):
        return problem
    clear(work, case)
    if may is May.PROPOSE:
        return Verdict(proposal_id=propose(work, case, says, authority.version))
    made = _decided(work, case, decider, replace(says, by=(work.actor.id,), authority=authority.version))
    if not isinstance(made, Kept):
        return made
    tell_moved(work, case, "decided", made.id)
    return Verdict(decision_id=made.id)


def settle_proposal(
    work: Work, application_id: UUID, proposal_id: UUID, decider: Decider, settling: Settling
) -> Verdict | Erased | Problem:
    """The second word: decide as proposed, or give the case back with a note. Never by whoever proposed."""
    case = _open(work, application_id, None)
    if not isinstance(case, Case):
        return case
    waiting = proposal_about(work, case)
    if isinstance(waiting, Erased):
        return waiting
    if waiting is None or waiting.id != proposal_id:
        return refusals.SETTLED
    problem = why_not_second(work, case, waiting)
    return problem or _settled(work, case, decider, waiting, settling)


def _settled(
    work: Work, case: Case, decider: Decider, waiting: Proposal, settling: Settling
) -> Verdict | Erased | Problem:
    note = settling.note.strip()
    if not settling.agrees:
        if not 0 < len(note) <= LONGEST_NOTE:
            return refusals.SAY_WHY_NOT
        settle(work, case, waiting.id, Ending("refused", note))
        return Verdict()
    by, version = (waiting.by, work.actor.id), authority_on(work.today()).version
    made = _decided(work, case, decider, replace(waiting.says, by=by, authority=version))
    if not isinstance(made, Kept):
        return made
    settle(work, case, waiting.id, Ending("confirmed", note, made.id))
    return Verdict(decision_id=made.id)


def why_not_second(work: Work, case: Case, waiting: Proposal) -> Problem | None:
    """Why this actor may not be the second; None where they may."""
    if work.actor.id == waiting.by:
        return refusals.OWN
    if work.actor.id in case.by:
        return refusals.SPOKE_BEFORE
    authority = authority_on(work.today())
    amount_fen = counted_fen(work, case, waiting.says, authority)
    may = authority.may_second(work.actor.roles, waiting.says.outcome, amount_fen)
    return None if may else refusals.NOT_SECOND


def counted_fen(work: Work, case: Case, says: PersonSays, authority: Authority) -> int:
    """The amount that authority is asked about: a limit with what people approved for the same owner before,
    or, for a decline, what was asked."""
    if says.outcome is not Outcome.APPROVE:
        return case.asked.amount_fen
    return says.limit_fen + approved_before_fen(work, case, authority.counts_days)


def kept_steps(case: Case) -> tuple[StepTaken, ...]:
    """The rows that spoke when the case was last decided."""
    steps = case.kept.record["steps"]
    return tuple(StepTaken(step["step"], None, tuple(step["rows"]), ()) for step in steps)


def _open(work: Work, application_id: UUID, seen: UUID | None) -> Case | Erased | Problem:
    """The case, held for this actor alone; only a person's own session has a word in it."""
    if work.actor.kind is not ActorKind.PERSON:
        return refusals.A_PERSON
    if problem := one_at_a_time(work, application_id):
        return problem
    case = case_of(work, application_id)
    if isinstance(case, Case) and seen is not None and case.kept.id != seen:
        return refusals.STALE
    return case


def _not_now(work: Work, case: Case) -> Problem | None:
    """Why nobody's, or not this person's, word is wanted at this moment."""
    if not case.waits:
        return NOT_WAITING
    if work.actor.id in case.by:
        return refusals.SPOKE_BEFORE
    waiting = proposal_about(work, case)
    is_anothers = isinstance(waiting, Proposal) and waiting.by != work.actor.id
    return refusals.WAITS_ALREADY if is_anothers else None


def _may_not(work: Work, case: Case, says: PersonSays, may: May) -> Problem | None:
    if may is May.NOTHING:
        return refusals.ABOVE
    if says.outcome is not Outcome.APPROVE:
        return None
    never = authority_on(work.today()).never_overruled
    return never_approved(case.inputs.facts(), kept_steps(case), never)


def _decided(work: Work, case: Case, decider: Decider, says: PersonSays) -> Kept | Erased | Problem:
    """Decide, answer the borrower's requests for a person, and see that nothing was decided in between: the
    application's row is held by now, so what is second newest was newest when this began."""
    made = decide_by_person(work, case.asked.id, decider, says)
    if not isinstance(made, Kept):
        return made
    newest = store.newest_two(work.connection, work.actor.mode, case.asked.id)
    if newest != (made.id, case.kept.id):
        return refusals.STALE
    for review in case.open_requests:
        row = store.get_review(work.connection, work.actor.mode, review.id, hold=True)
        if row is not None and row.closed_at is None:
            close(work, row, says.reason, ReviewResult.DECIDED_AGAIN)
    return made
