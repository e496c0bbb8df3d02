"""What lies sealed: packages and entry addresses, under keys of the institution they are for.

On the platform a handler of the house and the institution's own login seal and open the same things, so both
use the institution's keys.
"""

from uuid import UUID

from puhui.ground import Erased, Vault, Work


def seal(work: Work, institution: str, subject_id: UUID, field: str, content: str) -> bytes:
    """Sealed under `institution`'s keys for this subject."""
    return _vault(work, institution).seal(work.connection, subject_id, field, content)


def unseal(work: Work, institution: str, subject_id: UUID, field: str, sealed: bytes) -> str | Erased:
    """What was sealed, or `Erased`."""
    return _vault(work, institution).open(work.connection, subject_id, field, sealed)


def _vault(work: Work, institution: str) -> Vault:
    return work.vault if work.institution == institution else work.vault.for_tenant(institution)
