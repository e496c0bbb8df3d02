"""The true money of every business and its household, month by month, before any loan of ours.

Yuan, firms × months. Whether a loan can be repaid is decided by these flows and by nothing else.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from town.dice import Floats
from town.people import Population
from town.settings import Settings
from town.trade.activity import Activity
from town.trade.firms import Firms
from town.world import World

_TRUE_PART_OF_NEW: Final = 0.08
_STICKY: Final = 0.6
_ORDINARY_MONTH_YUAN: Final = 60_000
_FIRST_MONTHS: Final = 12
_ILL_MONTHS: Final = 4


@dataclass(frozen=True, slots=True)
class Ledger:
    """What came in and went out; `cash` is at hand at a month's end, `cap` is what an owner leaves in."""

    sales: Floats
    collected: Floats
    bought: Floats
    fixed: Floats
    debts: Floats
    household: Floats
    other_income: Floats
    net: Floats
    cash: Floats
    cap: Floats
    base: Floats
    ordinary_left: Floats


def keep_ledger(world: World, activity: Activity, sold: Floats) -> Ledger:
    """True sales → money collected → costs, debts and the household's table → cash."""
    settings, firms = world.settings, world.firms
    rng = world.dice.stream("ledger")
    sales = _true_sales(rng, settings, firms, activity, sold)
    base = _base(sales)
    left_share = firms.margin * np.clip((base / _ORDINARY_MONTH_YUAN) ** -0.08, 0.5, 1.2)
    cost = firms.of_trade("cost")
    fixed_share = np.maximum(1 - cost - left_share, 0.02)
    moving = _STICKY + (1 - _STICKY) * sales / np.maximum(base, 1)[:, None]
    fixed = (base * fixed_share)[:, None] * moving * activity.alive
    bought = sales * cost[:, None]
    collected = _collected(firms, activity, sales)
    household, other = _household(rng, firms, activity, world.population)
    debts = np.broadcast_to((firms.debt_share * left_share * base)[:, None], sales.shape) * activity.alive
    net = collected - bought - fixed - debts - household + other
    net = np.where(firms.is_new[:, None], collected - bought - fixed, net)  # a nominee's family knows nothing
    net = np.where(activity.alive, net, 0.0)
    start = firms.savings_months * base * (cost + fixed_share)
    cap = 2.5 * start + 2 * household.mean(axis=1)
    return Ledger(
        sales, collected, bought, fixed, debts, household, other, net,
        cash=_run_on(net, start, cap, floor=-0.8 * base),
        cap=cap, base=base, ordinary_left=left_share * base,
    )  # fmt: skip


def _true_sales(
    rng: np.random.Generator, settings: Settings, firms: Firms, activity: Activity, sold: Floats
) -> Floats:
    noise = np.exp(rng.normal(size=sold.shape) * settings.noise.sales_sigma * 0.6)
    plain = firms.month_yuan[:, None] * activity.index * noise
    plain = np.where(firms.is_new[:, None], plain * _TRUE_PART_OF_NEW, plain)
    told = np.where(firms.kind == "company", rng.beta(14, 1.6, len(firms)), rng.beta(4, 3, len(firms)))
    return np.where(firms.has_invoices[:, None], sold / np.maximum(told, 0.15)[:, None], plain)


def _base(sales: Floats) -> Floats:
    """Mean of the first twelve months in which anything was sold: what rent and wages were set up for."""
    trading = sales > 0
    early = trading & (np.cumsum(trading, axis=1) <= _FIRST_MONTHS)
    return np.asarray((sales * early).sum(axis=1) / np.maximum(early.sum(axis=1), 1) + 1.0)


def _collected(firms: Firms, activity: Activity, sales: Floats) -> Floats:
    """Part is paid a month later; the month a customer is lost, their part is never paid."""
    credit = firms.of_trade("credit")[:, None]
    before = np.concatenate([sales[:, :1], sales[:, :-1]], axis=1)
    months = np.arange(sales.shape[1])[None, :]
    lost = (activity.customer_lost[:, None] == months) * firms.top_share[:, None]
    return np.asarray(sales * (1 - credit) + before * credit * (1 - np.minimum(lost * 1.5, 1.0)))


def _household(
    rng: np.random.Generator, firms: Firms, activity: Activity, population: Population
) -> tuple[Floats, Floats]:
    """What the family eats, an illness included; what the others of it earn."""
    members, others_earn = _family(firms, population)
    shape = activity.index.shape
    table = np.where(members > 0, 1_700 + 850 * members, 0)[:, None] * np.exp(rng.normal(0, 0.08, shape))
    months = np.arange(shape[1])[None, :]
    since = months - activity.illness[:, None]
    ill = (activity.illness[:, None] >= 0) & (since >= 0) & (since < _ILL_MONTHS)
    severe = rng.uniform(8_000, 45_000, len(firms))[:, None]
    return table + ill * severe, np.broadcast_to(others_earn[:, None], shape)


def _family(firms: Firms, population: Population) -> tuple[Floats, Floats]:
    people = population.people.with_columns(wage=population.earnings["wage_month_fen"] / 100)
    together = people.select(
        members=pl.len().over("household_id"),
        wages=pl.col("wage").sum().over("household_id"),
        own=pl.col("wage"),
    )
    members, wages, own = (together[name].to_numpy()[firms.owner] for name in ("members", "wages", "own"))
    is_first = np.zeros(len(firms), dtype=np.bool_)
    is_first[np.unique(firms.owner, return_index=True)[1]] = True
    works_elsewhere = np.isin(firms.kind, ("part_time_seller",)) | firms.is_new
    earn = wages - np.where(works_elsewhere, 0.0, own)
    return members * is_first * 1.0, np.where(is_first, earn, 0.0)


def _run_on(net: Floats, start: Floats, cap: Floats, floor: Floats) -> Floats:
    """Cash after each month: above `cap` the owner takes it home, below `floor` nobody lends any more."""
    cash = np.empty_like(net)
    at_hand = start
    for month in range(net.shape[1]):
        at_hand = np.clip(at_hand + net[:, month], floor, cap)
        cash[:, month] = at_hand
    return cash
