"""The order in which relations are told changes nothing."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.control import Control, beneficial_owners, control_rule
from puhui.graph.edges import Edges

RULE = control_rule(date(2026, 11, 23))
_KINDS = ("ownership", "ownership", "ownership", "control", "acting_in_concert", "nominee", "operates")
_NODES = 8


@st.composite
def _rows(draw: st.DrawFn) -> list[tuple[int, int, str, float]]:
    ends = draw(
        st.lists(
            st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(_KINDS)), unique=True, max_size=16
        )
    )
    return [(*end, draw(st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.6, float("nan"), 1.0]))) for end in ends]


@settings(deadline=None)
@given(_rows(), st.randoms(use_true_random=False))
def test_any_graph_gets_the_same_answer_in_any_order(rows: list, random: object) -> None:
    """Too many shares, circles, agreements against each other: the same answer however it is told."""
    shuffled = [*rows]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _told(rows) == _told(shuffled)


@settings(deadline=None)
@given(_rows())
def test_no_share_is_negative_or_above_the_whole(rows: list) -> None:
    """Bounded, whatever was told; least is never above most."""
    for owner in _control(rows).owners:
        assert 0 <= owner.share <= owner.share_most <= 1
        assert 0 <= owner.votes <= 1


def _control(rows: list) -> Control:
    types = ["person"] * 3 + ["firm"] * 4 + ["node"]
    return beneficial_owners(Edges.of_rows(_NODES, rows, types), 6, 0, RULE)


def _told(rows: list) -> tuple:
    control = _control(rows)
    controller = control.controller and (
        control.controller.nodes,
        control.controller.how,
        control.controller.votes,
    )
    return (
        [(it.nodes, it.members, it.basis, it.share, it.share_most, it.votes) for it in control.owners],
        controller,
        {(it.flaw, it.node, it.share) for it in control.remarks if it.flaw != "told_twice"},
    )
