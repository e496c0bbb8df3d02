"""Who stands behind an enterprise is the same from a bounded walk as from the whole graph."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.graph.circle import Circles
from puhui.graph.control import Control, ControlRule, beneficial_owners, control_rule
from puhui.graph.edges import Edges
from puhui.graph.engine import Engine, Snapshot, write_snapshot

DAY = 20_780
_KINDS = ("ownership", "ownership", "control", "operates", "acting_in_concert", "nominee", "post", "trade")
_SHARES = (0.1, 0.25, 0.3, 0.333333, 0.5, 0.6, 1.0, float("nan"))
Row = tuple[int, int, str, float]


def _told(control: Control, ids: list[int]) -> tuple[object, ...]:
    """By numbers of the whole graph; in which order remarks came does not matter."""
    found = control.controller
    return (
        sorted(
            (sorted(ids[it] for it in owner.nodes), owner.basis, owner.share, owner.share_most, owner.votes)
            for owner in control.owners
        ),
        (sorted(ids[it] for it in found.nodes), found.how, found.votes) if found else None,
        {(it.flaw, ids[it.node], it.share) for it in control.remarks},
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 7), st.integers(0, 7), st.sampled_from(_KINDS), st.sampled_from(_SHARES)
        ).filter(lambda it: it[0] != it[1] or it[0] > 1),
        min_size=1,
        max_size=18,
        unique_by=lambda it: it[:3],
    )
)
def test_the_walk_up_misses_nothing_that_decides(tmp_path: Path, rows: list[Row]) -> None:
    """Circles, agreements, groups, wrong sums: owners, shares, controller and remarks are the same."""
    edges = Edges.of_rows(8, rows, ["person", "person", "firm", "firm", "firm", "subject", "subject", "firm"])
    write_snapshot(tmp_path / "one", edges)
    snapshot = Snapshot.open(tmp_path / "one")
    assert isinstance(snapshot, Snapshot)
    standing = Circles(Engine(snapshot).look()).standing(2, DAY)
    whole = beneficial_owners(edges, 2, DAY, _rule())
    assert _told(standing.control, standing.part.ids.tolist()) == _told(whole, list(range(8)))


def _rule() -> ControlRule:
    """The rule on `DAY`."""

    return control_rule(date(2026, 11, 23))
