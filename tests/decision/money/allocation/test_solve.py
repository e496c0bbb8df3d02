"""A budget shared out: as good as any, within every limit, and its proof is true."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision.money.allocation import Allocation, Clash, Firms, MostShare, Wishes, allocate
from puhui.decision.money.allocation.problem import asked
from tests.decision.money.allocation.sharing import COSTS, LOT_FEN, MENUS, best_of_all, firms_of, small

TWO = ((0, 0.01, 1, 10), (1, 0.05, 1, 10))


def found(firms: Firms, wishes: Wishes) -> Allocation:
    """An allocation that there must be."""
    result = allocate(firms, MENUS, COSTS, wishes)
    assert isinstance(result, Allocation)
    return result


def test_each_band_gets_one_rate_and_the_better_yuan_comes_first() -> None:
    """At 7 % everybody of band B stays and a yuan brings 1.4 % after losses; at 11 % six of ten stay and
    bring 3.1 %: 11 % it is. Band A earns 2.9 % on seven of ten at 8 %, so it comes second."""
    it = found(firms_of(*TWO), Wishes(15 * LOT_FEN, LOT_FEN))
    assert it.annual_rate == {"A": 0.08, "B": 0.11}
    assert it.lots.tolist() == [10, 5]
    a, b = 0.7 * (0.08 * 0.99 - 0.0045 - 0.03), 0.6 * (0.11 * 0.95 - 0.0225 - 0.03)
    assert it.objective_fen == pytest.approx(LOT_FEN * (10 * a + 5 * b))
    assert a > b


def test_the_price_of_the_budget_is_what_the_next_lot_earns() -> None:
    """The proof's prices agree with solving once more with a lot more."""
    wishes = Wishes(15 * LOT_FEN, LOT_FEN)
    before, after = (found(firms_of(*TWO), replace(wishes, budget_fen=it * LOT_FEN)) for it in (15, 16))
    budget = next(it for it in before.worths if it.row.code == "budget")
    assert after.objective_fen - before.objective_fen == pytest.approx(budget.per_lot_fen)


def test_a_firm_gets_its_least_or_nothing() -> None:
    """The better firm gives up a lot, because four that are left over are fewer than the other's least."""
    it = found(firms_of((0, 0.01, 1, 6), (0, 0.02, 5, 9)), Wishes(10 * LOT_FEN, LOT_FEN))
    assert it.lots.tolist() == [5, 5]
    assert it.gap == pytest.approx(0, abs=1e-9)


def test_limits_that_clash_are_named_and_nothing_else() -> None:
    """Ninety per cent used and at most 30 % to each of two trades: the budget itself is not at fault."""
    firms = firms_of((0, 0.01, 1, 20), (0, 0.01, 1, 20), (1, 0.05, 1, 20), trade="CFF")
    wishes = Wishes(20 * LOT_FEN, LOT_FEN, most=(MostShare("trade", 0.3),), use_least=0.9)
    clash = allocate(firms, MENUS, COSTS, wishes)
    assert isinstance(clash, Clash)
    assert [it.code for it in clash.rows] == ["trade:C", "trade:F", "use"]
    assert clash.highest_use_lots == pytest.approx(12)


def test_nobody_to_give_to_is_no_surprise() -> None:
    """An empty table is an allocation of nothing; asked to use the budget, it clashes."""
    assert found(firms_of(), Wishes(LOT_FEN, LOT_FEN)).lots.tolist() == []
    assert isinstance(allocate(firms_of(), MENUS, COSTS, Wishes(LOT_FEN, LOT_FEN, use_least=0.5)), Clash)


@settings(max_examples=80, deadline=None)
@given(small())
def test_no_allocation_is_better_and_the_bound_is_true(given_: tuple[Firms, Wishes]) -> None:
    """Against every allocation there is: the same value, under the bound; a clash only where none is."""
    firms, wishes = given_
    best = best_of_all(firms, wishes)
    result = allocate(firms, MENUS, COSTS, wishes)
    if isinstance(result, Clash):
        assert best is None
        return
    assert best is not None
    assert result.objective_fen == pytest.approx(best, abs=1.0)
    assert result.bound_fen >= best - 1.0


@settings(max_examples=60, deadline=None)
@given(small())
def test_every_limit_is_kept_in_whole_lots(given_: tuple[Firms, Wishes]) -> None:
    """Never above the budget, a share, a firm's own limit; never between nothing and a firm's least."""
    firms, wishes = given_
    result = allocate(firms, MENUS, COSTS, wishes)
    if isinstance(result, Clash):
        return
    it, lots = asked(firms, MENUS, COSTS, wishes), result.lots
    rates = tuple(
        menu.annual_rate.tolist().index(result.annual_rate[band])
        for menu, band in zip(MENUS, "AB", strict=True)
    )
    assert (it.matrix @ (it.used(rates) * lots) <= it.most + 1e-6).all()
    assert ((lots == 0) | ((lots >= firms.least_lots) & (lots <= firms.most_lots))).all()
    assert result.objective_fen <= result.bound_fen + 1e-6


@settings(max_examples=40, deadline=None)
@given(small(), st.integers(1, 4))
def test_a_larger_budget_never_earns_less(given_: tuple[Firms, Wishes], more: int) -> None:
    """Where every limit that grows with the budget gives way with it."""
    firms, wishes = given_
    free = replace(wishes, use_least=0.0)
    before, after = (
        found(firms, free),
        found(firms, replace(free, budget_fen=free.budget_fen + more * LOT_FEN)),
    )
    assert after.objective_fen >= before.objective_fen - 1.0


def test_three_thousand_firms_are_shared_out_to_within_a_hundredth_of_a_per_cent() -> None:
    """With the limits of a real portfolio, lots and least amounts, in one go."""
    chance = np.random.default_rng(7)
    n = 3_000
    most = chance.integers(1, 60, n)
    firms = replace(
        firms_of(
            *zip(
                chance.integers(0, 2, n),
                chance.uniform(0.003, 0.12, n),
                np.minimum(most, 5),
                most,
                strict=True,
            )
        ),
        inclusive=chance.random(n) < 0.3,
    )
    wishes = Wishes(
        int(most.sum() * 0.35) * LOT_FEN, LOT_FEN, most=(MostShare("band", 0.6),), inclusive_least=0.35
    )
    it = found(firms, wishes)
    assert it.gap < 1e-4
    assert it.lots[firms.inclusive].sum() >= 0.35 * it.lots.sum()
