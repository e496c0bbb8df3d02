"""A made-up case before people: who they are, a referred application, what one of them says."""

from puhui.decision import Band, Kept, PersonSays, decide_application
from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.intake import Application
from puhui.kernel import Outcome, Text
from tests.decision.applying import applied
from tests.decision.making import SCORECARD

REASON = Text("看过账本和流水，经营稳定。", "The books and takings were seen; trade is steady.")


def person(name: str, *roles: str) -> Actor:
    """A made-up member of staff who has signed in."""
    return Actor(f"{name}-990000", ActorKind.PERSON, frozenset(roles or ("reviewer",)), Mode.TEST)


WANG = person("wang")
LIU = person("liu")
ZHAO = person("zhao", "senior_reviewer")


def as_(work: Work, actor: Actor) -> Work:
    """The same work in somebody else's hands."""
    return Work(work.connection, actor, work.clock, work.vault, work.house)


def referred(work: Work, amount_fen: int = 20_000_000) -> tuple[Application, Kept]:
    """An application that no machine could decide: nobody was asked for debts."""
    asked = applied(work, debts=False, amount_fen=amount_fen)
    kept = decide_application(work, asked.id, scorecard=SCORECARD)
    assert isinstance(kept, Kept) and kept.outcome is Outcome.REFER, kept
    return asked, kept


def approves(limit_fen: int, band: Band = Band.C) -> PersonSays:
    """An approval with a reason."""
    return PersonSays(Outcome.APPROVE, REASON, limit_fen, band)


def declines() -> PersonSays:
    """A decline with a reason."""
    return PersonSays(
        Outcome.DECLINE, Text("现金流还不够还月供。", "Cash flow does not carry the instalments yet.")
    )
