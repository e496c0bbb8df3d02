"""Everything that is asked of providers about one application, in one go."""

from uuid import UUID

from puhui.evidence.ports import Verifier
from puhui.evidence.service.verification import screen, verify_enterprise, verify_person
from puhui.evidence.verification import Verification
from puhui.ground import Work
from puhui.intake import Application, identity_of
from puhui.kernel import Problem


def verify_application(
    work: Work, verifier: Verifier, asked: Application, bank_card: str | None = None
) -> tuple[Verification, ...] | Problem:
    """Who the owner is, whether the firm is theirs, and the lists for both. The first problem ends it.

    An unregistered operator has no code to compare; what they do is shown by other evidence.
    """
    answers: list[Verification] = []
    for answer in (
        verify_person(work, verifier, asked.owner_id, bank_card),
        *_about_the_firm(work, verifier, asked),
        *(screen(work, verifier, subject_id) for subject_id in _both(asked)),
    ):
        if isinstance(answer, Problem):
            return answer
        answers.append(answer)
    return tuple(answers)


def _about_the_firm(work: Work, verifier: Verifier, asked: Application) -> list[Verification | Problem]:
    if asked.enterprise_id is None:
        return []
    identity = identity_of(work, asked.enterprise_id)
    if isinstance(identity, Problem):
        return [identity]
    if identity.uscc is None:
        return []
    return [verify_enterprise(work, verifier, asked.enterprise_id, asked.owner_id)]


def _both(asked: Application) -> list[UUID]:
    return [it for it in (asked.owner_id, asked.enterprise_id) if it is not None]
