"""Small allocations to be checked by looking at every one there is."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from puhui.decision.money.allocation import Costs, Counts, Firms, Grouping, Menu, MostShare, Wishes
from puhui.decision.money.allocation.problem import asked

LOT_FEN = 1_000_000
COSTS = Costs(np.array([0.45, 0.45]), np.array([0.03, 0.03]))
MENUS = (
    Menu(np.array([0.05, 0.08, 0.12]), np.array([1.0, 0.7, 0.2])),
    Menu(np.array([0.07, 0.11, 0.15]), np.array([1.0, 0.6, 0.3])),
)


def firms_of(*rows: tuple[int, float, int, int], inclusive: tuple[int, ...] = (), trade: str = "") -> Firms:
    """Firms as (band, probability, least lots, most lots); a letter a firm for its trade."""
    columns: list[Any] = list(zip(*rows, strict=True)) or [[], [], [], []]
    letters = tuple(sorted(set(trade)))
    groups = {"trade": Grouping(letters, np.array([letters.index(it) for it in trade]))} if trade else {}
    return Firms(
        Grouping(("A", "B"), np.array(columns[0], np.int64)),
        np.array(columns[1], float),
        np.array(columns[2], np.int64),
        np.array(columns[3], np.int64),
        np.isin(np.arange(len(rows)), inclusive),
        groups,
    )


def best_of_all(firms: Firms, wishes: Wishes) -> float | None:
    """The best value there is, by looking at every allocation at every pair of rates; None where none is."""
    it = asked(firms, MENUS, COSTS, wishes)
    choices = [
        [0, *range(least, most + 1)] for least, most in zip(firms.least_lots, firms.most_lots, strict=True)
    ]
    best = None
    for lots in product(*choices):
        given = np.array(lots, float)
        for rates in product(range(3), range(3)):
            if (it.matrix @ (it.used(rates) * given) <= it.most + 1e-9).all():
                value = float(it.values_fen(rates) @ given)
                best = value if best is None else max(best, value)
    return best


@st.composite
def small(draw: st.DrawFn) -> tuple[Firms, Wishes]:
    """Up to four firms of up to four lots under any mixture of limits."""
    n = draw(st.integers(1, 4))
    rows = []
    for _ in range(n):
        most = draw(st.integers(1, 4))
        rows.append(
            (
                draw(st.integers(0, 1)),
                draw(st.sampled_from([0.005, 0.02, 0.05, 0.12])),
                draw(st.integers(1, most)),
                most,
            )
        )
    trade = "".join(draw(st.sampled_from("FC")) for _ in range(n))
    firms = firms_of(*rows, inclusive=tuple(range(draw(st.integers(0, n)))), trade=trade)
    wishes: dict[str, Any] = {
        "budget_fen": draw(st.integers(1, 12)) * LOT_FEN,
        "counts": draw(st.sampled_from(Counts)),
        "most": tuple(
            MostShare(by, draw(st.sampled_from([0.2, 0.5, 0.8])))
            for by in draw(st.sets(st.sampled_from(["trade", "band"])))
        ),
        "inclusive_least": draw(st.sampled_from([0.0, 0.3, 0.6])),
        "use_least": draw(st.sampled_from([0.0, 0.0, 0.4, 0.9])),
        "loss_most": draw(st.sampled_from([None, None, 0.01, 0.03])),
        "risk_weight": draw(st.sampled_from([0.0, 0.05])),
    }
    return firms, Wishes(lot_fen=LOT_FEN, gap_wanted=0.0, **wishes)
