"""The policy in force: what ships (or a house's own folder), with every published table in its place.

One tiny read a decision says which publication is the newest; the compiled policy is kept for it, in every
process of the house. Tables are checked together before they are published; should one of them be broken
nevertheless (an older release read it otherwise), `BrokenTableError` is raised and nothing is decided.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from puhui.decision.owner import Decider
from puhui.decision.policy import Policy, policy_from
from puhui.ground import Work
from puhui.ground.publishing import Publication, effective, remembered

KIND: Final = "policy"


Newest = Callable[[], UUID | None]


def decider_now(work: Work, decider: Decider, newest: Newest | None = None) -> Decider:
    """The same decider by the policy that is in force today; `newest` where that was asked for already."""
    policy = policy_now(work, decider.policy, newest)
    return decider if policy is decider.policy else replace(decider, policy=policy)


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
