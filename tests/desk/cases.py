"""Applications at a desk, made by the rooms themselves."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import Kept, decide_application
from puhui.desk import CaseFile, refresh
from puhui.ground import Actor, ActorKind, Ground, Mode, Work
from puhui.ground.worker import drain_once
from puhui.intake import Application, NewApplication, submit_application
from puhui.kernel import FixedClock
from tests.decision.applying import applied


def listed(work: Work, application_id: UUID) -> CaseFile:
    """Its row, made again."""
    made = refresh(work, application_id)
    assert made is not None
    return made


def decided(work: Work, **evidence: object) -> Application:
    """A shop that applied and was decided; its row is made."""
    asked = applied(work, **evidence)  # type: ignore[arg-type]
    assert isinstance(decide_application(work, asked.id), Kept)
    listed(work, asked.id)
    return asked


def another(work: Work, asked: Application, days_later: int = 0, **changes: object) -> Application:
    """The same owner applies once more, on a later day; its row is made."""
    later = replace(work, clock=FixedClock(work.now() + timedelta(days=days_later)))
    new = NewApplication(asked.owner_id, asked.amount_fen, asked.months, asked.purpose, asked.enterprise_id)
    made = submit_application(later, replace(new, **changes))  # type: ignore[arg-type]
    assert isinstance(made, Application), made
    listed(later, made.id)
    return made


def drain(ground: Ground) -> None:
    """Let the platform handle everything that is due."""
    while drain_once(ground, handlers_of(platform_party(), Outside())).done:
        pass


def somebody(name: str, *roles: str) -> Actor:
    """A made-up member of staff."""
    return Actor(name, ActorKind.PERSON, frozenset(roles or {"reviewer"}), Mode.TEST)
