"""The allocation: solved, told in fen by firm, with what each felt limit is worth; or which limits clash."""

import numpy as np

from puhui.decision.money.allocation.clash import clash
from puhui.decision.money.allocation.model import Allocation, Clash, Costs, Firms, Menu, Wishes, Worth
from puhui.decision.money.allocation.problem import Asked, asked
from puhui.decision.money.allocation.search import Searched, search


def allocate(firms: Firms, menus: tuple[Menu, ...], costs: Costs, wishes: Wishes) -> Allocation | Clash:
    """The best allocation of the budget, or the limits that cannot be kept together.

    Maximises expected profit less risk over whole lots and one rate a band, under every wish, to within
    `gap_wanted` where the time allows; how near it came is part of the answer.
    """
    it = asked(firms, menus, costs, wishes)
    found = search(it)
    return clash(it) if found is None else _told(it, found, costs)


def _told(it: Asked, found: Searched, costs: Costs) -> Allocation:
    lots, rates = found.found.lots, found.rates
    drawn, used, values = it.drawn(rates), it.used(rates), it.values_fen(rates)
    at = {
        label: float(menu.annual_rate[place])
        for label, menu, place in zip(it.firms.band.labels, it.menus, rates, strict=True)
    }
    pd, lgd = it.firms.probability, costs.loss_given_default[it.firms.band.of]
    risk = it.wishes.risk_weight * lgd * np.sqrt(pd * (1 - pd)) * drawn * it.wishes.lot_fen
    return Allocation(
        lots=lots,
        annual_rate=at,
        objective_fen=found.found.objective_fen,
        bound_fen=found.bound_fen,
        profit_fen=(values + risk) * lots,
        loss_fen=pd * lgd * drawn * lots * it.wishes.lot_fen,
        drawn_share=drawn,
        value=values,
        worths=tuple(
            Worth(row, float(price), float((row.weight * used) @ lots))
            for row, price in zip(it.rows, found.by.prices, strict=True)
        ),
        searched={
            "ways": found.ways,
            "relaxed_ways": found.relaxed_ways,
            "seconds": round(found.seconds, 3),
        },
    )
