"""Findings over small graphs that a person can draw."""

import numpy as np

from puhui.graph.edges import Edges
from puhui.graph.rings import Applications, RingKind, find_rings, spread

DAY = 20_000


def applications(rows: list[tuple[int, int, int]]) -> Applications:
    """(subject, enterprise, day)."""
    columns = np.array(rows, np.int32).T
    return Applications(columns[0], columns[1], columns[2])


def test_three_firms_that_guarantee_each_other_are_one_finding() -> None:
    """Members, the edges that prove it, and a sentence in both languages."""
    edges = Edges.of_rows(
        4,
        [
            (0, 1, "guarantee", 5e6),
            (1, 2, "guarantee", 5e6),
            (2, 0, "guarantee", 4e6),
            (0, 3, "guarantee", 1e6),
        ],
    )
    (finding,) = find_rings(edges, DAY)
    assert (finding.kind, finding.members, finding.evidence) == (
        RingKind.GUARANTEE_CYCLE,
        (0, 1, 2),
        (0, 1, 2),
    )
    assert "3 方互相担保" in finding.said.zh and "3 parties" in finding.said.en


def test_amounts_that_go_round_within_weeks_are_circular_and_an_old_trade_is_not() -> None:
    """100,000 and then 60,000 go round three firms within days; the others trade over years."""
    rows = [
        (0, 1, "trade", 100_000_00, DAY - 60, DAY),
        (1, 2, "trade", 99_000_00, DAY - 56, DAY),
        (2, 0, "trade", 98_000_00, DAY - 52, DAY),
        (0, 1, "trade", 60_000_00, DAY - 40, DAY),
        (1, 2, "trade", 59_500_00, DAY - 38, DAY),
        (2, 0, "trade", 59_000_00, DAY - 37, DAY),
        (3, 4, "trade", 100_000_00, DAY - 700, DAY),
        (4, 5, "trade", 40_000_00, DAY - 400, DAY),
        (5, 3, "trade", 70_000_00, DAY - 90, DAY),
    ]
    (finding,) = find_rings(Edges.of_rows(6, rows), DAY)
    assert (finding.kind, finding.members) == (RingKind.CIRCULAR_INVOICING, (0, 1, 2))
    assert finding.evidence == (0, 1, 2, 3, 4, 5)
    assert "转了 2 圈" in finding.said.zh


def test_distress_falls_with_every_step_and_reaches_nobody_who_is_not_related() -> None:
    """A default is called from the guarantor by half, and from the guarantor's guarantor by a quarter."""
    edges = Edges.of_rows(4, [(0, 1, "guarantee", 1e8), (1, 2, "guarantee", 1e8)])
    reached = spread(edges, {2: 1.0}, DAY)
    assert reached.distress.tolist() == [0.25, 0.5, 1.0, 0.0]
    assert reached.over.tolist() == [0, 1, -1, -1]
