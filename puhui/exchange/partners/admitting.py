"""The door: whose request this is, or why it is refused. Each signature opens it once."""

from dataclasses import dataclass
from datetime import timedelta

from puhui.exchange.data import figures
from puhui.exchange.model import PLATFORM, Partner
from puhui.exchange.partners import store
from puhui.exchange.partners.registering import known_key, partner
from puhui.exchange.signing import Content, verify
from puhui.exchange.signing.refusals import PARTNER_ENDED, REPLAYED
from puhui.ground import Mode, Work
from puhui.kernel import Problem


@dataclass(frozen=True, slots=True)
class Admitted:
    """A partner whose signature was right, and how the request was meant."""

    partner: Partner
    key_id: str
    mode: Mode


def admit(work: Work, content: Content) -> Admitted | Problem:
    """Verify a request and remember its nonce. `work` must be committed before the request is worked on, so
    that a replay is refused even when the first one failed."""
    fresh_seconds = figures()["fresh_seconds"]
    signed = verify(
        content,
        lambda key_id: known_key(work, key_id),
        to=work.institution or PLATFORM,
        now=work.now(),
        fresh_seconds=fresh_seconds,
    )
    if isinstance(signed, Problem):
        return signed
    known = partner(work, signed.key.institution)
    if isinstance(known, Problem) or not known.stands(work.today()):
        return PARTNER_ENDED
    row = {
        "key_id": signed.key.key_id,
        "nonce": signed.nonce,
        "institution": known.institution,
        "seen_at": work.now(),
    }
    if not store.remember_nonce(work.connection, row):
        return REPLAYED
    return Admitted(known, signed.key.key_id, signed.mode)


def forget_nonces(work: Work) -> int:
    """Delete nonces whose signatures are stale on every honest clock; the number of rows."""
    kept_seconds = 2 * figures()["fresh_seconds"]
    return store.forget_nonces(work.connection, work.now() - timedelta(seconds=kept_seconds))
