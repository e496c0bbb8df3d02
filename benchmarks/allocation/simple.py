"""What a careful hand would do: greedy by yield, and shares in proportion to limits.

Both price each band at the rate that earns most on a yuan offered to its average firm (decision 0012), keep
to whole lots and least amounts, and keep every limit where they can.
"""

import numpy as np

from puhui.decision.money.allocation.model import Floats, Whole
from puhui.decision.money.allocation.problem import Asked, Rates

_TOLERANCE = 1e-9
_HALVINGS = 30


def best_alone(it: Asked) -> Rates:
    """For each band the rate that earns most on a yuan offered to its average firm."""
    rates = []
    for place, menu in enumerate(it.menus):
        mine = it.firms.band.of == place
        pd, burden = it.firms.probability[mine].mean(), it.burden[mine].mean()
        rates.append(int(np.argmax(menu.drawn_share * (menu.annual_rate * (1 - pd) - burden))))
    return tuple(rates)


def greedy(it: Asked) -> tuple[Rates, Whole]:
    """The best yield first, as much as fits; inclusive firms come first until their share of the budget is
    safe."""
    rates = best_alone(it)
    values, used = it.values_fen(rates), it.used(rates)
    order = np.argsort(-values, kind="stable")
    order = order[values[order] > 0]
    lots = np.zeros(len(values), np.int64)
    free = it.most.copy()
    weights = (it.matrix.toarray() * used[None, :]).T
    ratio = np.array([row.code == "inclusive" for row in it.rows])
    weights[:, ratio] = 0
    wanted = it.wishes.inclusive_least * it.wishes.budget_lots
    inclusive = order[it.firms.inclusive[order]]
    given = _fill(inclusive, lots, free, weights, it, wanted)
    if given < wanted - it.firms.most_lots.max(initial=0):
        free[0] = min(free[0], given / max(it.wishes.inclusive_least, _TOLERANCE) - given)
    _fill(order[lots[order] == 0], lots, free, weights, it, np.inf)
    return rates, lots


def _fill(order: Whole, lots: Whole, free: Floats, weights: Floats, it: Asked, until: float) -> float:
    """Give in this order, as much as every limit has room for, until so much is given."""
    given = 0.0
    for firm in order:
        if given >= until:
            break
        takes = weights[firm] > 0
        room = min((free[takes] / weights[firm][takes]).min(initial=np.inf), it.firms.most_lots[firm])
        amount = int(room + _TOLERANCE)
        if amount >= it.firms.least_lots[firm]:
            lots[firm] = amount
            free -= weights[firm] * amount
            given += amount
    return given


def proportional(it: Asked) -> tuple[Rates, Whole]:
    """Everybody the same share of their limit, cut where a group's share is full; the share is the highest
    that the budget has room for once lots are whole."""
    rates = best_alone(it)
    weights = it.matrix.toarray() * it.used(rates)[None, :]
    low, high = 0.0, 1.0
    if weights[0] @ _shared(it, weights, 1.0) <= it.most[0]:
        return rates, _shared(it, weights, 1.0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = weights[0] @ _shared(it, weights, middle) <= it.most[0]
        low, high = (middle, high) if fits else (low, middle)
    return rates, _shared(it, weights, low)


def _shared(it: Asked, weights: Floats, share: float) -> Whole:
    most = it.firms.most_lots
    shares = np.full(len(most), share)
    for row, weight in zip(it.rows, weights, strict=True):
        taken = float(weight @ (shares * most))
        if row.code not in {"budget", "inclusive", "use"} and taken > row.most_lots:
            shares = np.where(weight > 0, shares * row.most_lots / taken, shares)
    lots = (shares * most + _TOLERANCE).astype(np.int64)
    return np.where(lots >= it.firms.least_lots, lots, 0)


def worth_fen(it: Asked, rates: Rates, lots: Whole) -> float:
    """What this allocation earns a year, less its risk."""
    return float(it.values_fen(rates) @ lots)


def broken(it: Asked, rates: Rates, lots: Whole) -> list[str]:
    """The limits that it does not keep."""
    room = it.most - (it.matrix * it.used(rates)[None, :]) @ lots
    return [row.code for row, left in zip(it.rows, room, strict=True) if left < -1e-6]
