"""Mutual guarantees: what is a circle, and what only looks like one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.graph.edges import Edges
from puhui.graph.rings import RingKind, find_rings, guarantee_cycles_through
from tests.graph.rings.worlds import DAY, World

KIND = RingKind.GUARANTEE_CYCLE


def circle(world: World, *firms: str, ago: int = 200, yuan: float = 500_000) -> None:
    for one, next_one in zip(firms, [*firms[1:], firms[0]], strict=True):
        world.tie("guarantee", one, next_one, ago, ended_ago=-100, weight=yuan * 100)


def test_a_circle_of_four_is_one_finding() -> None:
    """A for B, B for C, C for D, D for A."""
    world = World()
    circle(world, "a", "b", "c", "d")
    assert world.found(KIND) == [{"a", "b", "c", "d"}]


def test_guarantees_that_never_stood_at_the_same_time_are_no_circle() -> None:
    """B guaranteed for A only after A's guarantee had ended."""
    world = World()
    world.tie("guarantee", "a", "b", 900, ended_ago=500, weight=5e7)
    world.tie("guarantee", "b", "a", 400, ended_ago=100, weight=5e7)
    assert world.found(KIND) == []


def test_a_courtesy_in_return_is_no_circle() -> None:
    """A fiftieth of the sum in return binds nobody."""
    world = World()
    world.tie("guarantee", "a", "b", 300, weight=150e6)
    world.tie("guarantee", "b", "a", 300, weight=3e6)
    assert world.found(KIND) == []


def test_firms_of_one_owner_or_of_one_family_are_one_party() -> None:
    """An owner's two firms, and those of husband and wife, guarantee each other: nobody else is called."""
    world = World()
    for firm in ("mine", "mine too"):
        world.tie("operates", "owner", firm, 900)
    circle(world, "mine", "mine too")
    world.tie("operates", "wife", "her shop", 900)
    world.tie("operates", "husband", "his shop", 900)
    world.tie("kinship", "wife", "husband")
    circle(world, "her shop", "his shop")
    assert world.found(KIND) == []


def test_an_owner_who_guarantees_for_another_s_firm_closes_the_circle() -> None:
    """Persons and their firms are one party."""
    world = World()
    world.tie("operates", "anna", "anna's shop", 900)
    world.tie("guarantee", "anna", "b", 200, weight=5e7)
    world.tie("guarantee", "b", "anna's shop", 200, weight=5e7)
    assert world.found(KIND) == [{"anna", "anna's shop", "b"}]


def test_a_guarantee_company_and_its_counter_guarantees_link_nobody() -> None:
    """Thirty customers, each of whom stands for the company too."""
    world = World()
    for number in range(30):
        circle(world, "guarantee company", f"customer {number}")
    assert world.found(KIND) == []


def test_what_began_after_the_day_is_not_known_on_it() -> None:
    """The last guarantee of the circle is signed ten days later."""
    world = World()
    world.tie("guarantee", "a", "b", 100, weight=5e7)
    world.tie("guarantee", "b", "a", 0, weight=5e7)
    assert world.findings(KIND, DAY - 10) == []
    assert len(world.findings(KIND, DAY)) == 1


def test_a_large_group_is_told_by_its_circles_within_bounded_steps() -> None:
    """Two hundred firms in a chain of triangles: every finding is short, and there is no endless search."""
    rows = []
    for at in range(0, 198, 2):
        rows += [
            (at, at + 1, "guarantee", 5e7),
            (at + 1, at + 2, "guarantee", 5e7),
            (at + 2, at, "guarantee", 5e7),
        ]
    found = find_rings(Edges.of_rows(200, rows), DAY)
    assert found
    assert all(len(it.members) <= 8 for it in found)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
@settings(max_examples=60, deadline=None)
def test_circles_through_a_node_are_those_a_person_would_count(pairs: list[tuple[int, int]]) -> None:
    """Against plain recursion over all simple paths."""
    edges = Edges.of_rows(6, [(a, b, "guarantee", 1.0) for a, b in pairs] or [(0, 1, "guarantee", 1.0)])
    ends = list(zip(edges.origin.tolist(), edges.target.tolist(), strict=True))

    def walk(path: list[int], met: set[int]) -> list[tuple[int, ...]]:
        here = ends[path[-1]][1] if path else 0
        found = []
        for at, (origin, target) in enumerate(ends):
            if origin == here and target == 0 and path:
                found.append((*path, at))
            elif origin == here and target not in met:
                found += walk([*path, at], {*met, target})
        return found

    told = guarantee_cycles_through(edges, DAY, [0])
    assert sorted(told) == sorted(it for it in walk([], {0}) if len(it) <= 6)
