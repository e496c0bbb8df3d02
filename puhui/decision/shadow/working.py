"""A worker's step: what was decided since, decided again by every shadow that runs; nobody waited for it.

What a person decided stays out, and what nobody can open any more (its subject was erased).
"""

from datetime import datetime

from puhui.decision.keeping import MadeBy, open_inputs
from puhui.decision.policy import Policy
from puhui.decision.publishing.now import policy_now
from puhui.decision.shadow import store
from puhui.decision.shadow.deciding import decide_beside
from puhui.decision.shadow.keeping import Said, keep_said, named
from puhui.decision.trial.model import Published, TrialKind
from puhui.decision.trial.now import Tried, running_today
from puhui.decision.what_if.means import Means
from puhui.ground import Erased, Work
from puhui.kernel import day_begins, day_is_over


def shadow_step(work: Work, base: Policy, at_most: int = 100) -> int:
    """Let every shadow that runs decide what waits for it, at most so many each; how many there were. `base`
    is the house's policy, as its decider has it."""
    work = work.looking_once()
    champion = policy_now(work, base)
    running = running_today(work, TrialKind.SHADOW, champion)
    return sum(_one(work, tried, at_most) for tried in running)


def time_of(published: Published) -> tuple[datetime, datetime]:
    """From when on and until when decisions are a shadow's: never those of before it was approved."""
    begins = max(published.published_at, day_begins(published.starts_on))
    return begins, day_is_over(published.trial.ends_on)


def _one(work: Work, tried: Tried, at_most: int) -> int:
    if tried.policy is None:
        return 0
    since, until = time_of(tried.published)
    means = Means(work)
    said: list[Said] = []
    for row in store.waiting(work.connection, work.actor.mode, tried.published.id, since, until):
        if len(said) == at_most:
            break
        inputs = open_inputs(work, row)
        if isinstance(inputs, Erased) or inputs.person is not None:
            continue
        scorecard = tried.rater or means.scorecard(row.scorecard_version)
        made_by = MadeBy(tried.policy, scorecard, means.law(row.law_version))
        said.append(Said(row, decide_beside(inputs, made_by, named(tried.published)), made_by))
    kept = keep_said(work, tried.published, said)
    if kept:
        work.audit(
            "trial.shadowed", f"trial:{tried.published.name}", number=tried.published.number, decisions=kept
        )
    return kept
