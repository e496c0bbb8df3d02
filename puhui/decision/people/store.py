"""All SQL about what people propose and what borrowers ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.decision.people.tables import proposal, review
from puhui.decision.tables import decision
from puhui.ground import Mode


@dataclass(frozen=True, slots=True)
class Asked:
    """Which requests are wanted; `after` is the last row that was seen."""

    is_open: bool | None = None
    kind: str | None = None
    after: tuple[datetime, UUID] | None = None
    at_most: int = 50


def one_at_a_time(connection: Connection, owner_id: UUID) -> None:
    """Let verdicts about one owner's applications follow each other until the transaction ends."""
    key = int.from_bytes(owner_id.bytes[8:], "big", signed=True)
    connection.execute(select(func.pg_advisory_xact_lock(key)))


def newest_two(connection: Connection, mode: Mode, application_id: UUID) -> tuple[UUID, ...]:
    """The newest decision of an application and the one before it."""
    wanted = (
        select(decision.c.id)
        .where(decision.c.application_id == application_id, decision.c.mode == mode.value)
        .order_by(decision.c.decided_at.desc(), decision.c.id.desc())
        .limit(2)
    )
    return tuple(connection.execute(wanted).scalars())


def add_proposal(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write a proposal down."""
    connection.execute(insert(proposal), row)


def open_proposal(connection: Connection, mode: Mode, application_id: UUID) -> Row[Any] | None:
    """The proposal that waits; at most one does."""
    wanted = select(proposal).where(
        proposal.c.application_id == application_id,
        proposal.c.mode == mode.value,
        proposal.c.state == "open",
    )
    return connection.execute(wanted).one_or_none()


def refused_proposal(connection: Connection, mode: Mode, decision_id: UUID) -> Row[Any] | None:
    """The newest proposal about a decision with which a second person disagreed."""
    wanted = (
        select(proposal)
        .where(
            proposal.c.decision_id == decision_id,
            proposal.c.mode == mode.value,
            proposal.c.state == "refused",
        )
        .order_by(proposal.c.settled_at.desc())
        .limit(1)
    )
    return connection.execute(wanted).one_or_none()


def settle_proposal(connection: Connection, proposal_id: UUID, **values: object) -> bool:
    """End a proposal that is open; False when it was not."""
    is_open = (proposal.c.id == proposal_id) & (proposal.c.state == "open")
    return connection.execute(update(proposal).where(is_open).values(**values)).rowcount == 1


def ask_review(connection: Connection, row: Mapping[str, Any]) -> UUID:
    """Put a decision into the queue; asking again while it waits gives the entry that is already there."""
    connection.execute(insert(review).on_conflict_do_nothing(), row)
    waiting = select(review.c.id).where(
        review.c.decision_id == row["decision_id"],
        review.c.kind == row["kind"],
        review.c.closed_at.is_(None),
    )
    found: UUID = connection.execute(waiting).scalar_one()
    return found


def get_review(connection: Connection, mode: Mode, review_id: UUID, *, hold: bool = False) -> Row[Any] | None:
    """One request with whose decision it is about."""
    wanted = _with_decision().where(review.c.id == review_id, review.c.mode == mode.value)
    if hold:
        wanted = wanted.with_for_update(of=review)
    return connection.execute(wanted).one_or_none()


def reviews_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """Everything that was asked about an application's decisions, oldest first."""
    wanted = (
        _with_decision()
        .where(decision.c.application_id == application_id, review.c.mode == mode.value)
        .order_by(review.c.asked_at, review.c.id)
    )
    return connection.execute(wanted).all()


def reviews(connection: Connection, mode: Mode, asked: Asked) -> Sequence[Row[Any]]:
    """One page of requests, oldest first."""
    wanted = _with_decision().where(*_that(mode, asked))
    if asked.after is not None:
        at, review_id = asked.after
        wanted = wanted.where(
            or_(review.c.asked_at > at, and_(review.c.asked_at == at, review.c.id > review_id))
        )
    return connection.execute(wanted.order_by(review.c.asked_at, review.c.id).limit(asked.at_most)).all()


def count_reviews(connection: Connection, mode: Mode, asked: Asked) -> int:
    """How many there are in all."""
    counted = select(func.count()).select_from(review).where(*_that(mode, asked))
    found: int = connection.execute(counted).scalar_one()
    return found


def close_review(connection: Connection, review_id: UUID, **values: object) -> bool:
    """Answer a request; False when it was answered before."""
    waiting = (review.c.id == review_id) & review.c.closed_at.is_(None)
    return connection.execute(update(review).where(waiting).values(**values)).rowcount == 1


def _with_decision() -> Select[Any]:
    return select(review, decision.c.application_id, decision.c.subject_id).join(
        decision, decision.c.id == review.c.decision_id
    )


def _that(mode: Mode, asked: Asked) -> list[ColumnElement[bool]]:
    said: list[ColumnElement[bool]] = [review.c.mode == mode.value]
    if asked.is_open is not None:
        said.append(review.c.closed_at.is_(None) if asked.is_open else review.c.closed_at.is_not(None))
    if asked.kind is not None:
        said.append(review.c.kind == asked.kind)
    return said
