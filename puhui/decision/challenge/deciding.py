"""Which arm decides: the challenger where a second person approved it and within bounds, else the champion.

Asked on the way of a decision, so it costs nothing while no challenge is planned, and one read while one is.
What a person decides is decided beside the champion.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from puhui.decision.challenge.drawing import is_drawn, place
from puhui.decision.engine import decide
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Decision, Inputs
from puhui.decision.models.now import Newest
from puhui.decision.trial.bounds import bounds
from puhui.decision.trial.model import Arm, Published, TrialKind
from puhui.decision.trial.now import Tried, running_today
from puhui.ground import Work


class Why(StrEnum):
    """Why this arm."""

    DRAWN = "drawn"
    NOT_DRAWN = "not_drawn"
    LIMIT = "limit"
    """Drawn, and the challenger would have given more than it may: the champion decided."""
    BOUNDS = "bounds"
    """The experiment asks for more than the house lets one have: the champion decided."""
    BROKEN = "broken"
    """The challenger's tables do not fit the policy in force: the champion decided."""


@dataclass(frozen=True, slots=True)
class Armed:
    """Which arm of which experiment decided, who was drawn, and why."""

    published: Published
    arm: Arm
    drawn: Arm
    why: Why


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with what it was made from and by; `armed` where a challenge was running."""

    inputs: Inputs
    decision: Decision
    made_by: MadeBy
    armed: Armed | None = None


def decide_by_arm(work: Work, inputs: Inputs, champion: MadeBy, newest: Newest | None = None) -> Made:
    """One decision by the arm whose turn it is. `champion` is what decides where there is no experiment."""
    running = running_today(work, TrialKind.CHALLENGE, champion.policy, newest)
    if not running or inputs.person is not None:
        return Made(inputs, _decided(inputs, champion), champion)
    tried = running[0]
    trial = tried.published.trial
    stands = place(work.vault, tried.published.name, trial.salt, inputs.subject)
    drawn = Arm.CHALLENGER if is_drawn(stands, trial.share) else Arm.CHAMPION
    why = _why_not(tried, drawn)
    if why is None and tried.policy is not None:
        means = MadeBy(tried.policy, tried.rater or champion.scorecard, champion.law)
        made = _by(Arm.CHALLENGER, inputs, means, Armed(tried.published, Arm.CHALLENGER, drawn, Why.DRAWN))
        if made.decision.limit_fen <= trial.most_limit_fen:
            return made
        why = Why.LIMIT
    return _by(
        Arm.CHAMPION,
        inputs,
        champion,
        Armed(tried.published, Arm.CHAMPION, drawn, why or Why.BROKEN),
    )


def _why_not(tried: Tried, drawn: Arm) -> Why | None:
    """Why the champion decides, None where the challenger may."""
    trial, most = tried.published.trial, bounds()
    lasts = (trial.ends_on - tried.published.starts_on).days
    if trial.share > most.share or trial.most_limit_fen > most.limit_fen or lasts > most.days:
        return Why.BOUNDS
    if drawn is Arm.CHAMPION:
        return Why.NOT_DRAWN
    return Why.BROKEN if tried.policy is None else None


def _by(arm: Arm, inputs: Inputs, made_by: MadeBy, armed: Armed) -> Made:
    named = replace(inputs, trial=armed.published.named(arm.value))
    return Made(named, _decided(named, made_by), made_by, armed)


def _decided(inputs: Inputs, made_by: MadeBy) -> Decision:
    return decide(inputs, made_by.policy, made_by.scorecard, made_by.law)
