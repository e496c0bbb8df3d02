"""Shares through chains: the matrix and the paths say the same."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from puhui.graph.control.merging import Merged
from puhui.graph.control.solving import solve

_Shares = dict[int, dict[int, Fraction]]


@st.composite
def _acyclic(draw: st.DrawFn) -> _Shares:
    """Up to nine nodes, each held by earlier ones with no more than the whole."""
    size = draw(st.integers(2, 9))
    shares: _Shares = {}
    for firm in range(1, size):
        left = 1_000_000
        for holder in draw(st.lists(st.integers(0, firm - 1), unique=True, max_size=4)):
            part = draw(st.integers(1, max(1, left - 1)))
            left -= part
            if left <= 0:
                break
            shares.setdefault(holder, {})[firm] = Fraction(part, 1_000_000)
    return shares


@st.composite
def _any_graph(draw: st.DrawFn) -> _Shares:
    """Up to six nodes that may own each other and themselves; everybody has at least a tenth outside."""
    size = draw(st.integers(2, 6))
    shares: _Shares = {}
    for firm in range(size):
        holders = draw(st.lists(st.integers(0, size - 1), unique=True, max_size=3))
        for holder in holders:
            shares.setdefault(holder, {})[firm] = Fraction(draw(st.integers(1, 30)), 100)
    return shares


def _every_path(shares: _Shares, owner: int, target: int) -> Fraction:
    total = Fraction(0)
    for firm, share in shares.get(owner, {}).items():
        total += share * ((1 if firm == target else 0) + _every_path(shares, firm, target))
    return total


@given(_acyclic(), st.integers(1, 8))
def test_the_matrix_says_what_every_path_says(shares: _Shares, target: int) -> None:
    """Without circles, solving equals enumerating every path and adding the products, to the last digit."""
    found = solve(shares, target, 24).shares
    for owner in range(9):
        assert found.get(owner, 0) == _every_path(shares, owner, target)


@given(_any_graph(), st.integers(0, 5))
def test_circles_are_the_limit_of_the_series(shares: _Shares, target: int) -> None:
    """With circles, solving equals A + A² + A³ + … ; what is left after 200 rounds is below a billionth."""
    solved = solve(shares, target, 24)
    term = {target: 1.0}
    total = dict.fromkeys(range(6), 0.0)
    for _ in range(200):
        term = {
            holder: sum(float(share) * term.get(firm, 0.0) for firm, share in firms.items())
            for holder, firms in shares.items()
        }
        total = {node: total[node] + term.get(node, 0.0) for node in total}
    assert solved.is_exact
    for node in range(6):
        assert abs(float(solved.shares.get(node, 0)) - min(1.0, total[node])) < 1e-9


@given(_any_graph(), st.integers(0, 5))
def test_large_circles_lie_between_their_bounds(shares: _Shares, target: int) -> None:
    """Where a circle is too large to eliminate, least and most hold the exact answer between them."""
    exact = solve(shares, target, 24).shares
    least, most = solve(shares, target, 1).shares, solve(shares, target, 1, at_most=True).shares
    for node, share in exact.items():
        assert least[node] <= share <= most[node]


def test_a_circle_that_keeps_everything_has_no_limit() -> None:
    """Two firms that own each other wholly: one round at least, the whole at most, and it is said."""
    shares = {0: {1: Fraction(1)}, 1: {0: Fraction(1)}}
    least, most = solve(shares, 0, 24), solve(shares, 0, 24, at_most=True)
    assert least.endless == most.endless == (0,)
    assert (least.shares[1], most.shares[1]) == (Fraction(1), Fraction(1))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20), st.randoms())
def test_merging_does_not_depend_on_the_order(pairs: list[tuple[int, int]], random: object) -> None:
    """Who acts in concert with whom, told in any order and from either side, makes the same groups."""
    shuffled = [pair if random.random() < 0.5 else pair[::-1] for pair in pairs]  # type: ignore[attr-defined]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Merged(pairs).groups() == Merged(shuffled).groups()
