"""Which version of every table holds on a day: who answers for it, where it comes from, since when."""

from dataclasses import dataclass
from datetime import date

from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import ORDER, opened, title_of
from puhui.decision.publishing.now import KIND, over
from puhui.ground import Work
from puhui.ground.publishing import Publication, effective
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """One table on a day. `number` is that of its publication; None: it shipped, or lies in the house's own
    folder. `since` is the day from which it holds; `is_early` where that has not come yet."""

    name: str
    title: Text
    version: str
    owner: str
    source: str
    rows: int
    since: date
    number: int | None
    published_by: str | None
    is_early: bool


def standing_on(work: Work, base: Policy, day: date) -> tuple[Policy, tuple[Standing, ...]]:
    """The policy of a day by what is published so far, and every table of it."""
    published = {it.name: it for it in effective(work, KIND, day)}
    policy = over(base, published.values())
    return policy, tuple(_standing(policy, name, published.get(name), day) for name in ORDER)


def _standing(policy: Policy, name: str, published: Publication | None, day: date) -> Standing:
    meta, title = policy.tables[name].table.meta, title_of(opened(policy.contents[name]), name)
    since = published.effective_from if published else meta.effective
    return Standing(
        name,
        title,
        meta.version,
        meta.owner,
        meta.source,
        len(policy.tables[name].table.rows),
        since,
        published.number if published else None,
        published.published_by if published else None,
        since > day,
    )
