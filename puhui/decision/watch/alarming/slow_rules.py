"""Alarms that only a month can raise: cohorts late sooner than others, groups treated otherwise. Pure."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from puhui.decision.watch.alarming.model import Level, Noticed, Rule
from puhui.decision.watch.limits import Limits
from puhui.decision.watch.measuring.fairness import Compared, Fairness
from puhui.decision.watch.measuring.shares import Share, chance_of_gap, share
from puhui.decision.watch.measuring.vintage import Vintage

_ONCE: Final = 1
_EARLY: Final = (3, 6)
_COHORTS_BEFORE: Final = 6


def of_vintages(found: tuple[Vintage, ...], limits: Limits) -> Iterator[Noticed]:
    """The newest cohort that is old enough, against the six before it."""
    measures = {"first_payment": [(one, one.first_payment) for one in found]}
    measures |= {f"late_by_{month}": [(one, one.late_by[month - 1]) for one in found] for month in _EARLY}
    for name, told in measures.items():
        known = [(one, it) for one, it in told if it is not None]
        if len(known) > 1:
            (newest, now), before = known[-1], known[-1 - _COHORTS_BEFORE : -1]
            yield _early(name, newest, now, _sum([it for _, it in before]), limits)


def of_fairness(found: tuple[Fairness, ...], limits: Limits) -> Iterator[Noticed]:
    """Groups under four fifths, and groups whose good payers were approved less; surely so."""
    alpha = limits.slow_alpha / max(1, sum(len(one.groups) for one in found))
    for one in found:
        for group in one.groups:
            if group.ratio is not None:
                yield _group(one, group, alpha, limits)


def _early(name: str, newest: Vintage, now: Share, before: Share, limits: Limits) -> Noticed:
    more = (now.share or 0.0) - (before.share or 0.0)
    is_loud = more >= limits.early_change_share and chance_of_gap(now, before) < limits.slow_alpha
    numbers = {"month": newest.month.isoformat(), "now": asdict(now), "before": asdict(before)}
    return Noticed(
        Rule.EARLY, name, Level.ACT if is_loud else None, more < limits.early_change_share / 2, _ONCE, numbers
    )


def _sum(shares: list[Share]) -> Share:
    return share(sum(one.hits for one in shares), sum(one.n for one in shares))


def _group(one: Fairness, group: Compared, alpha: float, limits: Limits) -> Noticed:
    ratio, gap = group.ratio, group.gap
    if one.measure == "approval":
        rule = Rule.FAIRNESS
        is_far = ratio is not None and ratio.value < limits.approval_ratio and ratio.high < 1
    else:
        rule = Rule.OPPORTUNITY
        is_far = gap is not None and gap.value <= -limits.chance_gap_share and gap.high < 0
    numbers = {
        "by": one.by,
        "value": group.value,
        "against": one.held_against,
        "n": group.share.n,
        "share": group.share.share,
        "ratio": None if ratio is None else asdict(ratio),
        "gap": None if gap is None else asdict(gap),
    }
    is_loud = is_far and group.chance < alpha
    return Noticed(
        rule, f"{one.by}:{group.value}", Level.ACT if is_loud else None, not is_far, _ONCE, numbers
    )
