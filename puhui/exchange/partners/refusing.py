"""Writing down what was refused: which rule, when, by which key; never what was in it."""

import hashlib
from typing import Final

from puhui.exchange.model import Refusal
from puhui.exchange.partners import store
from puhui.ground import Work

UNKNOWN: Final = "unknown"
"""The institution of a request that nobody signed so that we could know it."""


def record_refusal(
    work: Work, institution: str | None, action: str, code: str, *, key_id: str = "", body: bytes = b""
) -> None:
    """Count one refusal. `work` must be one that is committed although the request is refused.

    `key_id` and `body` are given for a request whose signature was right; of others only their number is
    kept, by the minute, and the audit trail gets one line for that minute.
    """
    whose = institution or work.institution or UNKNOWN
    row = {
        "institution": whose,
        "minute": work.now().replace(second=0, microsecond=0),
        "mode": work.actor.mode.value,
        "action": action[:100],
        "code": code[:100],
        "key_id": key_id,
        "digest": hashlib.sha256(body).hexdigest() if body else "",
        "last_at": work.now(),
    }
    if store.add_refusal(work.connection, row) == 1:
        work.audit("partner.refused", f"partner:{whose}", refused_by=code[:100], at_action=action[:100])


def refusals_of(work: Work, institution: str | None = None, at_most: int = 200) -> tuple[Refusal, ...]:
    """What was refused, the latest first; of one institution, or of all that may be seen."""
    return tuple(
        Refusal(row.institution, row.last_at, row.action, row.code, row.key_id, row.digest, row.times)
        for row in store.refusals(work.connection, institution, at_most)
    )
