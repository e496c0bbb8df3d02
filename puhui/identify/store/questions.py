"""What waits for a person, and the answers people gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from puhui.ground import Mode
from puhui.identify.tables import given_answer, question


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions: a state, one page after a place."""

    state: str
    after: tuple[datetime, UUID] | None = None
    at_most: int = 25


def put(connection: Connection, row: Mapping[str, Any]) -> UUID:
    """Let it wait; the same words wait once, and who asks again gets the question that is there."""
    connection.execute(insert_once(question).on_conflict_do_nothing(), row)
    there = select(question.c.id).where(
        question.c.mode == row["mode"],
        question.c.text_index == row["text_index"],
        question.c.state != "forgotten",
    )
    found: UUID = connection.execute(there).scalar_one()
    return found


def by_text(connection: Connection, mode: Mode, text_index: bytes) -> Row[Any] | None:
    """The question about these very words."""
    same = (question.c.mode == mode.value) & (question.c.text_index == text_index)
    return connection.execute(select(question).where(same, question.c.state != "forgotten")).one_or_none()


def get(connection: Connection, mode: Mode, question_id: UUID, *, hold: bool = False) -> Row[Any] | None:
    """One question; `hold` it until the transaction ends."""
    wanted = select(question).where(question.c.id == question_id, question.c.mode == mode.value)
    return connection.execute(wanted.with_for_update() if hold else wanted).one_or_none()


def page(connection: Connection, mode: Mode, wanted: Wanted) -> Sequence[Row[Any]]:
    """One page, who waits longest first."""
    chosen = select(question).where(question.c.mode == mode.value, question.c.state == wanted.state)
    if wanted.after is not None:
        at, last = wanted.after
        later = or_(question.c.asked_at > at, and_(question.c.asked_at == at, question.c.id > last))
        chosen = chosen.where(later)
    ordered = chosen.order_by(question.c.asked_at, question.c.id).limit(wanted.at_most)
    return connection.execute(ordered).all()


def counts(connection: Connection, mode: Mode) -> dict[str, int]:
    """How many there are in each state."""
    counted = (
        select(question.c.state, func.count()).where(question.c.mode == mode.value).group_by(question.c.state)
    )
    return {state: int(number) for state, number in connection.execute(counted)}


def settle(connection: Connection, question_id: UUID, **values: object) -> None:
    """Where a question stands from now on."""
    connection.execute(update(question).where(question.c.id == question_id).values(**values))


def add_answer(connection: Connection, row: Mapping[str, Any]) -> None:
    """One more answer; earlier ones stay."""
    connection.execute(insert(given_answer), row)


def answers(connection: Connection, question_id: UUID) -> Sequence[Row[Any]]:
    """Every answer, oldest first."""
    chosen = select(given_answer).where(given_answer.c.question_id == question_id)
    return connection.execute(chosen.order_by(given_answer.c.at, given_answer.c.id)).all()


def answered(connection: Connection, mode: Mode, at_most: int) -> Sequence[Row[Any]]:
    """Questions to which a code is the standing answer, oldest first."""
    chosen = select(question).where(question.c.mode == mode.value, question.c.state == "answered")
    return connection.execute(chosen.order_by(question.c.asked_at, question.c.id).limit(at_most)).all()


def open_of_file(connection: Connection, file_id: UUID) -> Sequence[UUID]:
    """Questions of one file that nobody has answered."""
    chosen = select(question.c.id).where(question.c.file_id == file_id, question.c.state == "open")
    return connection.execute(chosen).scalars().all()
