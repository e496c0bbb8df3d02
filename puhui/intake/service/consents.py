"""Give a consent, take it back, and the one gate that everybody asks before touching data."""

from collections.abc import Collection
from uuid import UUID

from puhui.ground import Work
from puhui.intake import consent_store as store
from puhui.intake import events
from puhui.intake.consent import PLATFORM, Consent, NewConsent, covering
from puhui.intake.consenting import check_consent
from puhui.intake.model import together
from puhui.intake.reference import limits, sources
from puhui.intake.service.access import SUBJECT_NOT_FOUND, known_subject, may_see
from puhui.intake.texts import current_text
from puhui.kernel import Problem, Text, new_id


def give_consent(work: Work, new: NewConsent) -> Consent | Problem:
    """Keep what was signed, word for word; it holds from this instant on."""
    if problem := known_subject(work, new.subject_id):
        return problem
    text = current_text(new.text_id, work.today())
    longest_days = limits()["consent_longest_days"]
    problems = check_consent(new, text=text, sources=sources(), now=work.now(), longest_days=longest_days)
    if problems:
        return together(problems)
    given = _given(work, new)
    store.add_consent(work.connection, given, work.actor.id)
    work.audit("consent.given", f"consent:{given.id}", source=given.source, recipient=given.recipient)
    work.post(events.CONSENT_GIVEN, _payload(given), f"{events.CONSENT_GIVEN}:{given.id}")
    return given


def withdraw_consent(work: Work, consent_id: UUID) -> Consent | Problem:
    """Take it back: one step, no reason asked (PIPL 15). Withdrawn twice, it stays withdrawn once."""
    found = store.get_consent(work.connection, work.actor.mode, consent_id)
    if found is None or not may_see(work, found.subject_id):
        return _NOT_FOUND
    if store.withdraw(work.connection, consent_id, work.now(), work.actor.id):
        work.audit("consent.withdrawn", f"consent:{consent_id}", source=found.source)
        work.post(events.CONSENT_WITHDRAWN, _payload(found), f"{events.CONSENT_WITHDRAWN}:{consent_id}")
    after = store.get_consent(work.connection, work.actor.mode, consent_id)
    return after if after is not None else _NOT_FOUND


def covering_consent(  # noqa: PLR0917 - the gate is asked in one line everywhere
    work: Work,
    subject_id: UUID,
    source: str,
    purpose: str,
    fields: Collection[str] = (),
    recipient: str = PLATFORM,
) -> Consent | Problem:
    """The consent under which this may be done now, else why not. No data moves without asking here first.

    Without `fields` any standing consent of that source, purpose and recipient will do.
    """
    consents = store.consents_of(work.connection, work.actor.mode, subject_id)
    return covering(
        consents, source=source, purpose=purpose, fields=fields, recipient=recipient, at=work.now()
    )


def consents_of(work: Work, subject_id: UUID) -> tuple[Consent, ...] | Problem:
    """Everything a subject ever consented to, with what was taken back."""
    if known_subject(work, subject_id):
        return SUBJECT_NOT_FOUND
    return store.consents_of(work.connection, work.actor.mode, subject_id)


def _given(work: Work, new: NewConsent) -> Consent:
    return Consent(
        id=new_id(),
        mode=work.actor.mode,
        subject_id=new.subject_id,
        source=new.source,
        fields=frozenset(new.fields),
        purpose=new.purpose,
        recipient=new.recipient,
        recipient_name=new.recipient_name,
        recipient_contact=new.recipient_contact,
        sensitivity=sources()[new.source].sensitivity,
        separate=new.separate,
        text_id=new.text_id,
        text_version=new.text_version,
        text_hash=new.text_hash,
        language=new.language,
        signed_at=work.now(),
        until=new.until,
    )


def _payload(consent: Consent) -> dict[str, str]:
    return {
        "consent_id": str(consent.id),
        "subject_id": str(consent.subject_id),
        "source": consent.source,
        "purpose": consent.purpose,
        "recipient": consent.recipient,
        "mode": consent.mode.value,
    }


_NOT_FOUND = Problem(
    "consent.not_found",
    Text("没有找到这份授权。", "There is no such consent."),
    Text("请在“我的授权”中查看。", "Look under “My consents”."),
)
