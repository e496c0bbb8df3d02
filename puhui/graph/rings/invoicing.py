"""Circular invoicing: one amount goes round a circle of firms within weeks, a little less at each step."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from puhui.graph.rings.invoice_rounds import Rounds
from puhui.graph.rings.invoices_walked import fitting, walked
from puhui.graph.rings.known import Known
from puhui.graph.rings.model import Finding, RingKind
from puhui.graph.rings.rules import InvoicingRule, RingRules
from puhui.graph.rings.telling import told, told_short
from puhui.kernel import Text

_TRIMS_MOST: Final = 6


def circular_invoicing(known: Known, rules: RingRules) -> tuple[list[Finding], list[Text]]:
    """Circles of sales in which each step follows the last one within days and at nearly its amount.

    Sales that no fitting sales precede or follow are taken away first, again and again; what remains is
    little, and only there circles are searched. A ring is told from honest trade in a circle by rounds that
    use up much of what its firms sell each other, at other amounts each time: who sells at list prices, or to
    and fro over years, has circles by chance and much trade beside them.
    """
    rule = rules.circular_invoicing
    at = _candidates(known, rule)
    circles, complete = _circles(known, at, rule)
    found = []
    for rounds in circles.values():
        told_rounds = Rounds.of(known.edges, at, rounds)
        if (
            told_rounds.count >= rule.rounds_least
            and told_rounds.covered_share >= rule.covered_share_least
            and told_rounds.amounts >= min(2, told_rounds.count)
            and told_rounds.amounts_share >= rule.amounts_share_least
        ):
            found.append(_finding(known, told_rounds))
    return found, [] if complete else [told_short(RingKind.CIRCULAR_INVOICING)]


def _candidates(known: Known, rule: InvoicingRule) -> NDArray[np.int64]:
    """Sales that may be a step, the earliest first."""
    edges = known.edges
    at = known.ever("trade", "invoice")
    at = at[
        (edges.since[at] > known.day - rule.lookback_days)
        & (edges.weight[at] >= rule.amount_fen_least)
        & (edges.origin[at] != edges.target[at])
    ]
    pairs = np.unique(
        np.concatenate(
            [
                edges.origin[at].astype(np.int64) * edges.nodes + edges.target[at],
                edges.target[at].astype(np.int64) * edges.nodes + edges.origin[at],
            ]
        )
    )
    partners = np.bincount(pairs // edges.nodes, minlength=edges.nodes)
    at = at[
        (partners[edges.origin[at]] <= rule.partners_most)
        & (partners[edges.target[at]] <= rule.partners_most)
    ]
    ordered: NDArray[np.int64] = at[np.lexsort((at, edges.since[at]))]
    return ordered


def _circles(
    known: Known, at: NDArray[np.int64], rule: InvoicingRule
) -> tuple[dict[tuple[int, ...], list[tuple[int, ...]]], bool]:
    edges = known.edges
    sales = (edges.origin[at], edges.target[at], edges.since[at], edges.weight[at])
    step = (
        rule.step_days_most,
        rule.step_back_days_most,
        1 - rule.lost_share_most,
        1 + rule.gained_share_most,
    )
    alive = np.ones(len(at), np.bool_)
    for _ in range(_TRIMS_MOST):
        firms = _by_origin(sales[0], edges.nodes, alive)
        fits = alive & fitting(firms, sales, step, rule.length_least)
        fits[fits] = _returning(sales[0][fits], sales[1][fits], edges.nodes)
        if fits.sum() == alive.sum():
            break
        alive = fits
    limits = (rule.length_least, rule.length_most, rule.round_days_most, rule.steps_most, rule.found_most)
    (rows, lengths, count), complete = walked(firms, sales, step, limits)
    rounds: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for row, length in zip(rows[:count], lengths[:count], strict=True):
        members = tuple(np.unique(sales[0][row[:length]]).tolist())
        rounds.setdefault(members, []).append(tuple(at[row[:length]].tolist()))
    return rounds, bool(complete)


def _returning(origin: NDArray[np.int32], target: NDArray[np.int32], nodes: int) -> NDArray[np.bool_]:
    """Which sales lie within a group of firms each of which is reached from each."""
    link = coo_array((np.ones(len(origin), np.int8), (origin, target)), (nodes, nodes))
    group = connected_components(link, directed=True, connection="strong")[1]
    inside: NDArray[np.bool_] = group[origin] == group[target]
    return inside


def _by_origin(
    origin: NDArray[np.int32], nodes: int, alive: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sales of each firm in order of day (the input is in that order), and where each firm's begin."""
    kept = np.flatnonzero(alive)
    offsets = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(origin[kept], minlength=nodes), out=offsets[1:])
    return kept[np.argsort(origin[kept], kind="stable")], offsets


def _finding(known: Known, rounds: Rounds) -> Finding:
    days = known.edges.since[list(rounds.sales)]
    said = told(
        RingKind.CIRCULAR_INVOICING,
        parties=len(rounds.members),
        rounds=rounds.count,
        edges=len(rounds.sales),
        days=int(days.max() - days.min()) + 1,
        fen=float(known.edges.weight[list(rounds.sales)].sum()),
    )
    strength = round((1 - 0.5**rounds.count) * rounds.covered_share, 4)
    return Finding(RingKind.CIRCULAR_INVOICING, rounds.members, rounds.sales, strength, said)
