"""Sales and purchase invoices of every business that invoices: counts, amounts, partners, mistakes.

Sales come first: their valid sum *is* what the business sold on paper. Purchases follow from sales, the
town's own suppliers first. What a ring writes for show is laid on top by `town.trade.rings`.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints
from town.settings import Settings
from town.trade.activity import Activity
from town.trade.calendar import Calendar, days_of
from town.trade.firms import Firms
from town.trade.links import Links, link
from town.world import World

_OUTSIDE: Final = -1
_KEY: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Papers:
    """One row an invoice. `partner` is a firm of the town or −1; then `rank` says which stranger.

    Amounts are yuan with tax; `red` rows reverse an earlier one and are negative.
    """

    firm: Ints
    day: Ints
    partner: Ints
    rank: Ints
    yuan: Floats
    is_void: Bools

    def __len__(self) -> int:
        return len(self.firm)

    def only(self, rows: Bools | Ints) -> "Papers":
        """Some of them."""
        return Papers(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


@dataclass(frozen=True, slots=True)
class Books:
    """What was invoiced truly, and month by month: firms × months of yuan."""

    sales: Papers
    purchases: Papers
    sold: Floats


def joined(*parts: Papers) -> Papers:
    """Several heaps as one."""
    return Papers(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Papers)
        }
    )


def write_invoices(world: World, activity: Activity) -> Books:
    """Everything that was truly sold and bought on paper."""
    firms, calendar = world.firms, world.calendar
    rng = world.dice.stream("invoices")
    usual = _usual(rng, world.settings, firms)
    firm, month = _repeated(_counts(rng, world, activity, usual))
    sales = _sales(rng, world, usual, firm, month)
    favourites = world.settings.papers.favourites
    links = link(world.dice, firms, _month_mean(sales, firms, calendar), usual.pool, favourites)
    sales = _within_town(sales, links)
    sold = monthly(sales, len(firms), calendar)
    return Books(_spoiled(world, sales), _purchases(world, sales, sold), sold)


def monthly(papers: Papers, count: int, calendar: Calendar) -> Floats:
    """Valid sums, firms × months."""
    valid = ~papers.is_void
    place = papers.firm[valid] * calendar.months + calendar.month_of(papers.day[valid])
    sums = np.bincount(place, papers.yuan[valid], minlength=count * calendar.months)
    return sums.astype(np.float64).reshape(count, calendar.months)


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


def _repeated(month_count: Ints) -> tuple[Ints, Ints]:
    place = np.repeat(np.arange(month_count.size), month_count.ravel())
    return place // month_count.shape[1], place % month_count.shape[1]


def _sales(rng: np.random.Generator, world: World, usual: _Usual, firm: Ints, month: Ints) -> Papers:
    settings, calendar = world.settings, world.calendar
    raw = usual.yuan[firm] * np.exp(rng.normal(size=len(firm)) * usual.spread[firm])
    top = usual.limit[firm] * (1 - 0.14 * rng.random(len(firm)) ** 2)
    return Papers(
        firm=firm,
        day=days_of(calendar, month, np.array(settings.papers.weekday), rng),
        partner=np.full(len(firm), _OUTSIDE),
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
    partner = np.where(hit, links.buyer[order][place], _OUTSIDE)
    return Papers(sales.firm, sales.day, partner, sales.rank, sales.yuan, sales.is_void)


def _purchases(world: World, sales: Papers, sold: Floats) -> Papers:
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("purchases")
    papers, count = settings.papers, len(firms)
    invoiced = np.clip(rng.beta(0.75, 0.6, count) * 1.15, 0.004, 1.08)
    wanted = sold.sum(axis=1) * firms.of_trade("cost") * invoiced * 1.12
    mine = sales.only((sales.partner != _OUTSIDE) & ~sales.is_void)
    from_town = np.bincount(mine.partner, mine.yuan, minlength=count)
    large = np.maximum(sold.sum(axis=1), 1) / max(float(np.median(sold.sum(axis=1)[firms.has_invoices])), 1)
    per_month = papers.purchases_month * large**0.25 * np.exp(rng.normal(0, papers.purchases_sigma, count))
    scale = np.where(firms.kind == "company", 1.0, papers.individual_scale) ** 0.5
    share = sold / np.maximum(sold.sum(axis=1, keepdims=True), 1)
    months = (sold > 0).sum(axis=1)
    expected = (per_month * scale * months * settings.density.invoices)[:, None] * share
    firm, month = _repeated(rng.poisson(np.where(wanted[:, None] > from_town[:, None], expected, 0)))
    raw = np.exp(rng.normal(size=len(firm)) * papers.purchases_spread)
    total = np.bincount(firm, raw, minlength=count)
    factor = np.maximum(wanted - from_town, 0) / np.maximum(total, 1e-9)
    follow = np.sqrt(np.maximum(per_month, 0.1) / papers.purchases_month)
    pool = np.maximum(papers.suppliers * follow * np.exp(rng.normal(0, papers.suppliers_sigma, count)), 2)
    return Papers(
        firm=firm,
        day=days_of(calendar, month, np.array([0.16, 0.16, 0.17, 0.17, 0.16, 0.09, 0.09]), rng),
        partner=np.full(len(firm), _OUTSIDE),
        rank=(pool[firm] * rng.random(len(firm)) ** papers.favourites).astype(np.int64),
        yuan=np.maximum(np.round(raw * factor[firm], 2), 1.0),
        is_void=rng.random(len(firm)) < papers.void_share * 0.5,
    )


def _spoiled(world: World, sales: Papers) -> Papers:
    """Voided drafts and red-letter reversals on top: neither changes what was sold in the end."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("spoiled")
    papers = settings.papers
    weak = np.where(firms.of_character("margin") < 0, 2.2, 0.7)
    void = np.minimum(papers.void_share * weak * np.exp(rng.normal(0, papers.void_sigma, len(firms))), 0.6)
    drafts = sales.only(rng.random(len(sales)) < (void / (1 - void))[sales.firm])
    drafts = Papers(
        drafts.firm, drafts.day, drafts.partner, drafts.rank, drafts.yuan, np.ones(len(drafts), np.bool_)
    )
    red = np.minimum(papers.red_share * weak * np.exp(rng.normal(0, 1.0, len(firms))), 0.3)
    wrong = sales.only(rng.random(len(sales)) < red[sales.firm])
    later = np.minimum(wrong.day + rng.integers(0, 25, len(wrong)), calendar.days - 1)
    again = Papers(wrong.firm, later, wrong.partner, wrong.rank, wrong.yuan, wrong.is_void)
    reversal = Papers(wrong.firm, later, wrong.partner, wrong.rank, -wrong.yuan, wrong.is_void)
    return joined(sales, drafts, reversal, again)
