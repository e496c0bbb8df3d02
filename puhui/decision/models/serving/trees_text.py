"""Trees as LightGBM writes them, read without LightGBM: numbers, and nothing that is not understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_VERSIONS: Final = {"v3", "v4"}
_CATEGORICAL: Final = 1
_OWN: Final = "custom"
"""What LightGBM calls an objective that was handed to it; the sum of the trees is log odds all the same."""
_MARK: Final = "#puhui trees "
_MOST_LEAVES: Final = 4096

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: of every split its column, threshold and what it does with what is missing, of every child a
    number (a split, or −1−leaf), of every leaf its value, and how many rows were learnt from at each."""

    feature: Ints
    threshold: Floats
    decision: Ints
    left: Ints
    right: Ints
    split_rows: Floats
    leaf_value: Floats
    leaf_rows: Floats


Bag = tuple[Tree, ...]
"""One model text. Its trees are added, a forest's as well: LightGBM averages probabilities, not log odds."""


def bags_of(text: str) -> dict[str, tuple[Bag, ...]]:
    """The bags of every member in a `trees.txt`. Raises ValueError or KeyError for anything else."""
    found: dict[str, tuple[Bag, ...]] = {}
    for part in text.split(_MARK)[1:]:
        name, own = part.split("\n", maxsplit=1)
        found[name] = (*found.get(name, ()), read_bag(own))
    return found


def read_bag(text: str) -> Bag:
    """One model text. Raises ValueError or KeyError where it is not one, is cut off, or says what is not read
    here: several classes, categories, linear leaves."""
    head, *blocks = text.split("\nTree=")
    if "\nend of trees" not in text:
        raise ValueError("the trees are cut off")
    about = dict(_pairs(head.splitlines()))
    if about.get("version") not in _VERSIONS:
        raise ValueError(f"trees of version {about.get('version')}")
    if about["num_class"] != "1" or about["num_tree_per_iteration"] != "1":
        raise ValueError("several classes")
    if about.get("objective", _OWN) not in {_OWN, "binary sigmoid:1"}:
        raise ValueError(f"objective {about['objective']}")
    trees = tuple(_tree(dict(_pairs(block.splitlines()))) for block in blocks)
    if len(trees) != len(about["tree_sizes"].split()):
        raise ValueError("the trees are cut off")
    return trees


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line == "end of trees":
            return
        name, sign, value = line.partition("=")
        if sign:
            yield name, value


def _tree(about: Mapping[str, str]) -> Tree:
    leaves = int(about["num_leaves"])
    if about["num_cat"] != "0" or about.get("is_linear", "0") != "0" or not 1 <= leaves <= _MOST_LEAVES:
        raise ValueError("categories or linear leaves")
    splits = leaves - 1
    tree = Tree(
        feature=_ints(about, "split_feature", splits),
        threshold=_floats(about, "threshold", splits),
        decision=_ints(about, "decision_type", splits),
        left=_ints(about, "left_child", splits),
        right=_ints(about, "right_child", splits),
        split_rows=_floats(about, "internal_count", splits),
        leaf_value=_floats(about, "leaf_value", leaves),
        leaf_rows=_floats(about, "leaf_count", leaves) if splits else np.ones(1),
    )
    if not _is_a_tree(tree):
        raise ValueError("not a tree")
    return tree


def _is_a_tree(tree: Tree) -> bool:
    """Every split but the first and every leaf is a child once, values are numbers, rows are there."""
    splits, leaves = len(tree.feature), len(tree.leaf_value)
    children = np.sort(np.concatenate([tree.left, tree.right]))
    every = np.concatenate([np.arange(-leaves, 0), np.arange(1, splits)]) if splits else np.empty(0)
    before = all(
        child > at for side in (tree.left, tree.right) for at, child in enumerate(side) if child >= 0
    )
    return bool(
        np.array_equal(children, every)
        and before
        and np.isfinite(tree.leaf_value).all()
        and not np.isnan(tree.threshold).any()
        and (tree.leaf_rows > 0).all()
        and (tree.split_rows > 0).all()
        and (tree.feature >= 0).all()
        and not (tree.decision & _CATEGORICAL).any()
    )


def _ints(about: Mapping[str, str], name: str, count: int) -> Ints:
    return _counted(np.array([int(one) for one in about.get(name, "").split()], dtype=np.int64), name, count)


def _floats(about: Mapping[str, str], name: str, count: int) -> Floats:
    values = np.array([float(one) for one in about.get(name, "").split()], dtype=np.float64)
    return _counted(values, name, count)


def _counted(values: NDArray[np.generic], name: str, count: int) -> NDArray:  # type: ignore[type-arg]
    if len(values) != count:
        raise ValueError(f"{name}: {len(values)} instead of {count}")
    return values
