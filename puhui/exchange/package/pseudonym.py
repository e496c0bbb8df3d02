"""A subject's name for one recipient: stable there, worth nothing elsewhere.

A keyed hash under a key that only the platform has: two institutions cannot find out that they serve the same
person, and nobody computes it back. On the platform a hand-over remembers whose it is.
"""

from uuid import UUID

from puhui.ground import Vault


def pseudonym(vault: Vault, institution: str, subject_id: UUID) -> str:
    """40 hexadecimal digits."""
    return vault.blind_index(f"exchange.pseudonym.{institution}", str(subject_id)).hex()[:40]
