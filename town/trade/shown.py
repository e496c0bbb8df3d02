"""What is written for show only: a ring's circle, an agent's polish, turnover that never was.

The true sales stay as they are; papers and tills say more. Every trick leaves a mark that an honest
business does not leave: money that comes back within days, customers shared by an agent's clients and
reversed after the loan, takings that are as even on Sunday as on Monday.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Bools, Floats
from town.trade.calendar import Calendar, days_of
from town.trade.firms import Firms
from town.trade.papers import Papers, joined
from town.world import World

_BEFORE: Final = {"circular_invoicing": 10, "coached": 3, "borrowed_identity": 8, "shared_device_farm": 8}
_AFTER: Final = {"circular_invoicing": 2}
SHELL_RANK: Final = 1_000_000
"""Ranks from here on are shell customers that an agent or organiser lends to all of a ring."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Papers on top of the true ones, and how many times its true takings a till shows, firms × months."""

    sales: Papers
    till_lift: Floats
    is_polished: Bools


def show(world: World, sales: Floats, sold: Floats) -> Shown:
    """The months before a dishonest application, made to look better."""
    firms, calendar = world.firms, world.calendar
    rng = world.dice.stream("shown")
    polished = _polished_months(firms, calendar)
    lift = np.where(polished, firms.of_character("lift")[:, None], 1.0)
    wanted = np.where(firms.has_invoices[:, None], np.maximum(sold, sales * 0.5) * (lift - 1), 0.0)
    circle = firms.character == "circular_invoicing"
    circular = _circular(rng, world, np.where(circle[:, None], wanted, 0))
    shell = _shell(rng, world, np.where(circle[:, None], 0, wanted))
    return Shown(joined(circular, shell, _taken_back(rng, firms, shell, calendar)), lift, polished)


def _polished_months(firms: Firms, calendar: Calendar) -> Bools:
    before = np.array([_BEFORE.get(name, 0) for name in firms.character.tolist()])
    after = np.array([_AFTER.get(name, 0) for name in firms.character.tolist()])
    month = np.arange(calendar.months)[None, :]
    asks = firms.asks[:, None]
    trading = month >= calendar.months - firms.age_months[:, None]
    return np.asarray(
        (asks >= 0) & (month >= asks - before[:, None]) & (month < asks + after[:, None]) & trading
    )


def _circular(rng: np.random.Generator, world: World, wanted: Floats) -> Papers:
    """A sells to B, B to C, C to A: nearly the same amount, a day or two apart."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    found = []
    for ring in np.unique(firms.ring[(wanted > 0).any(axis=1)]):
        members = np.flatnonzero(firms.ring == ring)
        month_yuan = wanted[members].mean(axis=0)
        rounds = rng.poisson(np.where(month_yuan > 0, 4, 0))
        month = np.repeat(np.arange(calendar.months), rounds)
        amount = (month_yuan / np.maximum(rounds, 1))[month] * np.exp(rng.normal(0, 0.25, len(month)))
        start = days_of(calendar, month, np.array(settings.papers.weekday), rng)
        for step, member in enumerate(members):
            found.append(
                Papers(
                    firm=np.full(len(month), member),
                    day=np.minimum(start + step, calendar.days - 1),
                    partner=np.full(len(month), members[(step + 1) % len(members)]),
                    rank=np.full(len(month), SHELL_RANK),
                    yuan=np.round(amount * rng.uniform(0.97, 1.0, len(month)), -1),
                    is_void=np.zeros(len(month), dtype=np.bool_),
                )
            )
    return joined(*found) if found else _none()


def _shell(rng: np.random.Generator, world: World, wanted: Floats) -> Papers:
    """Round sales to three customers that all of a ring have in common."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    place = np.repeat(np.arange(wanted.size), np.where(wanted.ravel() > 100, 3, 0))
    firm, month = place // calendar.months, place % calendar.months
    yuan = wanted.ravel()[place] / 3 * rng.uniform(0.8, 1.2, len(place))
    return Papers(
        firm=firm,
        day=days_of(calendar, month, np.array(settings.papers.weekday), rng),
        partner=np.full(len(firm), -1),
        rank=SHELL_RANK + 10 * firms.ring[firm] + rng.integers(0, 3, len(firm)),
        yuan=np.maximum(np.round(yuan, -2), 100.0),
        is_void=np.zeros(len(firm), dtype=np.bool_),
    )


def _taken_back(rng: np.random.Generator, firms: Firms, shell: Papers, calendar: Calendar) -> Papers:
    """Three of four polished invoices are reversed once the loan has been decided."""
    asked = np.clip(firms.asks[shell.firm], 0, calendar.months - 1)
    later = calendar.starts[asked + 1] + rng.integers(10, 45, len(shell))
    rows = (rng.random(len(shell)) < 0.75) & (later < calendar.days)
    back = shell.only(rows)
    return Papers(back.firm, later[rows], back.partner, back.rank, -back.yuan, back.is_void)


def _none() -> Papers:
    whole, part, flag = np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.bool_)
    return Papers(whole, whole, whole, whole, part, flag)


def shown_sales(firms: Firms, shown: Shown, sales: Floats, sold: Floats, on_top: Floats) -> Floats:
    """What a lender could see of sales: invoices where there are any, else what the till or bank shows."""
    seen: Floats = np.where(firms.has_invoices[:, None], sold + on_top, sales * shown.till_lift)
    return seen
