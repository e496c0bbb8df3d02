"""All SQL of this room."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select, text
from sqlalchemy.dialects.postgresql import insert

from puhui.ground import Mode
from puhui.matching.tables import choice, fell_out, offer, round_


def add_round(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Begin a round of matching; False when this decision was matched before."""
    begun = insert(round_).values(**row).on_conflict_do_nothing().returning(round_.c.id)
    return connection.execute(begun).first() is not None


def add_offers(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep offers."""
    if rows:
        connection.execute(insert(offer), list(rows))


def add_falls(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep what fell out, with its reasons."""
    if rows:
        connection.execute(insert(fell_out), list(rows))


def newest_round(connection: Connection, mode: Mode, application_id: UUID) -> Row[Any] | None:
    """The newest round of an application."""
    wanted = (round_.c.application_id == application_id) & (round_.c.mode == mode)
    newest = select(round_).where(wanted).order_by(round_.c.made_at.desc(), round_.c.id.desc()).limit(1)
    return connection.execute(newest).one_or_none()


def standing_of(connection: Connection, mode: Mode, application_id: UUID) -> Row[Any] | None:
    """The newest round of an application in one row."""
    return connection.execute(_STANDING, {"mode": mode.value, "application_id": application_id}).one_or_none()


def offers_in(connection: Connection, round_id: UUID) -> Sequence[Row[Any]]:
    """The offers of a round, best first, with when each was chosen."""
    wanted = _offers().where(offer.c.round_id == round_id).order_by(offer.c.rank)
    return connection.execute(wanted).all()


def falls_in(connection: Connection, round_id: UUID) -> Sequence[Row[Any]]:
    """What fell out of a round."""
    wanted = select(fell_out).where(fell_out.c.round_id == round_id).order_by(fell_out.c.product)
    return connection.execute(wanted).all()


def get_offer(connection: Connection, mode: Mode, offer_id: UUID) -> Row[Any] | None:
    """One offer."""
    mine = (offer.c.id == offer_id) & (round_.c.mode == mode)
    return connection.execute(_offers().where(mine)).one_or_none()


def add_choice(connection: Connection, offer_id: UUID, at: datetime, actor: str) -> bool:
    """Keep that the borrower chose this offer; False when that was already known."""
    kept = insert(choice).values(offer_id=offer_id, at=at, actor=actor).on_conflict_do_nothing()
    return connection.execute(kept.returning(choice.c.offer_id)).first() is not None


def _offers() -> Select[Any]:
    whole = offer.join(round_, round_.c.id == offer.c.round_id).outerjoin(choice)
    return select(
        offer, round_.c.application_id, round_.c.request, round_.c.valid_until, choice.c.at.label("chosen_at")
    ).select_from(whole)


_STANDING: Final = text("""
    SELECT newest.made_at, (SELECT count(*) FROM matching.offer o WHERE o.round_id = newest.id) AS offers,
        (SELECT o.institution FROM matching.offer o JOIN matching.choice c ON c.offer_id = o.id
         WHERE o.round_id = newest.id ORDER BY c.at DESC, o.institution DESC LIMIT 1) AS chosen
    FROM (
        SELECT id, made_at FROM matching.round WHERE application_id = :application_id AND mode = :mode
        ORDER BY made_at DESC, id DESC LIMIT 1
    ) newest""")
