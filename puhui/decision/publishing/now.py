"""What is in force: what ships (or a house's own folder), with every published table in its place, rated by
the register's champion.

One tiny read a decision says whether anything was published or registered since; the compiled policy and
the model are kept for it, in every process of the house. Tables are checked together before they are
published; should one of them be broken nevertheless (an older release read it otherwise), `BrokenTableError`
is raised and nothing is decided.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from puhui.decision.models.now import Newest, asking_newest, model_now
from puhui.decision.owner import Decider
from puhui.decision.policy import Policy, policy_from
from puhui.ground import Work
from puhui.ground.publishing import Publication, effective, remembered

KIND: Final = "policy"


def decider_now(work: Work, decider: Decider, newest: Newest | None = None) -> Decider:
    """The same decider by policy and champion that are in force today; `newest` is `models.asking_newest`,
    where that was asked already."""
    mark = (newest or asking_newest(work))()
    policy = policy_now(work, decider.policy, lambda: mark)
    rater = model_now(work, decider.scorecard, lambda: mark)
    same = policy is decider.policy and rater is decider.scorecard
    return decider if same else replace(decider, policy=policy, scorecard=rater)


def policy_now(work: Work, base: Policy, newest: Newest | None = None) -> Policy:
    """`base` with every table that this house has published and that is in force today."""
    return remembered(work, KIND, base.version, lambda published: over(base, published), newest) or base


def policy_on(work: Work, base: Policy, day: date) -> Policy:
    """The policy as it will be on a day, by what is published so far."""
    return over(base, effective(work, KIND, day))


def over(base: Policy, published: Iterable[Publication]) -> Policy:
    """`base` with published tables in place of its own."""
    tables = {it.name: it.content.decode() for it in published if it.name in base.contents}
    return policy_from({**base.contents, **tables}) if tables else base
