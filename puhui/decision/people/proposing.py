"""A proposal: one person's word that waits for a second. Its terms lie sealed under the owner's key."""

from dataclasses import dataclass
from uuid import UUID

import orjson

from puhui.decision import events
from puhui.decision.people import store
from puhui.decision.people.cases import Case
from puhui.decision.people.model import Disagreed, Proposal, says_from
from puhui.decision.people.saying import PersonSays
from puhui.ground import Erased, Work
from puhui.kernel import new_id

_TERMS = "proposal.terms"
_NOTE = "proposal.note"


def propose(work: Work, case: Case, says: PersonSays, version: str) -> UUID:
    """Keep it until somebody else agrees or disagrees."""
    proposal_id = new_id()
    row = {
        "id": proposal_id,
        "mode": work.actor.mode.value,
        "application_id": case.asked.id,
        "decision_id": case.kept.id,
        "outcome": says.outcome.value,
        "sealed_terms": work.vault.seal(
            work.connection, case.asked.owner_id, _TERMS, orjson.dumps(says.plain()).decode()
        ),
        "authority_version": version,
        "proposed_by": work.actor.id,
        "proposed_at": work.now(),
    }
    store.add_proposal(work.connection, row)
    tell_moved(work, case, "waits", proposal_id)
    return proposal_id


def proposal_about(work: Work, case: Case) -> Proposal | Erased | None:
    """The proposal that waits about this very decision. One about an older decision has lapsed."""
    row = store.open_proposal(work.connection, work.actor.mode, case.asked.id)
    if row is None or row.decision_id != case.kept.id:
        return None
    opened = work.vault.open(work.connection, case.asked.owner_id, _TERMS, row.sealed_terms)
    if isinstance(opened, Erased):
        return opened
    says = says_from(orjson.loads(opened))
    return Proposal(row.id, row.application_id, row.decision_id, says, row.proposed_by, row.proposed_at)


def disagreement_about(work: Work, case: Case) -> Disagreed | None:
    """The last second person's no about this very decision, with their note."""
    row = store.refused_proposal(work.connection, work.actor.mode, case.kept.id)
    if row is None:
        return None
    note = work.vault.open(work.connection, case.asked.owner_id, _NOTE, row.sealed_note)
    return None if isinstance(note, Erased) else Disagreed(row.settled_by, row.settled_at, note)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a proposal ends: confirmed (with the decision it made), refused, replaced or lapsed."""

    state: str
    note: str = ""
    made_decision_id: UUID | None = None


def settle(work: Work, case: Case, proposal_id: UUID, ending: Ending) -> bool:
    """End a proposal; False where it had ended. The note is sealed."""
    seal = work.vault.seal
    note = seal(work.connection, case.asked.owner_id, _NOTE, ending.note) if ending.note else None
    done = store.settle_proposal(
        work.connection,
        proposal_id,
        state=ending.state,
        settled_by=work.actor.id,
        settled_at=work.now(),
        sealed_note=note,
        made_decision_id=ending.made_decision_id,
    )
    if done:
        tell_moved(work, case, ending.state, proposal_id)
    return done


def clear(work: Work, case: Case) -> None:
    """End whatever proposal still stands open about this application, so that a new word can be given: one's
    own is replaced, one about an older decision has lapsed."""
    row = store.open_proposal(work.connection, work.actor.mode, case.asked.id)
    if row is not None:
        settle(work, case, row.id, Ending("replaced" if row.decision_id == case.kept.id else "lapsed"))


def tell_moved(work: Work, case: Case, state: str, about: UUID) -> None:
    """Write it down and let it be known; `about` is the proposal, or the decision of one person alone."""
    work.audit("referral.moved", f"application:{case.asked.id}", state=state)
    payload = {
        "application_id": str(case.asked.id),
        "proposal_id": None if state == "decided" else str(about),
        "state": state,
        "mode": work.actor.mode.value,
    }
    work.post(events.REFERRAL_MOVED, payload, f"{events.REFERRAL_MOVED}:{about}:{state}")
