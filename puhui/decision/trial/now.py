"""Which trials run today: known from one tiny read, the rest remembered (as `publishing.now`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from puhui.decision.jdm import BrokenTableError
from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import opened
from puhui.decision.publishing.now import Newest
from puhui.decision.trial import store
from puhui.decision.trial.document import over, trial_from
from puhui.decision.trial.model import Published, TrialKind
from puhui.ground import Work
from puhui.ground.publishing import Publication, remembered

KIND: Final = "trial"


def published(found: Publication) -> Published | None:
    """A publication as a trial; None where this release cannot read it, which then tries nothing."""
    try:
        trial = trial_from(opened(found.content))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Published(
        found.id,
        found.name,
        found.number,
        trial,
        found.effective_from,
        found.published_at,
        found.submitted_by,
        found.published_by,
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial whose days these are, and the whole policy that it tries beside the champion's of today; None
    where its tables do not fit that policy any more."""

    published: Published
    policy: Policy | None


def planned_today(
    work: Work, kind: TrialKind, champion: Policy, newest: Newest | None = None
) -> tuple[Tried, ...]:
    """The first published first; whether one was ended early is not asked."""
    every = remembered(work, KIND, champion.version, lambda found: _readable(found, champion), newest) or ()
    today = work.today()
    return tuple(it for it in every if it.published.trial.kind is kind and it.published.runs_on(today))


def running_today(
    work: Work, kind: TrialKind, champion: Policy, newest: Newest | None = None
) -> tuple[Tried, ...]:
    """Those that nobody ended early."""
    planned = planned_today(work, kind, champion, newest)
    return tuple(it for it in planned if not store.is_ended(work.connection, it.published.id))


def _readable(found: Iterable[Publication], champion: Policy) -> tuple[Tried, ...]:
    every = sorted((it for one in found if (it := published(one))), key=lambda it: it.number)
    return tuple(Tried(it, _over(champion, it)) for it in every)


def _over(champion: Policy, found: Published) -> Policy | None:
    try:
        return over(champion, found.trial)
    except BrokenTableError:
        return None
