"""Every tree of a model as one row of arrays, laid out so that parents come before their children."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from puhui.decision.models.serving.trees_text import Floats, Ints, Tree

LEAF: Final = -1


@dataclass(frozen=True, slots=True)
class Forest:
    """A node a row. `start[t]` is the root of tree t; the last entry is the number of nodes.

    `feature` is the column a split asks, −1 at a leaf; `parent`, `is_left` and `above` (the nearest edge on
    the way up that asked the same column, or −1) are of the edge that leads to the node, as is `cold`: the
    share of rows that took every edge of that column on the way. `column` is the column of that edge.
    """

    start: Ints
    feature: Ints
    threshold: Floats
    decision: Ints
    value: Floats
    parent: Ints
    is_left: Ints
    above: Ints
    column: Ints
    cold: Floats
    expected: float
    longest: int
    """The most columns that one path asks."""


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


def forest_of(weighed: Iterable[tuple[Tree, float]]) -> Forest:
    """The forest of trees with what each leaf's value is multiplied by."""
    nodes: list[_Node] = []
    start, expected, longest = [0], 0.0, 1
    for tree, weight in weighed:
        longest = max(longest, _lay_out(tree, weight, nodes))
        expected += weight * float(tree.leaf_value @ (tree.leaf_rows / tree.leaf_rows.sum()))
        start.append(len(nodes))
    return Forest(
        start=np.array(start, dtype=np.int64),
        threshold=np.array([it.threshold for it in nodes]),
        value=np.array([it.value for it in nodes]),
        cold=np.array([it.cold for it in nodes]),
        expected=expected,
        longest=longest,
        **{
            name: np.array([getattr(it, name) for it in nodes], dtype=np.int64)
            for name in ("feature", "decision", "parent", "is_left", "above", "column")
        },
    )


def _lay_out(tree: Tree, weight: float, nodes: list[_Node]) -> int:
    """Add the nodes of one tree, a parent before its children; gives the most columns of a path."""
    most = 0
    waiting = [(0 if len(tree.feature) else LEAF, -1, 0, 1.0)]
    while waiting:
        number, parent, is_left, share = waiting.pop()
        column = -1 if parent < 0 else nodes[parent].feature
        above = next((at for at in _edges_up(nodes, parent) if nodes[at].column == column), -1)
        cold = share if above < 0 else share * nodes[above].cold
        at = len(nodes)
        if number < 0:
            value = weight * float(tree.leaf_value[-1 - number])
            nodes.append(_Node(LEAF, 0.0, 0, value, parent, is_left, above, column, cold))
            most = max(most, len({nodes[one].column for one in _edges_up(nodes, at)}))
            continue
        nodes.append(
            _Node(
                int(tree.feature[number]),
                float(tree.threshold[number]),
                int(tree.decision[number]),
                0.0,
                parent,
                is_left,
                above,
                column,
                cold,
            )
        )
        rows = _rows(tree, number)
        for child, left in ((int(tree.right[number]), 0), (int(tree.left[number]), 1)):
            waiting.append((child, at, left, _rows(tree, child) / rows))
    return most


def _edges_up(nodes: list[_Node], at: int) -> Iterator[int]:
    while at >= 0 and nodes[at].parent >= 0:
        yield at
        at = nodes[at].parent


def _rows(tree: Tree, number: int) -> float:
    return float(tree.leaf_rows[-1 - number] if number < 0 else tree.split_rows[number])
