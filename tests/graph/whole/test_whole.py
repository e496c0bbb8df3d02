"""The whole graph at once, held against definitions written out plainly."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import Edges
from puhui.graph.whole import (
    betweenness,
    communities,
    components,
    core_numbers,
    edge_blocks,
    layers,
    merged,
    node_blocks,
    propagate,
    sizes,
)

NODES = 10
pairs = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda it: it[0] != it[1]),
    max_size=25,
)


def _edges(rows: list[tuple[int, int]], nodes: int = NODES) -> Edges:
    return Edges.of_rows(nodes, [(one, two, "trade", 1.0) for one, two in rows] or [(0, 1, "trade", 1.0)])


def _beside(edges: Edges) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(edges.nodes)]
    for one, two in zip(edges.origin.tolist(), edges.target.tolist(), strict=True):
        found[one].append(two)
        found[two].append(one)
    return found


@settings(deadline=None)
@given(pairs, st.integers(1, 30))
def test_components_are_who_can_reach_whom_however_edges_are_cut_into_blocks(
    rows: list[tuple[int, int]], size: int
) -> None:
    """Each node is called after the smallest it hangs together with; merged blocks give the same."""
    edges = _edges(rows)
    beside, expected = _beside(edges), []
    for node in range(NODES):
        reached, waiting = {node}, [node]
        while waiting:
            new = set(beside[waiting.pop()]) - reached
            reached |= new
            waiting += new
        expected.append(min(reached))
    assert components(NODES, edge_blocks(edges, size)).tolist() == expected
    assert merged(components(NODES, [it]) for it in edge_blocks(edges, size)).tolist() == expected
    assert sizes(np.array(expected, np.int32)).tolist() == [expected.count(it) for it in expected]


@settings(deadline=None)
@given(pairs, st.integers(1, 9), st.integers(1, 3))
def test_propagation_is_its_definition_in_any_blocks_and_threads(
    rows: list[tuple[int, int]], half_edges: int, threads: int
) -> None:
    """Keeps its part of the seed, gets each neighbour's share: written out over lists."""
    edges = _edges(rows)
    beside, seed = _beside(edges), [float(it % 3) for it in range(NODES)]
    held = seed
    for _ in range(10):
        held = [
            0.15 * seed[it] + 0.85 * sum(held[near] / len(beside[near]) for near in beside[it])
            for it in range(NODES)
        ]
    blocks = node_blocks(edges, half_edges)
    found = propagate(blocks, np.array(seed, np.float32), threads=threads)
    np.testing.assert_allclose(found, held, rtol=1e-5)


@settings(deadline=None)
@given(pairs)
def test_core_numbers_are_what_is_left_after_peeling(rows: list[tuple[int, int]]) -> None:
    """k: the node survives when everybody with fewer than k edges is taken away, again and again."""
    edges = _edges(rows)
    beside = _beside(edges)
    expected = np.zeros(NODES, int)
    for least in itertools.count(1):
        left = set(range(NODES))
        while thin := {it for it in left if sum(near in left for near in beside[it]) < least}:
            left -= thin
        if not left:
            break
        expected[list(left)] = least
    assert core_numbers(node_blocks(edges, 7)).tolist() == expected.tolist()


def test_betweenness_from_every_start_is_the_share_of_shortest_paths() -> None:
    """In a chain of five, all of six paths between others pass the ends' neighbours or the middle."""
    chain = _edges([(0, 1), (1, 2), (2, 3), (3, 4)], 5)
    (whole,) = node_blocks(chain)
    assert betweenness(whole, np.arange(5)).tolist() == [0, 3, 4, 3, 0]
    assert betweenness(whole, np.array([0])).tolist() == pytest.approx([0, 7.5, 5, 2.5, 0])


def test_communities_settle_where_most_neighbours_agree() -> None:
    """Two triangles and a bridge stay two."""
    edges = _edges([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)], 6)
    label = communities(node_blocks(edges, 4))
    assert len(set(label[:3].tolist())) == len(set(label[3:].tolist())) == 1
    assert label[0] != label[5]


def test_layers_of_holding_end_even_in_a_circle() -> None:
    """Three layers in a chain; firms that hold each other in a circle count as the most there may be."""
    holder, held = np.array([0, 1, 2], np.int32), np.array([1, 2, 3], np.int32)
    assert layers(4, holder, held).tolist() == [0, 1, 2, 3]
    assert layers(4, held, holder).tolist() == [3, 2, 1, 0]
    circle = np.array([1, 2, 0], np.int32)
    assert layers(3, np.arange(3, dtype=np.int32), circle, most=5).tolist() == [5, 5, 5]
