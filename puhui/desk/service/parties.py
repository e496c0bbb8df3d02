"""Who an application is about: owner and business, with what is known and consented of either."""

from dataclasses import dataclass
from uuid import UUID

from puhui.desk.model import CaseFile
from puhui.desk.showing.known import Whose
from puhui.evidence import Held, held
from puhui.ground import Work
from puhui.intake import Consent, Subject, consents_of, subject
from puhui.kernel import Problem


@dataclass(frozen=True, slots=True)
class Parties:
    """Owner and business with everything known and consented of either, the oldest piece first."""

    owner: Subject
    business: Subject | None
    pieces: tuple[Held, ...]
    consents: tuple[tuple[Whose, Consent], ...]
    ids: tuple[UUID, ...]


def parties_of(work: Work, row: CaseFile) -> Parties | None:
    """Both parties of a row; None where one of them may not be looked at here."""
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
    return Parties(owner, business, tuple(sorted(pieces, key=lambda it: (it.at, it.id))), tuple(given), ids)


def _consents(work: Work, subject_id: UUID) -> tuple[Consent, ...]:
    found = consents_of(work, subject_id)
    return () if isinstance(found, Problem) else found
