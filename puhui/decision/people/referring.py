"""A referral as the review screen shows it: where to begin, what the machine saw, whose word is wanted."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from puhui.decision import store as decisions
from puhui.decision.model import Band, DecisionOwner
from puhui.decision.money.seen import limit_seen
from puhui.decision.money.waterfall import Waterfall
from puhui.decision.owner import Decider
from puhui.decision.people.authority import May, authority_on
from puhui.decision.people.cases import Case, approved_before_fen, case_of
from puhui.decision.people.looking import look_first, machine_view, suggested
from puhui.decision.people.model import Disagreed, LookFirst, Machine, Proposal, Review
from puhui.decision.people.never import never_approved
from puhui.decision.people.proposing import disagreement_about, proposal_about
from puhui.decision.people.verdict import kept_steps, why_not_second
from puhui.decision.policy import Policy, kept_policy
from puhui.ground import ActorKind, Erased, Work
from puhui.kernel import Outcome, Problem


@dataclass(frozen=True, slots=True)
class Mine:
    """What this reader's own word is worth here, in fen."""

    alone_up_to_fen: int
    mine_fen: int
    needs_second_above_fen: int
    highest_fen: int
    counted_before_fen: int
    may_decline: May
    version: str


@dataclass(frozen=True, slots=True)
class Referral:
    """One case before a person."""

    application_id: UUID
    decision_id: UUID
    decided_at: datetime
    outcome: Outcome
    owner: DecisionOwner
    waits: bool
    by: tuple[str, ...]
    look_first: tuple[LookFirst, ...]
    machine: Machine
    asked_fen: int
    months: int
    suggested_fen: int
    suggested_band: Band | None
    mine: Mine
    never: Problem | None = field(repr=False)
    """Why nobody may approve; None where somebody may."""
    proposal: Proposal | None = None
    why_not: Problem | None = None
    """Why this reader may not confirm the proposal; None where they may, or where there is none."""
    disagreed: Disagreed | None = None
    requests: tuple[Review, ...] = ()
    limit_path: Waterfall | None = field(default=None, repr=False)


def referral_of(work: Work, application_id: UUID, decider: Decider) -> Referral | Erased | Problem:
    """The case of a decided application, opened for a person; that they read it is written down."""
    case = case_of(work, application_id)
    if not isinstance(case, Case):
        return case
    proposal = proposal_about(work, case)
    if isinstance(proposal, Erased):
        return proposal
    policy = _policy_of(work, case, decider)
    record = case.kept.record
    limit_fen, band = suggested(record, case.asked.amount_fen)
    authority = authority_on(work.today())
    work.audit("referral.read", f"application:{application_id}")
    return Referral(
        application_id=application_id,
        decision_id=case.kept.id,
        decided_at=case.kept.decided_at,
        outcome=case.kept.outcome,
        owner=case.kept.owner,
        waits=case.waits,
        by=case.by,
        look_first=look_first(
            case.inputs, record, policy, asked_for_a_person=bool(case.requests_of_borrower)
        ),
        machine=machine_view(case.inputs, record, case.kept.reasons, policy),
        asked_fen=case.asked.amount_fen,
        months=case.asked.months,
        suggested_fen=limit_fen,
        suggested_band=band,
        mine=_mine(work, case),
        never=never_approved(case.inputs.facts(), kept_steps(case), authority.never_overruled),
        proposal=proposal,
        why_not=why_not_second(work, case, proposal) if proposal else None,
        disagreed=disagreement_about(work, case),
        requests=case.reviews,
        limit_path=limit_seen(work, case.kept),
    )


def _mine(work: Work, case: Case) -> Mine:
    authority = authority_on(work.today())
    before_fen = approved_before_fen(work, case, authority.counts_days)
    is_person = work.actor.kind is ActorKind.PERSON
    roles = work.actor.roles if is_person else frozenset()
    alone_fen = max(authority.alone_up_to_fen(roles) - before_fen, 0)
    return Mine(
        authority.alone_up_to_fen(authority.roles),
        alone_fen,
        alone_fen,
        max(authority.highest_fen - before_fen, 0),
        before_fen,
        authority.may(roles, Outcome.DECLINE, case.asked.amount_fen),
        authority.version,
    )


def _policy_of(work: Work, case: Case, decider: Decider) -> Policy:
    """The tables that made this decision: today's where they are the same, else those that were kept."""
    version = case.kept.record["versions"]["policy"]
    if version == decider.policy.version:
        return decider.policy
    return kept_policy(decisions.version_content(work.connection, version))
