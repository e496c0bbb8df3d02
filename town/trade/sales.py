"""Sales invoices: how many a month, how large, to whom; town firms among the buyers."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Floats, Ints
from town.settings import Settings
from town.trade.activity import Activity
from town.trade.calendar import Calendar, days_of
from town.trade.firms import Firms
from town.trade.links import Links, link
from town.trade.papers import OUTSIDE, Papers, repeated
from town.world import World

_KEY: Final = 10_000_000


def sell(world: World, activity: Activity) -> Papers:
    """Everything that was truly sold on paper."""
    firms = world.firms
    rng = world.dice.stream("invoices")
    usual = _usual(rng, world.settings, firms)
    firm, month = repeated(_counts(rng, world, activity, usual))
    sales = _sales(rng, world, usual, firm, month)
    favourites = world.settings.papers.favourites
    links = link(world.dice, firms, _month_mean(sales, firms, world.calendar), usual.pool, favourites)
    return _within_town(sales, links)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual of a firm's papers."""

    count: Floats
    yuan: Floats
    spread: Floats
    limit: Floats
    pool: Ints


def _usual(rng: np.random.Generator, settings: Settings, firms: Firms) -> _Usual:
    papers, count = settings.papers, len(firms)
    scale = np.where(firms.kind == "company", 1.0, papers.individual_scale)
    surprise = papers.sales_sigma * (0.8 * firms.size + 0.6 * rng.normal(size=count))
    fills = (rng.random(count) < papers.at_face_limit_share) & (firms.kind == "company")
    limit = rng.choice(list(papers.face_limits_yuan), count, p=list(papers.face_limits_yuan.values()))
    limit = np.where(firms.kind == "company", limit, np.minimum(limit, 100_000)) * 1.13
    own = firms.of_character("scale")
    small = (
        np.exp(rng.normal(np.log(papers.amount_yuan), papers.amount_sigma, count))
        * np.sqrt(scale)
        * own**0.25
    )
    usual_count = papers.sales_month * np.exp(surprise) * np.sqrt(scale) * own * settings.density.invoices
    pool = (
        papers.customers
        * own**0.7
        * np.exp(papers.customers_follow_papers * surprise + rng.normal(0, papers.customers_sigma, count))
    )
    spread = papers.amount_spread * np.exp(rng.normal(0, 0.3, count))
    return _Usual(
        count=np.where(firms.has_invoices, usual_count, 0)
        * np.where(fills, 0.85, 1.15)
        * np.where(firms.is_new, 0.1, 1.0),
        yuan=np.where(fills, limit * rng.uniform(0.7, 1.4, count), small),
        spread=np.where(fills, spread * 0.75, spread),
        limit=limit.astype(np.float64),
        pool=np.maximum(pool, 2).astype(np.int64),
    )


def _counts(rng: np.random.Generator, world: World, activity: Activity, usual: _Usual) -> Ints:
    settings, calendar = world.settings, world.calendar
    papers = settings.papers
    season = 1 + settings.season_strength * (np.array(papers.season)[calendar.month_of_year - 1] - 1)
    burst = np.exp(rng.normal(-(papers.month_sigma**2) / 2, papers.month_sigma, activity.index.shape))
    quiet = rng.random(activity.index.shape) < papers.quiet_month_share
    expected = usual.count[:, None] * activity.index * np.maximum(season, 0.1) * burst * ~quiet
    return np.asarray(rng.poisson(expected), dtype=np.int64)


def _sales(rng: np.random.Generator, world: World, usual: _Usual, firm: Ints, month: Ints) -> Papers:
    settings, calendar = world.settings, world.calendar
    raw = usual.yuan[firm] * np.exp(rng.normal(size=len(firm)) * usual.spread[firm])
    top = usual.limit[firm] * (1 - 0.14 * rng.random(len(firm)) ** 2)
    return Papers(
        firm=firm,
        day=days_of(calendar, month, np.array(settings.papers.weekday), rng),
        partner=np.full(len(firm), OUTSIDE),
        rank=_customers(rng, settings, usual.pool[firm]),
        yuan=np.asarray(np.round(np.minimum(raw, top), 2), dtype=np.float64),
        is_void=np.zeros(len(firm), dtype=np.bool_),
    )


def _customers(rng: np.random.Generator, settings: Settings, pool: Ints) -> Ints:
    """A few regulars get a fixed part of the invoices, the rest falls off from favourite to stranger."""
    papers = settings.papers
    anyone = pool * rng.random(len(pool)) ** papers.favourites
    regular = np.minimum(papers.regulars, pool) * rng.random(len(pool))
    return np.where(rng.random(len(pool)) < papers.regulars_share, regular, anyone).astype(np.int64)


def _month_mean(sales: Papers, firms: Firms, calendar: Calendar) -> Floats:
    sums = np.bincount(sales.firm, sales.yuan, minlength=len(firms))
    return np.maximum(sums / np.minimum(firms.age_months, calendar.months), 1.0)


def _within_town(sales: Papers, links: Links) -> Papers:
    if not len(links.supplier):
        return sales
    known = links.supplier * _KEY + links.rank
    order = np.argsort(known)
    asked = sales.firm * _KEY + sales.rank
    place = np.clip(np.searchsorted(known[order], asked), 0, len(known) - 1)
    hit = known[order][place] == asked
    partner = np.where(hit, links.buyer[order][place], OUTSIDE)
    return Papers(sales.firm, sales.day, partner, sales.rank, sales.yuan, sales.is_void)
