"""Everything one controller commands, and what all of it owes."""

from datetime import date

from puhui.graph.control import Registry, control_rule, exposures, group_exposure, group_of
from puhui.graph.edges import Edges

RULE = control_rule(date(2026, 11, 23))
P, A, B, C, D, Q = range(6)
ROWS = [
    (P, A, "ownership", 0.6),
    (A, B, "ownership", 0.3),
    (P, B, "ownership", 0.3),
    (A, C, "ownership", 0.5),
    (Q, C, "ownership", 0.5),
    (P, D, "operates", float("nan")),
]
TYPES = ["person", "firm", "firm", "firm", "firm", "person"]


def _registry() -> Registry:
    return Registry(Edges.of_rows(6, ROWS, TYPES), 20_780, RULE)


def test_a_group_is_what_more_than_half_of_the_votes_commands() -> None:
    """60 % of A; 30 % of B through A and 30 % directly are more than half; half of C is not; D is run."""
    group = group_of(_registry(), P)
    assert (group.controller, group.firms, group.is_whole) == ((P,), (A, B, D), True)


def test_what_a_group_owes_is_added_over_its_members() -> None:
    """The controller's own debt counts, and what half-owned C owes does not."""
    exposure = group_exposure(_registry(), P, {P: 100_00, A: 200_00, C: 999_00, D: 50_00})
    assert (exposure.total_fen, dict(exposure.owed_fen)) == (350_00, {P: 100_00, A: 200_00, D: 50_00})


def test_every_debtor_is_counted_once() -> None:
    """All debts by group, largest first: together they are what everybody owes."""
    owed_fen = {A: 200_00, B: 10_00, C: 999_00, D: 50_00}
    told = exposures(_registry(), owed_fen)
    assert [(it.group.controller, it.total_fen) for it in told] == [((C,), 999_00), ((P,), 260_00)]
    assert sum(it.total_fen for it in told) == sum(owed_fen.values())
