"""What stands around a node: the kernel against counting by hand, and what must never matter."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.measured import Limits, batch, near_features
from tests.graph.measured.counting_by_hand import ByHand
from tests.graph.measured.graphs import NARROW, WIDE, graphs


def _near(edges: Edges, day: int, limits: Limits) -> np.ndarray:
    made = batch(edges, np.arange(edges.nodes), np.full(edges.nodes, day), limits)
    width = len(near_features(edges.kinds, edges.type_names))
    return np.vstack(list(made.blocks()))[:, :width]


@pytest.mark.parametrize("limits", [NARROW, WIDE], ids=["narrow", "wide"])
@settings(deadline=None)
@given(graphs(), st.integers(0, 100))
def test_every_feature_is_what_counting_by_hand_gives(limits: Limits, edges: Edges, day: int) -> None:
    """Each number of each node, with bounds that bite and with bounds that do not."""
    names = [it.name for it in near_features(edges.kinds, edges.type_names)]
    by_hand = ByHand(edges, day, limits)
    for node, row in enumerate(_near(edges, day, limits)):
        expected = by_hand.of(node)
        assert set(expected) == set(names)
        for name, value in zip(names, row, strict=True):
            assert value == pytest.approx(expected[name], nan_ok=True), (node, name)


@settings(deadline=None)
@given(graphs(), st.integers(0, 70), st.randoms(use_true_random=False))
def test_numbering_of_nodes_never_matters(edges: Edges, day: int, chance: object) -> None:
    """The number of a node carries the label in public sets; no feature may know it."""
    order = list(range(edges.nodes))
    chance.shuffle(order)  # type: ignore[attr-defined]
    place = np.array(order, np.int32)
    types = np.empty_like(edges.types)
    types[place] = edges.types
    moved = replace(edges, origin=place[edges.origin], target=place[edges.target], types=types)
    every = np.arange(edges.nodes)
    days = np.full(edges.nodes, day)
    before = np.vstack(list(batch(edges, every, days, NARROW).blocks()))
    after = np.vstack(list(batch(moved, every, days, NARROW).blocks()))
    np.testing.assert_allclose(after[place], before, rtol=1e-5)


@settings(deadline=None)
@given(graphs(), st.integers(0, 70))
def test_what_begins_later_changes_nothing(edges: Edges, day: int) -> None:
    """Edges of the as-of day itself and of later days might as well not be there."""
    every, days = np.arange(edges.nodes), np.full(edges.nodes, day)
    whole = np.vstack(list(batch(edges, every, days, NARROW).blocks()))
    past = np.vstack(list(batch(edges.where(edges.since < day), every, days, NARROW).blocks()))
    np.testing.assert_array_equal(whole, past)


@settings(deadline=None)
@given(graphs(), st.integers(0, 70))
def test_when_an_edge_will_end_is_not_known_before(edges: Edges, day: int) -> None:
    """An end on the as-of day or later is of the future: the edge counts as if it had no end."""
    later = np.where(edges.until >= day, 2**31 - 1, edges.until).astype(np.int32)
    every, days = np.arange(edges.nodes), np.full(edges.nodes, day)
    told = np.vstack(list(batch(edges, every, days, NARROW).blocks()))
    untold = np.vstack(list(batch(replace(edges, until=later), every, days, NARROW).blocks()))
    np.testing.assert_array_equal(told, untold)


@settings(deadline=None)
@given(graphs(), st.integers(1, 100))
def test_steps_of_time_far_from_any_date_are_ordered_too(edges: Edges, day: int) -> None:
    """A clock of its own, a million steps a day, gives the counts that days give."""
    start = np.where(edges.since == ALWAYS, ALWAYS, edges.since * 1_000_000).astype(np.int32)
    end = np.where(edges.until == STILL, STILL, edges.until * 1_000_000).astype(np.int32)
    names = [it.name for it in near_features(edges.kinds, edges.type_names)]
    timeless = [
        at for at, it in enumerate(names) if "days" not in it and "recent" not in it and it != "growth"
    ]
    far = _near(replace(edges, since=start, until=end), (day - 1) * 1_000_000 + 1, NARROW)
    np.testing.assert_allclose(far[:, timeless], _near(edges, day, NARROW)[:, timeless])


def test_a_small_family_of_firms_by_hand() -> None:
    """王 owns two firms, one sells to the other; both use one phone with a third firm."""
    rows = [
        (0, 1, "ownership", 0.6, 10, 2**31 - 1),
        (0, 2, "ownership", 1.0, 20, 2**31 - 1),
        (1, 2, "trade", 500_00, 90, 2**31 - 1),
        (1, 4, "contact_phone", 1, 5, 2**31 - 1),
        (2, 4, "contact_phone", 1, 6, 2**31 - 1),
        (3, 4, "contact_phone", 1, 7, 2**31 - 1),
    ]
    edges = Edges.of_rows(5, rows, ["person", "firm", "firm", "firm", "phone"])
    names = [it.name for it in near_features(edges.kinds, edges.type_names)]
    first = dict(zip(names, _near(edges, 100, WIDE)[1], strict=True))
    assert first["neighbours"] == 3
    assert first["links_between"] == 2  # 王 and the phone both know the other firm
    assert first["clustering"] == pytest.approx(2 / 3)
    assert first["two_hop_nodes"] == first["two_hop_firm"] == 1
    assert first["ownership_in_weight"] == pytest.approx(0.6)
    assert first["contact_phone_sharing_nodes"] == 2
    assert first["contact_phone_largest_group"] == 3
    assert (first["ownership_fellow_nodes"], first["ownership_largest_fan"]) == (1, 2)
    assert (first["newest_days"], first["oldest_days"]) == (10, 95)


def test_one_that_a_million_know_is_measured_in_bounded_time_and_never_walked_through() -> None:
    """A platform's account: its payers see it as a super-node, and nobody through it."""
    payers = 1_000_000
    edges = Edges.of_rows(2, [(1, 0, "pays_into", 1.0)])
    many = replace(
        edges,
        nodes=payers + 1,
        origin=np.arange(1, payers + 1, dtype=np.int32),
        target=np.zeros(payers, np.int32),
        kind=np.zeros(payers, np.uint8),
        since=np.arange(payers, dtype=np.int32) % 1000,
        until=np.full(payers, 2**31 - 1, np.int32),
        weight=np.ones(payers),
        types=np.zeros(payers + 1, np.uint8),
    )
    names = [it.name for it in near_features(many.kinds, many.type_names)]
    rows = np.vstack(list(batch(many, np.arange(2000)).blocks()))
    hub, payer = (dict(zip(names, rows[at], strict=False)) for at in (0, 1))
    assert hub["edges"] == hub["neighbours"] == payers
    assert (payer["super_nodes"], payer["two_hop_nodes"], payer["pays_into_sharing_nodes"]) == (1, 0, 0)
    assert payer["pays_into_largest_group"] == 200
