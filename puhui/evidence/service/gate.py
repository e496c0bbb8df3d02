"""The one way to evidence about somebody: a consent that covers it, or a lawfully public source."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from puhui.evidence.ports import Connector
from puhui.ground import Work
from puhui.intake import (
    PLATFORM,
    Consent,
    consents_of,
    covering_consent,
    links_of,
    nearest,
    source_is_public,
)
from puhui.kernel import Problem, Text

ASSESSMENT = "credit_assessment"
VERIFYING = "identity_verification"
T = TypeVar("T")


def consent_for(
    work: Work, subject_id: UUID, source: str, purpose: str = ASSESSMENT, fields: Collection[str] = ()
) -> Consent | Problem | None:
    """The consent under which a source may be used now; None for a public one, a problem for no.

    An owner's consent covers the books of the business that they operate, as its text says; never the other
    way round, and never a partner's.
    """
    links = links_of(work, subject_id)
    if isinstance(links, Problem):
        return links
    if source_is_public(source):
        return None
    givers = [subject_id, *(link.owner_id for link in links if link.business_id == subject_id)]
    answers = [covering_consent(work, giver, source, purpose, fields) for giver in givers]
    given = [answer for answer in answers if isinstance(answer, Consent)]
    return given[0] if given else nearest(answers)


def still_covers(work: Work, subject_id: UUID, consent: Consent, source: str) -> Problem | None:
    """Why this consent does not carry evidence of a source about a subject now, if it does not.

    Looked up again: the object in hand may be older than a withdrawal.
    """
    links, given = links_of(work, subject_id), consents_of(work, consent.subject_id)
    if isinstance(links, Problem):
        return links
    if isinstance(given, Problem):
        return given
    givers = {subject_id, *(link.owner_id for link in links if link.business_id == subject_id)}
    now = next((one for one in given if one.id == consent.id), None)
    if now is None or now.subject_id not in givers or (now.source, now.recipient) != (source, PLATFORM):
        return _NOT_COVERED
    return None if now.stands(work.now()) else _NOT_COVERED


def gather(work: Work, subject_id: UUID, connector: Connector[T]) -> T | Problem:
    """Run a connector, once a consent covers it; the reading is audited by source, never by content."""
    consent = consent_for(work, subject_id, connector.source, connector.purpose, connector.fields)
    if isinstance(consent, Problem):
        return consent
    work.audit("evidence.gathered", f"subject:{subject_id}", source=connector.source)
    return connector.fetch(work, subject_id, consent)


_NOT_COVERED = Problem(
    "evidence.consent.forbidden",
    Text("这份授权不覆盖这项数据，或已失效。", "This consent does not cover this data, or no longer stands."),
    Text("请让本人阅读授权书并重新授权。", "Ask the person to read the consent text and to consent."),
)
