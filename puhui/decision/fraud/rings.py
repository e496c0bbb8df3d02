"""Rings that an application is part of, searched before it is decided and left for the decision to read.

A search takes as long as many decisions, so it is made when an application or its books come in, never while
somebody waits. It stands on the consent of the owner to have relations looked at and walks no other edges;
what it rests on is kept with it, and a consent that is taken back takes the finding with it.
"""

from typing import Final
from uuid import UUID

from puhui.decision.fraud import store
from puhui.decision.fraud.naming import ring_kinds
from puhui.graph.answering import Answer, Asked, answer_around
from puhui.graph.serving import Serving
from puhui.ground import Work
from puhui.intake import Consent, standing
from puhui.kernel import Problem

_PURPOSE: Final = "credit_assessment"


def look_for_rings(work: Work, serving: Serving, application_id: UUID) -> Problem | None:
    """Search around one application and keep how strong each kind of ring is."""
    stands = standing(work, application_id)
    if isinstance(stands, Problem):
        return stands
    consent = stands.consent_for(stands.owner.id, "relations", _PURPOSE, work.now())
    if isinstance(consent, Problem):
        return consent
    answer = answer_around(work, serving, Asked(application_id))
    if isinstance(answer, Problem):
        return answer
    rests_on = store.consents_of_edges(work.connection, _lines(answer))
    own = {consent.id} if isinstance(consent, Consent) else set()
    store.keep_rings(
        work.connection,
        work.actor.mode,
        application_id,
        _strengths(answer),
        consents=own | rests_on,
        at=work.now(),
    )
    return None


def _strengths(answer: Answer) -> dict[str, float]:
    """Of each kind the strongest; 0 says that there is none."""
    strongest = dict.fromkeys(ring_kinds(), 0.0)
    for it in answer.findings:
        strongest[it.kind] = max(strongest.get(it.kind, 0.0), it.strength)
    return strongest


def _lines(answer: Answer) -> list[int]:
    return sorted({line for it in answer.findings for line in it.lines})
