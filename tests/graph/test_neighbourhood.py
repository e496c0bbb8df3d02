"""The walk: the same nodes as a walk by hand, bounded, and only over what may be looked at."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.graph import Neighbour, Relation, RelationKind, neighbourhood
from puhui.graph.recording import checked, store
from puhui.ground import Work
from puhui.kernel import Problem

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_worlds = count()

edges = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from([date(2020, 1, 1), TODAY, TODAY + timedelta(days=1)]),
        st.sampled_from([None, TODAY, TODAY + timedelta(days=9)]),
    ).filter(lambda it: it[0] != it[1] and (it[3] is None or it[3] > it[2])),
    max_size=30,
)


def by_hand(relations: list[Relation], start: str, hops: int, cap: int) -> dict[str, int]:
    """The definition: level by level, at each node the `cap` newest edges that are true today."""
    stored = sorted(
        set(relations), key=lambda it: (it.kind, it.from_node, it.to_node, it.source, it.valid_from)
    )
    true_today = [
        it for it in stored if it.valid_from <= TODAY and (it.valid_to is None or it.valid_to > TODAY)
    ]
    newest = sorted(enumerate(true_today), key=lambda it: (it[1].valid_from, it[0]), reverse=True)
    near: dict[str, list[str]] = defaultdict(list)
    for _, it in newest:
        near[it.from_node].append(it.to_node)
        near[it.to_node].append(it.from_node)
    found, level = {start: 0}, [start]
    for hop in range(1, hops + 1):
        reached = {other for word in level for other in near[word][:cap]}
        level = sorted(reached - set(found))
        found |= dict.fromkeys(level, hop)
    return {word: hop for word, hop in found.items() if word != start}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edges, st.integers(1, 3), st.integers(1, 4))
def test_the_walk_in_sql_finds_what_a_walk_by_hand_finds(
    work: Work, drawn: list[tuple[int, int, date, date | None]], hops: int, cap: int
) -> None:
    """Any small graph, any number of hops, any cap: the same nodes at the same distances."""
    world = next(_worlds)
    relations = [
        Relation(
            RelationKind.OWNERSHIP, f"firm:{world}-{a}", f"firm:{world}-{b}", "registration", since, until
        )
        for a, b, since, until in drawn
    ]
    store.add_relations(work.connection, work.actor.mode, relations, NOW)
    start = f"firm:{world}-0"
    found = neighbourhood(work, start, hops, cap, NOW)
    assert not isinstance(found, Problem)
    assert {it.node: it.hops for it in found} == by_hand(relations, start, hops, cap)


def test_a_hub_is_never_opened_wider_than_the_cap(work: Work) -> None:
    """A node with 500 neighbours gives the newest 200, whatever they are called."""
    star = [
        Relation(
            RelationKind.OWNERSHIP, "person:hub", f"firm:{it:03}", "registration", TODAY - timedelta(days=it)
        )
        for it in range(500)
    ]
    store.add_relations(work.connection, work.actor.mode, star, NOW)
    found = neighbourhood(work, "person:hub", hops=1)
    assert found == tuple(Neighbour(f"firm:{it:03}", 1) for it in range(200))


def test_what_was_learned_later_is_not_seen_earlier(work: Work) -> None:
    """As of last week, an edge recorded today is not there."""
    edge = Relation(RelationKind.OWNERSHIP, "person:a", "firm:b", "registration", date(2020, 1, 1))
    store.add_relations(work.connection, work.actor.mode, [edge], NOW)
    assert neighbourhood(work, "person:a", as_of=NOW) == (Neighbour("firm:b", 1),)
    assert neighbourhood(work, "person:a", as_of=NOW - timedelta(days=7)) == ()


@pytest.mark.parametrize(("hops", "cap"), [(0, 10), (4, 10), (3, 201), (3, 0)])
def test_a_walk_beyond_the_limits_is_refused_in_words(work: Work, hops: int, cap: int) -> None:
    """Three hops and 200 neighbours are the most."""
    assert isinstance(neighbourhood(work, "firm:a", hops, cap), Problem)


def test_a_relation_stands_on_a_consent_or_a_public_source() -> None:
    """Invoices without consent cannot become an edge, nor can a trade between two addresses."""
    with pytest.raises(ValueError, match="needs the consent"):
        checked(Relation(RelationKind.TRADE, "subject:a", "firm:b", "invoices", TODAY))
    with pytest.raises(ValueError, match="does not go"):
        checked(Relation(RelationKind.OWNERSHIP, "address:a", "firm:b", "registration", TODAY))
