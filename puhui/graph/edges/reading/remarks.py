"""The sentences about what was noticed in a graph, each with its count and its first lines."""

from collections.abc import Callable
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.model import Remark
from puhui.kernel import Text

_FIRST: Final = 3

_SAID: Final[dict[str, tuple[str, str, bool]]] = {
    "broken_lines": ("{n} 行的格子数不对，略去", "{n} lines have too many or too few cells; left out", True),
    "no_end": ("{n} 条边缺一端，略去", "{n} edges lack an end; left out", True),
    "self_loop": ("{n} 条边从自己到自己，略去", "{n} edges go from a node to itself; left out", True),
    "unlisted_out": (
        "{n} 条边的一端不在节点表里，略去（要计入请用 --unlisted keep）",
        "{n} edges end at a node that is not listed; left out (--unlisted keep counts them)",
        True,
    ),
    "unlisted_kept": (
        "{n} 条边的一端不在节点表里，按未列出的节点计入（不要计入请用 --unlisted drop）",
        "{n} edges end at a node that is not listed; counted, as unlisted (--unlisted drop leaves them out)",
        False,
    ),
    "wrong_date": (
        "{n} 条边的日期读不出，略去：不知何时已知，会把将来带进过去",
        "{n} edges have a date that is none; left out, because they might be of the future",
        True,
    ),
    "reversed_dates": ("{n} 条边的结束早于开始，略去", "{n} edges end before they begin; left out", True),
    "no_date": (
        "{n} 条边没写日期，按一直已知计入",
        "{n} edges have no date; counted as known on every day",
        False,
    ),
    "undated": (
        "{n} 条边都没有日期：截至日期留不住将来的关系",
        "{n} edges and no dates: an as-of date holds nothing of the future back",
        False,
    ),
    "wrong_weight": (
        "{n} 条边的权重不是数，按未知",
        "{n} edges have a weight that is no number; unknown",
        False,
    ),
    "impossible_share": (
        "{n} 条边的持股比例小于 0 或大于 100%，按未知",
        "{n} edges have a share below 0 or over 100 %; unknown",
        False,
    ),
    "percent": ("{n} 个比例按百分数读（60 即 60%）", "{n} shares read as percent (60 is 60 %)", False),
    "shares_over_whole": (
        "{n} 个节点的在册持股比例合计超过 100%，照原样计入",
        "{n} nodes have owners whose shares exceed 100 % together; counted as written",
        False,
    ),
    "same_number": ("{n} 条边的编号重复，只留第一条", "{n} edges repeat a number; the first was kept", True),
    "same_edge": (
        "{n} 条边与另一条完全相同，照数计入（不同邻居只数一次）",
        "{n} edges are the same as another; counted (distinct neighbours count once)",
        False,
    ),
    "many_kinds": (
        "{n} 种少见的关系合为 other",
        "{n} rare kinds of relation counted together as other",
        False,
    ),
    "no_kind": ("{n} 条边没写种类，记作 unknown", "{n} edges name no kind; called unknown", False),
    "no_node": ("{n} 行没有节点，特征留空", "{n} rows name no node; their features stay empty", False),
    "repeated_node": (
        "{n} 行的节点已出现过，每行各有一行结果",
        "{n} rows repeat a node; each row has its own result",
        False,
    ),
    "two_types": (
        "{n} 个节点写了不同的类型，取第一个",
        "{n} nodes have several types; the first was taken",
        False,
    ),
    "wrong_as_of": (
        "{n} 行的截至日期读不出，特征留空",
        "{n} rows have an as-of date that is none; their features stay empty",
        False,
    ),
    "no_as_of": (
        "{n} 行没有截至日期，特征留空",
        "{n} rows have no as-of date; their features stay empty",
        False,
    ),
    "outcome_unusable": (
        "{n} 行结果的节点不在图里，或没有日期、不是 0/1，不用",
        "{n} outcomes are of nodes not in the graph, without a day or neither 0 nor 1; not used",
        True,
    ),
    "untouched": ("{n} 个节点没有任何关系", "{n} nodes have no relation at all", False),
}


def remark(code: str, count: int, lines: NDArray[np.int64] | None = None) -> Remark:
    """One remark, with the first lines it is about.

    >>> remark("self_loop", 2, np.array([7, 12])).said.en
    '2 edges go from a node to itself; left out: line 7, 12.'
    """
    zh, en, lost = _SAID[code]
    where_zh = where_en = ""
    if lines is not None and len(lines):
        first = ", ".join(f"{line:,}" for line in lines[:_FIRST].tolist())
        more = len(lines) > _FIRST
        where_zh = f"：第 {first} 行{'等' if more else ''}"
        where_en = f": line {first}{' …' if more else ''}"
    n = f"{count:,}"
    return Remark(code, count, Text(f"{zh.format(n=n)}{where_zh}。", f"{en.format(n=n)}{where_en}."), lost)


def remarker(found: list[Remark], lines: pl.Series) -> Callable[[str, NDArray[np.bool_]], None]:
    """A function that adds a remark about the rows where a mask is true, and none where it never is."""

    def noticed(code: str, mask: NDArray[np.bool_]) -> None:
        count = int(mask.sum())
        if count:
            at = np.flatnonzero(mask)[: _FIRST + 1]
            found.append(remark(code, count, lines.gather(at).to_numpy()))

    return noticed
