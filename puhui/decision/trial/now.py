"""Which trials run today: known from one tiny read, the rest remembered (as `publishing.now`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from puhui.decision.jdm import BrokenTableError
from puhui.decision.models import HOUSE, found, served_model
from puhui.decision.models.now import Newest, asking_newest
from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import opened
from puhui.decision.scoring import Rater
from puhui.decision.trial import store
from puhui.decision.trial.document import over, trial_from
from puhui.decision.trial.model import Published, Trial, TrialKind
from puhui.ground import Work
from puhui.ground.publishing import Publication, remembered
from puhui.kernel import Problem

KIND: Final = "trial"


def published(written: Publication) -> Published | None:
    """A publication as a trial; None where this release cannot read it, which then tries nothing."""
    try:
        trial = trial_from(opened(written.content))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Published(
        written.id,
        written.name,
        written.number,
        trial,
        written.effective_from,
        written.published_at,
        written.submitted_by,
        written.published_by,
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial whose days these are, the whole policy that it tries beside the champion's of today (None where
    its tables do not fit that policy any more), and what rates in it (None: what rates anyway)."""

    published: Published
    policy: Policy | None
    rater: Rater | None = None


def planned_today(
    work: Work, kind: TrialKind, champion: Policy, newest: Newest | None = None
) -> tuple[Tried, ...]:
    """The first published first; whether one was ended early is not asked."""
    asked = newest or asking_newest(work)
    every = remembered(work, KIND, champion.version, lambda it: _readable(work, it, champion), asked) or ()
    today = work.today()
    return tuple(it for it in every if it.published.trial.kind is kind and it.published.runs_on(today))


def running_today(
    work: Work, kind: TrialKind, champion: Policy, newest: Newest | None = None
) -> tuple[Tried, ...]:
    """Those that nobody ended early."""
    planned = planned_today(work, kind, champion, newest)
    return tuple(it for it in planned if not store.is_ended(work.connection, it.published.id))


def rater_of(work: Work, trial: Trial) -> Rater | Problem | None:
    """What rates in a trial: its own points table, or the registered model that it names. A model that is not
    approved, or was withdrawn, refers everybody; one that is not there is a Problem."""
    if trial.model is None:
        return trial.scorecard
    registered = found(work, trial.model)
    if isinstance(registered, Problem):
        return registered
    return served_model(work.connection, registered, HOUSE, work.today(), work.institution or "")


def _readable(work: Work, every: Iterable[Publication], champion: Policy) -> tuple[Tried, ...]:
    trials = sorted((it for one in every if (it := published(one))), key=lambda it: it.number)
    return tuple(_tried(work, champion, it) for it in trials)


def _tried(work: Work, champion: Policy, it: Published) -> Tried:
    rater = rater_of(work, it.trial)
    if isinstance(rater, Problem):
        return Tried(it, None)
    try:
        return Tried(it, over(champion, it.trial), rater)
    except BrokenTableError:
        return Tried(it, None)
