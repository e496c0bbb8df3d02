"""Coarse monotone binning: a few ranges, each safer than the one before, none too small to believe.

Start from equally filled ranges, pool neighbours that are too small or out of order (pool adjacent
violators), then pool the most alike until few enough are left. The risk of a bin is its weight of evidence,
`ln(odds bad in the bin) − ln(odds bad overall)`, after `smoothing_rows` average rows have been added to it
(so that an empty cell never proves anything). Arrays in, arrays out; no names, no files.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.spec import Growth, Risk

_EDGE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Binning:
    """Edges between bins, and of each bin the rows, the bad ones, and the weight of evidence of risk."""

    edges: Floats
    rows: Floats
    bads: Floats
    woe: Floats
    missing_rows: float
    missing_bads: float
    missing_woe: float

    @property
    def information(self) -> float:
        """Information value: how far apart the bins hold good and bad (0.02 weak, 0.3 strong)."""
        rows, bads = np.append(self.rows, self.missing_rows), np.append(self.bads, self.missing_bads)
        woe = np.append(self.woe, self.missing_woe)
        goods = rows - bads
        return float(((bads / bads.sum() - goods / goods.sum()) * woe).sum())

    def transform(self, values: Floats) -> Floats:
        """Weight of evidence of every value."""
        known = ~np.isnan(values)
        places = np.searchsorted(self.edges, values[known], side="right")
        evidence = np.full(len(values), self.missing_woe)
        evidence[known] = self.woe[places]
        return evidence


def bin_feature(values: Floats, bad: Floats, weight: Floats, risk: Risk, growth: Growth) -> Binning:
    """The bins of one feature; a single bin when nothing separates.

    Too few missing rows to believe: they get no credit, and no more blame than the worst bin.
    """
    known = ~np.isnan(values)
    average = _average(bad, weight)
    fine = _equally_filled(values[known], growth.start_bins)
    sign = _sign(values[known], bad[known], risk)
    columns = (values[known], bad[known], weight[known])
    edges, rows, bads = _pooled(columns, fine, sign, average, growth)
    woe = _woe(rows, bads, average, growth.smoothing_rows)
    missing_rows, missing_bads = weight[~known].sum(), (bad * weight)[~known].sum()
    missing_woe = float(_woe(missing_rows, missing_bads, average, growth.smoothing_rows))
    believed = (~known).sum() >= growth.min_bin_rows
    return Binning(
        edges,
        rows,
        bads,
        woe,
        float(missing_rows),
        float(missing_bads),
        missing_woe if believed else float(np.clip(missing_woe, 0.0, max(woe.max(), 0.0))),
    )


def _average(bad: Floats, weight: Floats) -> float:
    return float((bad * weight).sum() / weight.sum())


def _equally_filled(values: Floats, bins: int) -> Floats:
    if len(values) == 0:
        return np.empty(0)
    cuts = np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)[1:-1]))
    short = np.array([float(f"{cut:.{_EDGE_DIGITS}g}") for cut in cuts])
    readable = short if len(np.unique(short)) == len(cuts) else cuts
    return np.asarray(readable[readable > values.min()])


def _sign(values: Floats, bad: Floats, risk: Risk) -> int:
    if risk is not Risk.EITHER:
        return 1 if risk is Risk.RISES else -1
    if len(values) < 2 or bad.min() == bad.max():
        return 1
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    return 1 if ranks[bad > 0].mean() >= ranks[bad == 0].mean() else -1


def _pooled(
    columns: tuple[Floats, Floats, Floats], edges: Floats, sign: int, average: float, growth: Growth
) -> tuple[Floats, Floats, Floats]:
    values, bad, weight = columns
    places = np.searchsorted(edges, values, side="right")
    count = np.bincount(places, minlength=len(edges) + 1)
    rows = np.bincount(places, weights=weight, minlength=len(edges) + 1)
    bads = np.bincount(places, weights=bad * weight, minlength=len(edges) + 1)
    smallest = max(growth.min_bin_rows, growth.min_bin_share * len(values))
    added = (growth.smoothing_rows, growth.smoothing_rows * average)
    blocks = [
        _Block(float(count[place]), float(rows[place]), float(bads[place]), place, added)
        for place in range(len(rows))
    ]
    _settle(blocks, sign, smallest)
    while len(blocks) > growth.max_bins:
        _pool(blocks, _most_alike(blocks))
        _settle(blocks, sign, smallest)
    kept = np.array([edges[block.last] for block in blocks[:-1]], dtype=np.float64)
    return kept, np.array([b.rows for b in blocks]), np.array([b.bads for b in blocks])


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring ranges taken together. `added` are the average rows and their bad part of smoothing."""

    count: float
    rows: float
    bads: float
    last: int
    added: tuple[float, float]

    @property
    def bad_share(self) -> float:
        """Smoothed as the weight of evidence is: smoothing by unequal counts could turn the order round."""
        return (self.bads + self.added[1]) / max(self.rows + self.added[0], 1e-12)


def _settle(blocks: list[_Block], sign: int, smallest: float) -> None:
    """Pool until every neighbour is riskier than the one before and none is too small."""
    at = 0
    while at < len(blocks) - 1:
        left, right = blocks[at], blocks[at + 1]
        out_of_order = sign * (right.bad_share - left.bad_share) <= 0
        small = left.count < smallest or (at == len(blocks) - 2 and right.count < smallest)
        if out_of_order or small:
            _pool(blocks, at)
            at = max(at - 1, 0)
        else:
            at += 1


def _pool(blocks: list[_Block], at: int) -> None:
    one, other = blocks[at], blocks.pop(at + 1)
    blocks[at] = _Block(
        one.count + other.count, one.rows + other.rows, one.bads + other.bads, other.last, one.added
    )


def _most_alike(blocks: list[_Block]) -> int:
    """Where pooling loses least: Ward's distance between neighbours' bad shares."""
    costs = [
        one.rows * other.rows / max(one.rows + other.rows, 1e-12) * (one.bad_share - other.bad_share) ** 2
        for one, other in pairwise(blocks)
    ]
    return int(np.argmin(costs))


def _woe(rows: Floats | float, bads: Floats | float, average: float, smoothing_rows: float) -> Floats:
    bad = np.asarray(bads) + smoothing_rows * average
    good = np.asarray(rows) - np.asarray(bads) + smoothing_rows * (1 - average)
    return np.asarray(np.log(bad / good) - np.log(average / (1 - average)), dtype=np.float64)
