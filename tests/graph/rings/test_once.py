"""Each circle is told once."""

from hypothesis import given
from hypothesis import strategies as st

from puhui.graph.rings import Finding, RingKind
from puhui.graph.rings.once import told_once
from puhui.kernel import Text


def finding(members: tuple[int, ...], strength: float, kind: RingKind = RingKind.GUARANTEE_CYCLE) -> Finding:
    """One whose evidence is numbered like its members."""
    return Finding(kind, members, members, strength, Text("互保", "guarantees"))


def test_a_smaller_circle_within_a_larger_gives_its_evidence_away() -> None:
    """The triangle is part of the group of five."""
    (told,) = told_once([finding((1, 2, 9), 0.6), finding((1, 2, 3, 4, 5), 0.8)])
    assert told.members == (1, 2, 3, 4, 5)
    assert told.evidence == (1, 2, 3, 4, 5, 9)


def test_circles_of_other_kinds_or_with_one_common_member_stand() -> None:
    """A firm may be in two rings."""
    some = [
        finding((1, 2, 3), 0.7),
        finding((3, 4, 5), 0.7),
        finding((1, 2, 3), 0.7, RingKind.CIRCULAR_INVOICING),
    ]
    assert len(told_once(some)) == 3


@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 8), min_size=2, max_size=5), st.floats(0, 1)),
        max_size=8,
    )
)
def test_no_two_that_are_told_have_half_of_the_smaller_in_common(rows: list[tuple[set[int], float]]) -> None:
    """And no member is lost of whatever stands."""
    told = told_once([finding(tuple(sorted(members)), strength) for members, strength in rows])
    for at, one in enumerate(told):
        for other in told[at + 1 :]:
            common = len(set(one.members) & set(other.members))
            assert 2 * common < min(len(one.members), len(other.members))
