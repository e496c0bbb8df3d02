"""All SQL about partners, their keys, nonces and refusals."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.exchange.tables import nonce, partner, partner_key, refusal


def add_partner(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a partner; registered again, what its card says now is what holds."""
    changed = {name: value for name, value in row.items() if name not in {"institution", "added_at"}}
    kept = insert(partner).values(**row)
    connection.execute(kept.on_conflict_do_update(index_elements=["institution"], set_=changed))


def add_key(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Keep a key; False when it is known, to whomever it belongs."""
    kept = insert(partner_key).values(**row).on_conflict_do_nothing().returning(partner_key.c.key_id)
    return connection.execute(kept).first() is not None


def get_partner(connection: Connection, institution: str, lock: bool = False) -> Row[Any] | None:
    """One partner."""
    wanted = select(partner).where(partner.c.institution == institution)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def all_partners(connection: Connection) -> Sequence[Row[Any]]:
    """Every partner, by code."""
    return connection.execute(select(partner).order_by(partner.c.institution)).all()


def keys_of(connection: Connection, institutions: Sequence[str]) -> Sequence[Row[Any]]:
    """Their keys, the newest first."""
    wanted = _keys().where(partner_key.c.institution == func.any(list(institutions)))
    return connection.execute(wanted.order_by(partner_key.c.added_at.desc(), partner_key.c.key_id)).all()


def get_key(connection: Connection, key_id: str) -> Row[Any] | None:
    """One key."""
    return connection.execute(_keys().where(partner_key.c.key_id == key_id)).one_or_none()


def end_partner(connection: Connection, institution: str, at: datetime) -> bool:
    """Stop talking with a partner; False when there is none that stands."""
    stands = (partner.c.institution == institution) & partner.c.revoked_at.is_(None)
    return connection.execute(update(partner).where(stands).values(revoked_at=at)).rowcount == 1


def change_key(connection: Connection, key_id: str, **values: datetime) -> bool:
    """Revoke a key or give it an end; False when there is no such key."""
    return (
        connection.execute(
            update(partner_key).where(partner_key.c.key_id == key_id).values(**values)
        ).rowcount
        == 1
    )


def remember_nonce(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Remember that this nonce of this key was used; False when it was used before."""
    kept = insert(nonce).values(**row).on_conflict_do_nothing().returning(nonce.c.nonce)
    return connection.execute(kept).first() is not None


def forget_nonces(connection: Connection, before: datetime) -> int:
    """Delete nonces of signatures that are stale by now; the number of rows."""
    return connection.execute(delete(nonce).where(nonce.c.seen_at < before)).rowcount


def add_refusal(connection: Connection, row: Mapping[str, Any]) -> int:
    """Count a refusal; gives how often it was in this minute. The same one again is one row with a higher
    count, so that nobody can fill the table."""
    kept = insert(refusal).values(**row)
    again = {"times": refusal.c.times + 1, "last_at": kept.excluded.last_at}
    counted = kept.on_conflict_do_update(index_elements=list(refusal.primary_key.columns), set_=again)
    return int(connection.execute(counted.returning(refusal.c.times)).scalar_one())


def refusals(connection: Connection, institution: str | None, at_most: int) -> Sequence[Row[Any]]:
    """What was refused, the latest first."""
    wanted = select(refusal).order_by(refusal.c.last_at.desc()).limit(at_most)
    if institution is not None:
        wanted = wanted.where(refusal.c.institution == institution)
    return connection.execute(wanted).all()


def _keys() -> Select[Any]:
    return select(partner_key)
