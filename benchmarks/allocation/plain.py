"""The same problem as one plain mixed-integer programme: lots by firm and rate, a choice of rate by band."""

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from puhui.decision.money.allocation.problem import Asked


@dataclass(frozen=True, slots=True)
class Plain:
    """What HiGHS found in its time, and what it proved."""

    objective_fen: float | None
    bound_fen: float
    seconds: float


def plain(it: Asked, seconds: float) -> Plain:
    """Everything at once, handed to HiGHS: a column a firm and rate, one a firm (in or out), one a band and
    rate."""
    menus, band, most = it.menus, it.firms.band.of, it.firms.most_lots
    n, j = len(band), len(menus[0].annual_rate)
    rates = np.array([menu.annual_rate for menu in menus])[band]
    drawn = np.array([menu.drawn_share for menu in menus])[band]
    values = it.wishes.lot_fen * drawn * (rates * (1 - it.firms.probability[:, None]) - it.burden[:, None])
    used = drawn if it.wishes.counts == "drawn" else np.ones_like(drawn)
    firm = np.repeat(np.arange(n), j)
    k = len(menus) * j
    limits = csr_array(it.matrix.toarray()[:, firm] * used.ravel()[None, :])
    one = csr_array(coo_array((np.ones(n * j), (firm, np.arange(n * j))), shape=(n, n * j)))
    is_in = csr_array(coo_array((most.astype(float), (range(n), range(n))), shape=(n, n)))
    least = csr_array(coo_array((it.firms.least_lots.astype(float), (range(n), range(n))), shape=(n, n)))
    chosen = band[firm] * j + np.tile(np.arange(j), n)
    at_rate = csr_array(coo_array((most[firm].astype(float), (np.arange(n * j), chosen)), shape=(n * j, k)))
    each = csr_array(
        coo_array((np.ones(k), (np.repeat(np.arange(len(menus)), j), np.arange(k))), shape=(len(menus), k))
    )
    eye = csr_array(coo_array((np.ones(n * j), (range(n * j), range(n * j)))))
    rows = vstack(
        [
            hstack([limits, csr_array((len(it.rows), n + k))]),
            hstack([one, -is_in, csr_array((n, k))]),
            hstack([-one, least, csr_array((n, k))]),
            hstack([eye, csr_array((n * j, n)), -at_rate]),
            hstack([csr_array((len(menus), n * j + n)), each]),
        ]
    )
    above = np.concatenate([it.most, np.zeros(n + n + n * j), np.ones(len(menus))])
    started = time.perf_counter()
    found = milp(
        -np.concatenate([values.ravel(), np.zeros(n + k)]),
        integrality=np.ones(n * j + n + k),
        bounds=Bounds(0, np.concatenate([most[firm], np.ones(n + k)])),
        constraints=LinearConstraint(rows, -np.inf, above),
        options={"time_limit": seconds, "mip_rel_gap": 1e-6},
    )
    objective = None if found.x is None else -float(found.fun)
    bound = getattr(found, "mip_dual_bound", None)
    return Plain(objective, np.inf if bound is None else -float(bound), time.perf_counter() - started)
