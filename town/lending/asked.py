"""Applications as the lender saw them, and what the town's own old lender answered."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints, Words
from town.many_ids import coded
from town.trade.calendar import Calendar
from town.trade.firms import Firms
from town.trade.ledger import Ledger
from town.world import World

_LEAST_YUAN: Final = 5_000
_MOST_YUAN: Final = 5_000_000
_ORDINARY_LEFT_YUAN: Final = 8_000
_THRESHOLDS_YUAN: Final = np.array([50_000, 100_000, 200_000, 300_000, 500_000, 1_000_000])


@dataclass(frozen=True, slots=True)
class Asked:
    """One row an application, by day. `firm` is a row of firms; `amount_yuan` what was asked, `lent_yuan`
    what would be lent, `is_lent` whether it was."""

    firm: Ints
    month: Ints
    day: Ints
    minute: Ints
    amount_yuan: Floats
    lent_yuan: Floats
    months: Ints
    rate: Floats
    is_lent: Bools

    def __len__(self) -> int:
        return len(self.firm)


def ask(world: World, ledger: Ledger, shown: Floats) -> Asked:
    """Everybody whose month has come asks once; `shown` is what the papers say was sold, firms × months."""
    settings, firms, calendar = world.settings, world.firms, world.calendar
    rng = world.dice.stream("asked")
    firm = np.flatnonzero(firms.asks >= 0)
    month = firms.asks[firm]
    day, minute = _when(rng, firms, firm, month, calendar)
    order = np.lexsort((firm, minute, day))
    firm, month, day, minute = firm[order], month[order], day[order], minute[order]
    lending = settings.lending
    terms = rng.choice(list(lending.months), len(firm), p=list(lending.months.values()))
    rates = np.array(
        [lending.yearly_rate.get(kind, lending.yearly_rate["other"]) for kind in firms.kind[firm].tolist()]
    )
    seen = _seen_month(shown, firm, month)
    asked = _asked(rng, world, ledger, firm, terms)
    lent = np.maximum(np.minimum(asked, seen * 2.5), _LEAST_YUAN)
    score = _old_score(rng, world, firm, seen, asked)
    return Asked(
        firm=firm,
        month=month,
        day=day,
        minute=minute,
        amount_yuan=asked,
        lent_yuan=np.floor(lent / 1_000) * 1_000,
        months=terms.astype(np.int64),
        rate=rates,
        is_lent=score >= np.quantile(score, 1 - lending.approving_share)
        if len(firm)
        else np.zeros(0, np.bool_),
    )


def application_ids(asked: Asked) -> Words:
    """`P000001` in the order in which they came."""
    return coded("P", np.arange(1, len(asked) + 1))


def _when(
    rng: np.random.Generator, firms: Firms, firm: Ints, month: Ints, calendar: Calendar
) -> tuple[Ints, Ints]:
    """A day and a minute of it; a farm works through one or two nights."""
    start, end = calendar.starts[month], calendar.starts[month + 1]
    own = start + (rng.random(len(firm)) * (end - start)).astype(np.int64)
    ring = np.maximum(firms.ring[firm], 0)
    night = (
        start + (rng.random(int(ring.max()) + 1)[ring] * (end - start - 2)).astype(np.int64)
    ) + rng.integers(0, 2, len(firm))
    is_farm = firms.character[firm] == "shared_device_farm"
    minute = np.clip(rng.normal(14 * 60, 190, len(firm)), 7 * 60, 23 * 60 + 30).astype(np.int64)
    return np.where(is_farm, night, own), np.where(is_farm, rng.integers(60, 5 * 60, len(firm)), minute)


def _seen_month(shown: Floats, firm: Ints, month: Ints) -> Floats:
    """Mean of the six months before, as papers and tills show them."""
    total = np.concatenate([np.zeros((len(shown), 1)), np.cumsum(shown, axis=1)], axis=1)
    first = np.maximum(month - 6, 0)
    return np.asarray((total[firm, month] - total[firm, first]) / np.maximum(month - first, 1))


def _asked(rng: np.random.Generator, world: World, ledger: Ledger, firm: Ints, terms: Ints) -> Floats:
    firms, lending = world.firms, world.settings.lending
    wished = np.exp(rng.normal(np.log(lending.asked_margin_share), lending.asked_sigma, len(firm)))
    left = np.where(firms.is_new[firm], firms.month_yuan[firm] * 0.2, ledger.ordinary_left[firm])
    amount = (
        wished * left * (left / _ORDINARY_LEFT_YUAN) ** -0.42 * terms**0.9 * firms.of_character("asks")[firm]
    )
    step = np.where(amount < 30_000, 1_000, 10_000)
    amount = np.clip(np.round(amount / step) * step, _LEAST_YUAN, _MOST_YUAN)
    just_under = _THRESHOLDS_YUAN[np.clip(np.searchsorted(_THRESHOLDS_YUAN, amount), 0, 5)] * 0.98
    coached = (firms.character[firm] == "coached") & (rng.random(len(firm)) < 0.6)
    ring = np.maximum(firms.ring[firm], 0)
    farm = firms.character[firm] == "shared_device_farm"
    same = np.array([20_000, 30_000, 50_000, 80_000])[ring % 4]
    return np.asarray(np.where(farm, same, np.where(coached, just_under, amount)).astype(np.float64))


def _old_score(rng: np.random.Generator, world: World, firm: Ints, seen: Floats, asked: Floats) -> Floats:
    """What an ordinary lender looks at: size, age, debts it knows of, the amount; with an officer's mood."""
    firms = world.firms
    owed = firms.debt_share[firm] * np.exp(rng.normal(0, 0.4, len(firm)))
    age = np.log1p(np.maximum(firms.age_months[firm] - (world.calendar.months - firms.asks[firm]), 1))
    ask = np.log(asked / np.maximum(seen, 1_000))
    return np.asarray(
        0.12 * np.log(np.maximum(seen, 1_000))
        + 0.12 * age
        - 0.9 * owed
        - 0.35 * ask
        + rng.normal(0, 0.7, len(firm))
    )
