"""The members of an ensemble: each gives log odds, and parts that add up to them exactly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from puhui.learn.boosted.members.line import Line, fit_line
from puhui.learn.boosted.members.trees import Trees, fit_trees
from puhui.learn.spec import Member, MemberKind
from puhui.learn.table.sample import Sample

FittedMember = Trees | Line
_FITS: Final[dict[MemberKind, Callable[[Sample, Member, tuple[int, ...], int], FittedMember]]] = {
    MemberKind.TREES: fit_trees,
    MemberKind.RANDOM_TREES: fit_trees,
    MemberKind.FOREST: fit_trees,
    MemberKind.LINEAR: fit_line,
}


def fit_member(sample: Sample, member: Member, directions: tuple[int, ...], seed: int) -> FittedMember:
    """One member, learnt. `directions`: 1 where risk may only rise with the column, −1 fall, 0 either."""
    return _FITS[member.kind](_blinded(sample, member), member, directions, seed)


def _blinded(sample: Sample, member: Member) -> Sample:
    """The sample with a single value wherever the member may not look: nothing can be learnt from it."""
    hidden = [place for place, name in enumerate(sample.names) if name in member.without]
    if not hidden:
        return sample
    values = sample.values.copy()
    values[:, hidden] = 0.0
    return replace(sample, values=values)


__all__ = ["FittedMember", "Line", "Trees", "fit_member"]
