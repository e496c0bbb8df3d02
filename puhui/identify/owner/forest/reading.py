"""LightGBM's text form of a model, read without LightGBM: serving needs neither it nor pandas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from puhui.identify.owner.forest.model import Forest
from puhui.kernel import Problem, Text

_UNKNOWN_LEFT: Final = 2
_MISSING: Final = 0b1100
_MISSING_IS_NAN: Final = 0b1000


def read_forest(path: Path) -> Forest | Problem:
    """The trees of a file that LightGBM wrote; a form that is not understood is refused, not guessed."""
    try:
        head, *blocks = path.read_text(encoding="utf-8").split("\nTree=")
        about = _named(head)
        blocks[-1] = blocks[-1].split("\nend of trees")[0]
        return _forest(about, [_named(block) for block in blocks])
    except (OSError, KeyError, ValueError, IndexError):
        return _unreadable(path)


def _named(block: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in block.splitlines() if "=" in line)


def _forest(about: dict[str, str], trees: list[dict[str, str]]) -> Forest:
    if any(tree.get("num_cat", "0") != "0" or tree.get("is_linear", "0") != "0" for tree in trees):
        raise ValueError("categories and linear leaves are not understood here")
    nodes = [max(int(tree["num_leaves"]) - 1, 0) for tree in trees]
    leaves = [int(tree["num_leaves"]) for tree in trees]
    first_node = np.concatenate([[0], np.cumsum(nodes)])[:-1].astype(np.int32)
    first_leaf = np.concatenate([[0], np.cumsum(leaves)])[:-1].astype(np.int32)
    children = {
        side: np.concatenate(list(_children(trees, side, first_node, first_leaf)))
        for side in ("left_child", "right_child")
    }
    decision = _all(trees, "decision_type").astype(np.int64)
    if ((decision & _MISSING) == _MISSING & ~_MISSING_IS_NAN).any():
        raise ValueError("zero as missing is not understood here")
    threshold = _all(trees, "threshold")
    roots = np.where(np.array(nodes) > 0, first_node, ~first_leaf).astype(np.int32)
    return Forest(
        features=tuple(about["feature_names"].split()),
        classes=int(about["num_tree_per_iteration"]),
        roots=roots,
        feature=_all(trees, "split_feature").astype(np.int32),
        threshold=_not_above(threshold),
        unknown_left=_goes_left(decision, threshold),
        left=children["left_child"],
        right=children["right_child"],
        cover=_all(trees, "internal_count"),
        value=_all(trees, "leaf_value"),
        leaf_cover=_all(trees, "leaf_count", alone=1.0),
        depth=max((_depth(tree) for tree in trees), default=0),
    )


def _goes_left(decision: np.ndarray, threshold: np.ndarray) -> np.ndarray:
    """Where a node never met an unknown value in training, LightGBM takes it for zero."""
    knows = (decision & _MISSING) == _MISSING_IS_NAN
    return np.where(knows, (decision & _UNKNOWN_LEFT) > 0, threshold >= 0)


def _not_above(threshold: np.ndarray) -> np.ndarray:
    """The largest float32 not above each threshold: every float32 is decided as the double would."""
    rounded = threshold.astype(np.float32)
    above = rounded.astype(np.float64) > threshold
    return np.where(above, np.nextafter(rounded, np.float32(-np.inf)), rounded).astype(np.float32)


def _children(
    trees: list[dict[str, str]],
    side: str,
    first_node: np.ndarray,
    first_leaf: np.ndarray,
) -> Iterator[np.ndarray]:
    for tree, node, leaf in zip(trees, first_node, first_leaf, strict=True):
        own = _numbers(tree.get(side, "")).astype(np.int32)
        yield np.where(own >= 0, own + node, ~(~own + leaf)).astype(np.int32)


def _all(trees: list[dict[str, str]], name: str, alone: float | None = None) -> np.ndarray:
    """One array over all trees; a tree of a single leaf may leave a name out."""
    missing = np.zeros(0) if alone is None else np.array([alone])
    return np.concatenate([_numbers(tree[name]) if tree.get(name) else missing for tree in trees])


def _numbers(text: str) -> np.ndarray:
    return np.array(text.split(), dtype=np.float64)


def _depth(tree: dict[str, str]) -> int:
    left, right = (_numbers(tree.get(side, "")).astype(int) for side in ("left_child", "right_child"))
    below = np.ones(len(left), dtype=int)
    for node in range(len(left) - 1, -1, -1):
        inner = [below[child] for child in (left[node], right[node]) if child >= 0]
        below[node] += max(inner, default=0)
    return int(below[0]) if len(below) else 0


def _unreadable(path: Path) -> Problem:
    return Problem(
        "owner.model.unreadable",
        Text("模型文件读不懂。", "The model file cannot be read."),
        Text("请重新训练，或换一个模型文件夹。", "Train it again, or name another folder."),
        str(path),
    )
