"""The way from a tree's root to each of its leaves, feature by feature."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from puhui.identify.owner.forest.model import Forest

_MOST_NODES = 64
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Path:
    """One leaf: its value, the share of training rows that reach it, and each feature asked on the way once.

    `shares` are of the rows that came by and agree with the feature; `lefts` and `rights` are the tree's
    nodes, as bits, at which a row that agrees goes left and right.
    """

    value: float
    reach: float
    features: tuple[int, ...]
    shares: tuple[float, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]


def paths_of(forest: Forest, tree: int) -> tuple[Path, ...]:
    """Every leaf of a tree."""
    root = int(forest.roots[tree])
    if root < 0:
        return (Path(float(forest.value[~root]), 1.0, (), (), (), ()),)
    found = tuple(_below(forest, root, root, Path(0.0, 1.0, (), (), (), ())))
    if len(found) > _MOST_NODES:
        raise ValueError(f"a tree of {len(found)} leaves; at most {_MOST_NODES} are explained")
    return found


def _below(forest: Forest, root: int, node: int, path: Path) -> Iterator[Path]:
    if node < 0:
        yield replace(path, value=float(forest.value[~node]))
        return
    for child, goes_left in ((int(forest.left[node]), True), (int(forest.right[node]), False)):
        covered = forest.cover[child] if child >= 0 else forest.leaf_cover[~child]
        share = float(covered / forest.cover[node])
        asked = (int(forest.feature[node]), share, 1 << (node - root), goes_left)
        yield from _below(forest, root, child, _longer(path, *asked))


def _longer(path: Path, feature: int, share: float, bit: int, goes_left: bool) -> Path:
    left, right = (bit, 0) if goes_left else (0, bit)
    reach = path.reach * share
    if feature not in path.features:
        return Path(
            path.value,
            reach,
            (*path.features, feature),
            (*path.shares, share),
            (*path.lefts, left),
            (*path.rights, right),
        )
    at = path.features.index(feature)
    return replace(
        path,
        reach=reach,
        shares=_at(path.shares, at, path.shares[at] * share),
        lefts=_at(path.lefts, at, path.lefts[at] | left),
        rights=_at(path.rights, at, path.rights[at] | right),
    )


def _at(values: tuple[_T, ...], place: int, value: _T) -> tuple[_T, ...]:
    return (*values[:place], value, *values[place + 1 :])
