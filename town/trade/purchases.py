"""Purchase invoices follow from sales: first what the town's own suppliers wrote, strangers for the rest."""

import numpy as np

from town.dice import Floats
from town.trade.calendar import days_of
from town.trade.papers import OUTSIDE, Papers, repeated
from town.world import World


def buy(world: World, sales: Papers, sold: Floats) -> Papers:
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("purchases")
    papers, count = settings.papers, len(firms)
    invoiced = np.clip(rng.beta(0.75, 0.6, count) * 1.15, 0.004, 1.08)
    wanted = sold.sum(axis=1) * firms.of_trade("cost") * invoiced * 1.12
    mine = sales.only((sales.partner != OUTSIDE) & ~sales.is_void)
    from_town = np.bincount(mine.partner, mine.yuan, minlength=count)
    large = np.maximum(sold.sum(axis=1), 1) / max(float(np.median(sold.sum(axis=1)[firms.has_invoices])), 1)
    per_month = papers.purchases_month * large**0.25 * np.exp(rng.normal(0, papers.purchases_sigma, count))
    scale = np.where(firms.kind == "company", 1.0, papers.individual_scale) ** 0.5
    share = sold / np.maximum(sold.sum(axis=1, keepdims=True), 1)
    months = (sold > 0).sum(axis=1)
    expected = (per_month * scale * months * settings.density.invoices)[:, None] * share
    firm, month = repeated(rng.poisson(np.where(wanted[:, None] > from_town[:, None], expected, 0)))
    raw = np.exp(rng.normal(size=len(firm)) * papers.purchases_spread)
    total = np.bincount(firm, raw, minlength=count)
    factor = np.maximum(wanted - from_town, 0) / np.maximum(total, 1e-9)
    follow = np.sqrt(np.maximum(per_month, 0.1) / papers.purchases_month)
    pool = np.maximum(papers.suppliers * follow * np.exp(rng.normal(0, papers.suppliers_sigma, count)), 2)
    return Papers(
        firm=firm,
        day=days_of(calendar, month, np.array([0.16, 0.16, 0.17, 0.17, 0.16, 0.09, 0.09]), rng),
        partner=np.full(len(firm), OUTSIDE),
        rank=(pool[firm] * rng.random(len(firm)) ** papers.favourites).astype(np.int64),
        yuan=np.maximum(np.round(raw * factor[firm], 2), 1.0),
        is_void=rng.random(len(firm)) < papers.void_share * 0.5,
    )
