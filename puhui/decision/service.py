"""Use cases of this room, each in the one transaction of its `Work`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from uuid import UUID

from puhui.decision import events, store
from puhui.decision.challenge.deciding import Armed, Made, decide_by_arm
from puhui.decision.challenge.store import adding as adding_arm
from puhui.decision.engine import decide
from puhui.decision.fraud.limiting import hits_in, within_limits
from puhui.decision.fraud.store import adding_hits
from puhui.decision.gathering import Case, gather_inputs, gather_package_inputs, look_up
from puhui.decision.keeping import Decided, Kept, MadeBy, Replay, keep_one, open_kept, replay_kept
from puhui.decision.law import law_on
from puhui.decision.model import Decision, DecisionOwner, Inputs
from puhui.decision.owner import Decider
from puhui.decision.people.authority import authority_on
from puhui.decision.people.never import never_approved
from puhui.decision.people.saying import PersonSays, check_person
from puhui.decision.policy import Policy, shipped_policy
from puhui.decision.publishing import decider_now
from puhui.decision.underwriting import Underwriting, brought_for, underwriting_of
from puhui.decision.which_scorecard import judgement_scorecard
from puhui.ground import ActorKind, Erased, Work
from puhui.ground.database.direct import in_one_go
from puhui.intake import (
    Standing,
    Status,
    advance_application,
    application,
    asking_standing,
    standing,
)
from puhui.kernel import Outcome, Problem, Text
from puhui.learn import Scorecard
from puhui.rulebook import NoRuleInForce


def decide_application(
    work: Work,
    application_id: UUID,
    policy: Policy | None = None,
    scorecard: Scorecard | None = None,
    owner: DecisionOwner = DecisionOwner.PLATFORM_ADVISORY,
) -> Kept | Erased | Problem:
    """Gather, decide, keep: the decision, its audit line and its message exist together or not at all."""
    means = Decider(owner, policy or shipped_policy(), scorecard or judgement_scorecard())
    with _begun(work, application_id) as begun:
        return begun if isinstance(begun, Problem) else _by_own_evidence(*begun, means)


def decide_package(work: Work, application_id: UUID, decider: Decider) -> Kept | Erased | Problem:
    """An institution's own decision about an application that was handed to it (domain 0.1).

    What was brought is taken for what it is, figures; who the borrower is and what they owe, the institution
    has asked itself. A stopped file is not decided.
    """
    with _begun(work, application_id) as begun:
        if isinstance(begun, Problem):
            return begun
        file = underwriting_of(work, application_id)
        return NOT_FOUND if file is None or file.reference is None else _by_the_file(*begun, decider, file)


def decide_by_person(
    work: Work, application_id: UUID, decider: Decider, says: PersonSays
) -> Kept | Erased | Problem:
    """A person's word about a case, on what is known now, as a record of its own; what their word is worth is
    `people.verdict`'s question. An institution decides by it, a platform advises (domain 0.1)."""
    with _begun(work, application_id) as begun:
        if isinstance(begun, Problem):
            return begun
        problem = check_person(says, begun[1].application.amount_fen)
        return problem or _by_the_file(*begun, decider, underwriting_of(work, application_id), says)


def decide_here(work: Work, application_id: UUID, decider: Decider) -> Kept | Erased | Problem:
    """Decide as this house decides: about what was handed to it by the figures that came, about its own
    borrower's application by its own evidence."""
    with in_one_go(work.connection):
        filed = store.asking_whether_filed(work.connection, work.actor.mode, application_id)
        stands = asking_standing(work, application_id, hold=True)
    with _begun(work, application_id, stands()) as begun:
        if isinstance(begun, Problem):
            return begun
        file = underwriting_of(work, application_id) if filed.rows() else None
        return _by_the_file(*begun, decider, file)


@contextmanager
def _begun(
    work: Work, application_id: UUID, stands: Standing | Problem | None = None
) -> Iterator[tuple[Work, Standing] | Problem]:
    """The application's row is held from here on, so that two deciders never cross; what is told about it is
    written together at the end."""
    stands = stands or standing(work, application_id, hold=True)
    if isinstance(stands, Problem):
        yield stands
        return
    with work.together() as telling:
        yield telling, stands


def _by_the_file(
    work: Work,
    stands: Standing,
    decider: Decider,
    file: Underwriting | None,
    says: PersonSays | None = None,
) -> Kept | Erased | Problem:
    if file is not None and file.stopped_at is not None:
        return NOT_FOUND
    if file is None or file.reference is None:
        return _by_own_evidence(work, stands, decider, says)
    start = perf_counter()
    brought, case = brought_for(work, stands.application.id, stands.owner.id), look_up(work, stands)
    if isinstance(brought, Erased) or isinstance(case, Erased):
        return Erased()
    consented = file.consent_until is not None and work.now() < file.consent_until
    return _decide(case, gather_package_inputs(case, brought, consented), decider, says, start)


def _by_own_evidence(
    work: Work, stands: Standing, decider: Decider, says: PersonSays | None = None
) -> Kept | Erased | Problem:
    start = perf_counter()
    case = look_up(work, stands)
    return case if isinstance(case, Erased) else _decide(case, gather_inputs(case), decider, says, start)


def _decide(
    case: Case, inputs: Inputs | Erased, decider: Decider, says: PersonSays | None, start: float
) -> Kept | Erased | Problem:
    if isinstance(inputs, Erased):
        return inputs
    gathered = perf_counter()
    inputs = replace(inputs, owner=decider.owner, person=says.plain() if says else None)
    made_by = _made_by(inputs, decider_now(case.work, decider, case.published))
    if isinstance(made_by, Problem):
        return made_by
    made = _within_fraud_limits(case, decide_by_arm(case.work, inputs, made_by, case.published))
    if problem := _approved_against_the_floor(case.work, made.inputs, made.decision):
        return problem
    timings = {"gather_ms": _ms(gathered - start), "decide_ms": _ms(perf_counter() - gathered)}
    return _settle(case, Decided(made.inputs, made.decision, timings), made.made_by, made.armed)


def _within_fraud_limits(case: Case, made: Made) -> Made:
    """A fraud rule past its limit refers where it would have declined."""
    by = made.made_by
    inputs, decision = within_limits(
        case.work,
        case.stands.application.id,
        made.inputs,
        made.decision,
        by.policy,
        again=lambda it: decide(it, by.policy, by.scorecard, by.law),
    )
    return replace(made, inputs=inputs, decision=decision)


def _approved_against_the_floor(work: Work, inputs: Inputs, decision: Decision) -> Problem | None:
    """What no person may approve either."""
    if inputs.person is None or decision.outcome is not Outcome.APPROVE:
        return None
    return never_approved(inputs.facts(), decision.steps, authority_on(work.today()).never_overruled)


def _made_by(inputs: Inputs, decider: Decider) -> MadeBy | Problem:
    try:
        law = law_on(inputs.contract_on, inputs.channel)
    except NoRuleInForce as none:
        return none.problem
    return MadeBy(decider.policy, decider.scorecard, law)


def _settle(
    case: Case, decided: Decided, made_by: MadeBy, armed: Armed | None = None
) -> Kept | Erased | Problem:
    asked = case.stands.application
    moved = advance_application(case.work, asked, Status.DECIDING, Status.DECIDED)
    if isinstance(moved, Problem):
        return moved
    kept = keep_one(
        case.work, case.keys, decided, made_by, application_id=asked.id, subject_id=asked.owner_id
    )
    if armed is not None:
        case.work.later(*adding_arm(case.work.actor.mode, kept.id, armed))
    _keep_fraud_hits(case.work, kept, decided, made_by.policy)
    _announce(case.work, kept.id, asked.id, kept.outcome.value)
    return kept


def _keep_fraud_hits(work: Work, kept: Kept, decided: Decided, policy: Policy) -> None:
    """Which fraud rules spoke, where a machine decided; a person's word is no rule's."""
    hits = hits_in(decided.decision, policy, decided.inputs) if decided.inputs.person is None else ()
    if hits and kept.application_id is not None:
        work.later(
            *adding_hits(
                work.actor.mode, kept.id, kept.application_id, hits, policy=policy.version, at=work.now()
            )
        )


def decision_by_id(work: Work, decision_id: UUID) -> Kept | Erased | Problem:
    """One decision. A borrower sees their own; a batch's are for staff."""
    row = store.get_decision(work.connection, work.actor.mode, decision_id)
    if row is None or not _may_see(work, row.application_id):
        return NOT_FOUND
    return open_kept(work, row)


def decision_of(work: Work, application_id: UUID) -> Kept | Erased | Problem:
    """The newest decision of an application."""
    newest = store.newest_of(work.connection, work.actor.mode, application_id)
    return NOT_FOUND if newest is None else decision_by_id(work, newest)


def replay(work: Work, decision_id: UUID) -> Replay | Erased | Problem:
    """Make a decision again from its record alone: the same bytes on any day, or `Erased`."""
    row = store.get_decision(work.connection, work.actor.mode, decision_id)
    if row is None or not _may_see(work, row.application_id):
        return NOT_FOUND
    replayed = replay_kept(work, row)
    work.audit("decision.replayed", f"decision:{decision_id}")
    return replayed


def _announce(work: Work, decision_id: UUID, application_id: UUID, outcome: str) -> None:
    work.audit("decision.made", f"decision:{decision_id}", outcome=outcome)
    payload = {
        "decision_id": str(decision_id),
        "application_id": str(application_id),
        "outcome": outcome,
        "mode": work.actor.mode.value,
    }
    work.post(events.DECISION_MADE, payload, f"{events.DECISION_MADE}:{decision_id}")


def _may_see(work: Work, application_id: UUID | None) -> bool:
    """Somebody else's decision is not found, never forbidden."""
    if application_id is None:
        return work.actor.kind is not ActorKind.BORROWER
    return not isinstance(application(work, application_id), Problem)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


NOT_FOUND = Problem(
    "decision.not_found",
    Text("没有找到这个决定。", "There is no such decision."),
    Text("请核对编号。", "Check the id."),
)
