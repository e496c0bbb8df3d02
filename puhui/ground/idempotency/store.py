"""Claim a key, keep its answer, in the transaction of the work itself: all three stand or fall together.

A second request with the same key waits at the row until the first one commits or rolls back; it then
finds the answer, or finds the key free and does the work itself.
"""

from datetime import datetime, timedelta
from typing import Final

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import OperationalError

from puhui.ground.database.direct import run
from puhui.ground.idempotency.model import Answer, Claim
from puhui.ground.idempotency.tables import idempotency
from puhui.kernel import Problem, Text

WAIT_SECONDS: Final = 10

_CLAIM: Final = f"""
    WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '{WAIT_SECONDS}s', true))
    INSERT INTO ground.idempotency (scope_hash, fingerprint, claimed_at)
    SELECT %(scope)s, %(fingerprint)s, %(now)s FROM patience ON CONFLICT DO NOTHING
"""
"""The limit on waiting stays for the rest of the work: nothing in a request should wait longer."""

_KEEP: Final = """
    UPDATE ground.idempotency SET status = %(status)s, sealed_answer = %(sealed)s
    WHERE scope_hash = %(scope)s
"""


def claim(connection: Connection, wanted: Claim, now: datetime, keep_hours: int) -> Answer | Problem | None:
    """Nothing when the key is now ours and the work may begin; the kept answer when it was done before."""
    try:
        if _insert(connection, wanted, now) or _take_expired(connection, wanted, now, keep_hours):
            return None
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            return _UNDER_WAY
        raise
    row = connection.execute(select(idempotency).where(idempotency.c.scope_hash == wanted.scope_hash())).one()
    if row.fingerprint != wanted.fingerprint:
        return _OTHER_BODY
    return wanted.open(row.status, row.sealed_answer)


def keeping(done: Claim, answer: Answer) -> tuple[str, dict[str, object]]:
    """The statement that remembers the answer of work that its transaction is about to commit."""
    return _KEEP, {"scope": done.scope_hash(), "status": answer.status, "sealed": done.seal(answer)}


def keep(connection: Connection, done: Claim, answer: Answer) -> None:
    """Remember an answer at once."""
    run(connection, *keeping(done, answer))


def forget_expired(connection: Connection, now: datetime, keep_hours: int) -> int:
    """Delete what nobody will retry any more; the number of rows."""
    too_old = idempotency.c.claimed_at < now - timedelta(hours=keep_hours)
    return connection.execute(delete(idempotency).where(too_old)).rowcount


def _insert(connection: Connection, wanted: Claim, now: datetime) -> bool:
    bound = {"scope": wanted.scope_hash(), "fingerprint": wanted.fingerprint, "now": now}
    return run(connection, _CLAIM, bound) == 1


def _take_expired(connection: Connection, wanted: Claim, now: datetime, keep_hours: int) -> bool:
    expired = (idempotency.c.scope_hash == wanted.scope_hash()) & (
        idempotency.c.claimed_at < now - timedelta(hours=keep_hours)
    )
    fresh = {"fingerprint": wanted.fingerprint, "status": None, "sealed_answer": None, "claimed_at": now}
    return connection.execute(update(idempotency).where(expired).values(**fresh)).rowcount == 1


_UNDER_WAY: Final = Problem(
    "idempotency.conflict",
    Text(
        "带同一个 Idempotency-Key 的请求还在处理中。",
        "A request with this Idempotency-Key is still being worked on.",
    ),
    Text("请稍等片刻，用同一个键再试。", "Wait a moment and try again with the same key."),
    "Idempotency-Key",
)
_OTHER_BODY: Final = Problem(
    "idempotency.reused",
    Text(
        "这个 Idempotency-Key 已经用在另一个内容上。", "This Idempotency-Key was used with another content."
    ),
    Text(
        "新的操作请用新的键；重试请原样重发。",
        "Use a new key for a new operation; retry with exactly the same content.",
    ),
    "Idempotency-Key",
)
