"""Every tree of a model as rows of arrays, laid out so that parents come before their children."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from puhui.decision.models.serving.trees_text import Floats, Tree

NONE: Final = np.uint32(0xFFFF_FFFF)
"""Where there is no parent, no edge above, no split."""
_NOTHING: Final = int(NONE)

Numbers = NDArray[np.uint32]
Small = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """A node a row; `start[t]` is the root of tree t, the last entry the number of nodes.

    `feature` is the column that a split asks, `NONE` at a leaf. Of the edge that leads to a node: `parent`,
    `is_left`, `column`, `above` (the nearest edge on the way up that asked the same column) and `cold`, the
    share of rows that took every edge of that column on the way. Places are counted within the tree.
    """

    start: Numbers
    feature: Numbers
    threshold: Floats
    decision: Small
    value: Floats
    parent: Numbers
    is_left: Small
    above: Numbers
    column: Numbers
    cold: Floats
    widest: int


@dataclass(slots=True)
class _Node:
    feature: int
    threshold: float
    decision: int
    value: float
    parent: int
    is_left: int
    above: int
    column: int
    cold: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One tree's nodes, and the most columns that one of its paths asks."""

    nodes: tuple[_Node, ...]
    longest: int


def expected_of(tree: Tree) -> float:
    """What a row of which nothing is known can expect of a tree."""
    return float(tree.leaf_value @ (tree.leaf_rows / tree.leaf_rows.sum()))


def laid_out(tree: Tree, weight: float) -> LaidOut:
    """The nodes of a tree, a parent before its children, leaves multiplied by `weight`."""
    nodes: list[_Node] = []
    waiting = [(0 if len(tree.feature) else -1, _NOTHING, 0, 1.0)]
    while waiting:
        number, parent, is_left, share = waiting.pop()
        at = len(nodes)
        nodes.append(_edge(nodes, parent, is_left, share))
        if number < 0:
            nodes[at].value = weight * float(tree.leaf_value[-1 - number])
            continue
        nodes[at].feature = int(tree.feature[number])
        nodes[at].threshold = float(tree.threshold[number])
        nodes[at].decision = int(tree.decision[number])
        rows = _rows(tree, number)
        for child, left in ((int(tree.right[number]), 0), (int(tree.left[number]), 1)):
            waiting.append((child, at, left, _rows(tree, child) / rows))
    longest = max(len({nodes[one].column for one in _edges_up(nodes, at)}) for at in range(len(nodes)))
    return LaidOut(tuple(nodes), longest)


def forest_of(trees: Iterable[LaidOut]) -> Forest:
    """Trees one after another."""
    every = [tree.nodes for tree in trees]
    nodes, start = [node for tree in every for node in tree], np.cumsum([0, *map(len, every)])

    def column(name: str, kind: type) -> NDArray[Any]:
        return np.array([getattr(node, name) for node in nodes], dtype=kind)

    return Forest(
        start=start.astype(np.uint32),
        feature=column("feature", np.uint32),
        threshold=column("threshold", np.float64),
        decision=column("decision", np.uint8),
        value=column("value", np.float64),
        parent=column("parent", np.uint32),
        is_left=column("is_left", np.uint8),
        above=column("above", np.uint32),
        column=column("column", np.uint32),
        cold=column("cold", np.float64),
        widest=max(map(len, every), default=1),
    )


def _edge(nodes: list[_Node], parent: int, is_left: int, share: float) -> _Node:
    """The edge to a node that is about to be laid down."""
    column = 0 if parent == _NOTHING else nodes[parent].feature
    up = () if parent == _NOTHING else _edges_up(nodes, parent)
    above = next((at for at in up if nodes[at].column == column), _NOTHING)
    cold = share if above == _NOTHING else share * nodes[above].cold
    return _Node(_NOTHING, 0.0, 0, 0.0, parent, is_left, above, column, cold)


def _edges_up(nodes: list[_Node], at: int) -> Iterator[int]:
    while nodes[at].parent != _NOTHING:
        yield at
        at = nodes[at].parent


def _rows(tree: Tree, number: int) -> float:
    return float(tree.leaf_rows[-1 - number] if number < 0 else tree.split_rows[number])
